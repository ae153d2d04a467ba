/** A file that was written into a text. */
export interface EmbeddedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bytes in all lines of a file but its last. */
const FULL_LINE = 45;
/** In one text. */
const FILES_AT_MOST = 100;
/** Zeros that lines may have lost on the way, beyond as many bytes as were written: a file of nothing else is no file. */
const LOST_AT_MOST = 64 * 1024;
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
  const files: EmbeddedFile[] = [];
  let kept = '';
  let from = 0;
  for (const { index } of text.matchAll(/^begin(?:-base64)? [0-7]{3,4} /gm)) {
    if (index < from || files.length >= FILES_AT_MOST) continue;
    const name = BEGIN.exec(lineAt(text, index).text)?.[1];
    const file = name === undefined ? undefined : readFile(text, index, strict);
    if (name === undefined || !file) continue;
    files.push({ name: name.trim(), bytes: file.bytes });
    kept += text.slice(from, index);
    from = file.end;
  }
  return { text: files.length === 0 ? text : `${kept}${text.slice(from)}`, files };
}

/** The line that begins at a place, without the white space at its end, and where the next one begins. */
function lineAt(text: string, at: number): { readonly text: string; readonly next: number } {
  const end = text.indexOf('\n', at);
  const next = end < 0 ? text.length : end + 1;
  return { text: text.slice(at, next).trimEnd(), next };
}

function readFile(
  text: string,
  begin: number,
  strict: boolean,
): { readonly bytes: Uint8Array; readonly end: number } | undefined {
  const isBase64 = text.startsWith('begin-base64', begin);
  let bytes = new Uint8Array(FULL_LINE * 100);
  let length = 0;
  const add = (chunk: Uint8Array) => {
    if (length + chunk.length > bytes.length) {
      const larger = new Uint8Array((length + chunk.length) * 2);
      larger.set(bytes.subarray(0, length));
      bytes = larger;
    }
    bytes.set(chunk, length);
    length += chunk.length;
  };
  const read = (end: number) => ({ bytes: bytes.slice(0, length), end });
  for (let at = lineAt(text, begin).next; at < text.length; ) {
    const line = lineAt(text, at);
    at = line.next;
    if (line.text === 'end' || line.text === '====') return read(at);
    if (!isBase64 && (line.text === '' || line.text === '`')) continue;
    const chunk = isBase64 ? decodeBase64Line(line.text, strict) : decodeLine(line.text, strict);
    if (chunk) add(chunk);
    else if (strict) return undefined;
    if (length > at - begin + LOST_AT_MOST) return undefined;
  }
  return strict ? undefined : read(text.length);
}

function decodeBase64Line(line: string, strict: boolean): Uint8Array | undefined {
  return strict && !/^[A-Za-z0-9+/]*={0,2}$/.test(line) ? undefined : Buffer.from(line, 'base64');
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
