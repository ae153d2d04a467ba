import { binary, lineAt } from './header-fields.ts';

/** What stands between the parts of a multipart. Each character is a byte. */
export interface Boundary {
  readonly text: string;
}

const LOOKED_AT = 200;

/** What a line that begins with two dashes, without them, is to a multipart. */
export function markedBy({ text }: Boundary, line: string): 'part' | 'end' | undefined {
  if (!line.startsWith(text)) return undefined;
  if (line.length === text.length) return 'part';
  return line.length === text.length + 2 && line.endsWith('--') ? 'end' : undefined;
}

/**
 * What a line is that begins like a delimiter and goes on differently (RFC 2046 5.1.1: it is one as soon as the boundary
 * stands there). Letters and digits behind it are of another boundary; dashes, however few and wherever, of an end.
 */
export function looselyMarkedBy(
  { text }: Boundary,
  line: string,
  isPartBehind: () => boolean,
): 'part' | 'end' | undefined {
  if (text === '' || !line.startsWith(text)) return undefined;
  const rest = line.slice(text.length).replace(/=[0-9A-F]{2}|<[^<>]{0,20}>/g, ' ');
  if (rest.startsWith('--')) return 'end';
  if (/^[^\p{L}\p{N}]*$/u.test(rest)) return isPartBehind() || !rest.includes('-') ? 'part' : 'end';
  return /^\s/.test(rest) && isPartBehind() ? 'part' : undefined;
}

/** Whether the line at a place is a field of a part's header. */
export function isPartHeader(bytes: Uint8Array, at: number): boolean {
  const { end } = lineAt(bytes, at, bytes.length);
  return /^content-[a-z-]+\s*:/i.test(binary(bytes, at, Math.min(end, at + 100)));
}

/**
 * The boundary that parts seem to stand between: of the first line of dashes with a field of a part's header behind it, or
 * that ends what a line before began.
 */
export function guessBoundary(bytes: Uint8Array, from: number): Boundary | undefined {
  const seen = new Set<string>();
  let at = from;
  for (let lines = 0; lines < LOOKED_AT && at < bytes.length; lines++) {
    const { end, next } = lineAt(bytes, at, bytes.length);
    const line = binary(bytes, at, Math.min(end, at + 300)).trimEnd();
    const text = line.slice(2);
    if (line.startsWith('--') && isPartHeader(bytes, next)) return { text };
    if (line.startsWith('--') && line.length > 4 && !/^-+$/.test(line)) {
      if (text.endsWith('--') && seen.has(text.slice(0, -2))) return { text: text.slice(0, -2) };
      seen.add(text);
    }
    at = next;
  }
  return undefined;
}
