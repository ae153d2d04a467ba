/** Keccak-256 as Ethereum hashes with: SHA-3's permutation with the older padding, which the platform's SHA-3 does not offer. */
export function keccak256(text: string): string {
  const state = Array<bigint>(25).fill(0n);
  const block = new Uint8Array(RATE);
  block.set(new TextEncoder().encode(text));
  block[text.length] = 0x01;
  block[RATE - 1] = (block[RATE - 1] ?? 0) | 0x80;
  for (let lane = 0; lane < RATE / 8; lane++) {
    let value = 0n;
    for (let byte = 7; byte >= 0; byte--) value = (value << 8n) | BigInt(block[lane * 8 + byte] ?? 0);
    state[lane] = value;
  }
  permute(state);
  return state
    .slice(0, 4)
    .flatMap((lane) => Array.from({ length: 8 }, (_, byte) => Number((lane >> BigInt(byte * 8)) & 0xffn)))
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

/** Bytes taken in at a time; an address in hexadecimal fits into one. */
const RATE = 136;
const MASK = (1n << 64n) - 1n;
const ROUNDS = roundConstants();
const [ORDER, TURNS] = walk();

function permute(state: bigint[]): void {
  const lane = (at: number) => state[at] ?? 0n;
  for (const constant of ROUNDS) {
    const columns = [0, 1, 2, 3, 4].map((x) => lane(x) ^ lane(x + 5) ^ lane(x + 10) ^ lane(x + 15) ^ lane(x + 20));
    for (let at = 0; at < 25; at++) {
      const x = at % 5;
      state[at] = lane(at) ^ (columns[(x + 4) % 5] ?? 0n) ^ turn(columns[(x + 1) % 5] ?? 0n, 1);
    }
    let carried = lane(1);
    ORDER.forEach((to, at) => {
      const next = lane(to);
      state[to] = turn(carried, TURNS[at] ?? 0);
      carried = next;
    });
    for (let row = 0; row < 25; row += 5) {
      const [a, b, c, d, e] = [lane(row), lane(row + 1), lane(row + 2), lane(row + 3), lane(row + 4)];
      state[row] = a ^ (~b & MASK & c);
      state[row + 1] = b ^ (~c & MASK & d);
      state[row + 2] = c ^ (~d & MASK & e);
      state[row + 3] = d ^ (~e & MASK & a);
      state[row + 4] = e ^ (~a & MASK & b);
    }
    state[0] = lane(0) ^ constant;
  }
}

function turn(value: bigint, by: number): bigint {
  return ((value << BigInt(by)) | (value >> BigInt(64 - by))) & MASK;
}

/** Where each lane goes, and how far it turns on the way. */
function walk(): readonly [readonly number[], readonly number[]] {
  const order: number[] = [];
  const turns: number[] = [];
  let [x, y] = [1, 0];
  for (let step = 0; step < 24; step++) {
    [x, y] = [y, (2 * x + 3 * y) % 5];
    order.push(x + 5 * y);
    turns.push((((step + 1) * (step + 2)) / 2) % 64);
  }
  return [order, turns];
}

/** The constants of the rounds come from a shift register of eight bits. */
function roundConstants(): readonly bigint[] {
  let register = 1;
  return Array.from({ length: 24 }, () => {
    let constant = 0n;
    for (let bit = 0; bit < 7; bit++) {
      if (register & 1) constant |= 1n << BigInt(2 ** bit - 1);
      register = register & 0x80 ? ((register << 1) ^ 0x171) & 0xff : register << 1;
    }
    return constant;
  });
}
