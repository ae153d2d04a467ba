import { footerStart, mobileAboveMail } from './footer.ts';
import { isBlank, isRule, type Line } from './line.ts';
import type { Writer } from './own-name.ts';
import type { QuotedParts } from './quoted-parts.ts';

/** A shorter line is not the lower one of a box around a signature. */
const SHORTEST_BOX = 5;
/** Lines without a word that part what stands below a text from it; whoever draws more lines draws something. */
const MOST_DRAWN = 100;

/** Where what was written ends: what stands behind is quoted, drawn, or of a signature. */
export function writtenEnd(lines: readonly Line[], { parts, end }: QuotedParts, from: readonly Writer[]): number {
  let last = mobileAboveMail(lines, end) ?? end;
  let cut = last < lines.length;
  let drawn = 0;
  for (;;) {
    const line = lines[last - 1];
    const part = parts[last - 1];
    if (line === undefined || last === 0) return 0;
    if (part === 'fenced') return last;
    if (isBlank(line) || (cut && isRule(line) && (line.text.length < SHORTEST_BOX || isRule(lines[last - 2])))) last--;
    else if (part !== 'written') {
      last--;
      cut = true;
    } else {
      if (!/[\p{L}\p{Nd}]/u.test(line.text)) drawn++;
      if (drawn > MOST_DRAWN) return last;
      const start = footerStart(lines, floorOf(parts, last), last, from);
      if (start === undefined && !(cut && isRule(line))) return last;
      last = start ?? last - 1;
      cut = true;
    }
  }
}

/** The last line, of those near, that is not of what was written at the end. */
function floorOf(parts: QuotedParts['parts'], end: number): number {
  let floor = end - 1;
  while (floor >= 0 && floor > end - 60 && parts[floor] === 'written') floor--;
  return floor;
}
