/** A file that was written into a text. */
export interface EmbeddedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bytes in all lines of a file but its last. */
const FULL_LINE = 45;
/** In one text. */
const FILES_AT_MOST = 100;
const BEGIN = /^begin(?:-base64)? [0-7]{3,4} (\S.{0,254})$/;

/** The bytes of the first uuencoded file in a part that says it is one, or undefined. */
export function decodeUuencode(text: string): EmbeddedFile | undefined {
  return takeUuencoded(text, { strict: false }).files[0];
}

/**
 * Takes uuencoded files out of a text. Strictly: only what is whole, from `begin` through lines of the length that they say
 * to `end`, for people write `begin` in texts too.
 */
export function takeUuencoded(
  text: string,
  { strict } = { strict: true },
): { readonly text: string; readonly files: readonly EmbeddedFile[] } {
  if (!/^begin(?:-base64)? [0-7]{3,4} /m.test(text)) return { text, files: [] };
  const lines = text.split('\n');
  const kept: string[] = [];
  const files: EmbeddedFile[] = [];
  for (let at = 0; at < lines.length; at++) {
    const name = BEGIN.exec(trimmed(lines[at]))?.[1];
    const file = name === undefined || files.length >= FILES_AT_MOST ? undefined : readFile(lines, at, strict);
    if (name === undefined || !file) {
      kept.push(lines[at] ?? '');
      continue;
    }
    files.push({ name: name.trim(), bytes: file.bytes });
    at = file.end;
  }
  return { text: files.length === 0 ? text : kept.join('\n'), files };
}

const trimmed = (line = '') => line.trimEnd();

function readFile(
  lines: readonly string[],
  begin: number,
  strict: boolean,
): { readonly bytes: Uint8Array; readonly end: number } | undefined {
  const isBase64 = lines[begin]?.startsWith('begin-base64');
  const chunks: Uint8Array[] = [];
  for (let at = begin + 1; at < lines.length; at++) {
    const line = trimmed(lines[at]);
    if (line === 'end' || line === '====') return { bytes: Buffer.concat(chunks), end: at };
    if (isBase64) {
      if (strict && !/^[A-Za-z0-9+/]*={0,2}$/.test(line)) return undefined;
      chunks.push(Buffer.from(line, 'base64'));
      continue;
    }
    if (line === '' || line === '`') continue;
    const chunk = decodeLine(line, strict);
    if (chunk) chunks.push(chunk);
    else if (strict) return undefined;
  }
  return strict ? undefined : { bytes: Buffer.concat(chunks), end: lines.length };
}

/** The bytes of one line; undefined when it is not as long as its first character says. */
function decodeLine(line: string, strict: boolean): Uint8Array | undefined {
  const length = (line.charCodeAt(0) - 0x20) & 0x3f;
  const digits = line.slice(1);
  // Blanks at the end of a line may be lost on the way, they are zeros: of a line in the middle, which is full, even all.
  const isLikely =
    (digits !== '' || length === FULL_LINE) && digits.length <= Math.ceil(length / 3) * 4 + 2 && length <= FULL_LINE;
  if (strict && !(isLikely && /^[ -`]*$/.test(digits))) return undefined;
  const bytes = new Uint8Array(length);
  let bits = 0;
  let count = 0;
  let at = 0;
  for (let index = 0; at < length; index++) {
    const digit = index < digits.length ? (digits.charCodeAt(index) - 0x20) & 0x3f : 0;
    bits = ((bits << 6) | digit) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[at++] = (bits >> count) & 0xff;
  }
  return bytes;
}
