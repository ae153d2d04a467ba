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

/** The boundary that parts seem to stand between: the first line of dashes with a field of a part's header behind it. */
export function guessBoundary(bytes: Uint8Array, from: number): Boundary | undefined {
  let at = from;
  for (let lines = 0; lines < LOOKED_AT && at < bytes.length; lines++) {
    const { end, next } = lineAt(bytes, at, bytes.length);
    const line = binary(bytes, at, Math.min(end, at + 300)).trimEnd();
    if (line.startsWith('--') && line.length > 4 && !/^-+$/.test(line)) {
      const following = lineAt(bytes, next, bytes.length);
      if (/^content-[a-z-]+\s*:/i.test(binary(bytes, next, Math.min(following.end, next + 100)))) {
        return { text: line.slice(2) };
      }
    }
    at = next;
  }
  return undefined;
}
