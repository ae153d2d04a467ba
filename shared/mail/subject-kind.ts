import { createHash } from 'node:crypto';

const PREFIXES_AT_MOST = 30;
const LOOKED_AT = 500;

/**
 * A number for all subjects that differ in nothing but what answers and ticket systems put in front or into brackets: two
 * machines that answer each other change no more of it. There are 256, so that those of an hour fit into one record and
 * two subjects seldom share one.
 */
export function subjectKind(subject: string): number {
  let plain = subject.slice(0, LOOKED_AT).normalize('NFKC').toLowerCase();
  for (let round = 0; round < PREFIXES_AT_MOST; round++) {
    const shorter = plain.replace(/^\s*(?:\[[^[\]]{0,60}\]|\p{L}[\p{L} .-]{0,40}(?:\[\d{1,3}\])?:)\s*/u, '');
    if (shorter === plain || shorter === '') break;
    plain = shorter;
  }
  const words = plain
    .replace(/\[[^[\]]{0,60}\]/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return createHash('sha256').update(words).digest().readUInt8(0);
}
