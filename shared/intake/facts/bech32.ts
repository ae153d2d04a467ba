const LETTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
/** What the checksum of bech32 and of bech32m comes to. */
const SUMS = [1, 0x2bc830a3];

/** Whether a bech32 or bech32m text has a checksum that fits. */
export function isBech32(text: string): boolean {
  if (text !== text.toLowerCase() && text !== text.toUpperCase()) return false;
  const lower = text.toLowerCase();
  const split = lower.lastIndexOf('1');
  const data = [...lower.slice(split + 1)].map((letter) => LETTERS.indexOf(letter));
  if (split < 1 || data.length < 6 || data.includes(-1)) return false;
  const prefix = [...lower.slice(0, split)].map((letter) => letter.charCodeAt(0));
  const sum = polymod([...prefix.map((code) => code >> 5), 0, ...prefix.map((code) => code & 31), ...data]);
  return SUMS.includes(sum);
}

function polymod(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (let bit = 0; bit < 5; bit++) if ((top >>> bit) & 1) sum ^= GENERATOR[bit] ?? 0;
  }
  return sum >>> 0;
}
