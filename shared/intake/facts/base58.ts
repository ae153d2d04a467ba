import { createHash } from 'node:crypto';

const BITCOIN = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const RIPPLE = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';

/** The bytes that a base58 text stands for; undefined when it is none. */
export function decodeBase58(text: string, alphabet: 'bitcoin' | 'ripple' = 'bitcoin'): Uint8Array | undefined {
  const letters = alphabet === 'ripple' ? RIPPLE : BITCOIN;
  const bytes: number[] = [];
  for (const letter of text) {
    let carry = letters.indexOf(letter);
    if (carry < 0) return undefined;
    for (let at = 0; at < bytes.length; at++) {
      carry += (bytes[at] ?? 0) * 58;
      bytes[at] = carry & 0xff;
      carry >>= 8;
    }
    while (carry > 0) {
      bytes.push(carry & 0xff);
      carry >>= 8;
    }
  }
  const zeros = text.length - text.replace(new RegExp(`^${letters.charAt(0)}+`), '').length;
  return Uint8Array.from([...Array<number>(zeros).fill(0), ...bytes.reverse()]);
}

/** Whether a base58check text has one of the first bytes and a checksum that fits. */
export function isBase58Check(text: string, versions: readonly number[], alphabet?: 'bitcoin' | 'ripple'): boolean {
  const bytes = decodeBase58(text, alphabet);
  if (bytes?.length !== 25 || !versions.includes(bytes[0] ?? -1)) return false;
  const once = createHash('sha256').update(bytes.subarray(0, 21)).digest();
  const sum = createHash('sha256').update(once).digest();
  return bytes.subarray(21).every((byte, at) => byte === sum[at]);
}

/** Whether an SS58 text (Polkadot and its kin) has a checksum that fits. */
export function isSs58(text: string): boolean {
  const bytes = decodeBase58(text);
  if (bytes?.length !== 35) return false;
  const sum = createHash('blake2b512').update('SS58PRE').update(bytes.subarray(0, 33)).digest();
  return bytes[33] === sum[0] && bytes[34] === sum[1];
}
