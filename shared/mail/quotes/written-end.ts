import type { Cut } from './cut.ts';
import { footerStart, mobileAboveMail } from './footer.ts';
import { isBlank, isRule, type Line } from './line.ts';
import type { Writer } from './own-name.ts';
import type { QuotedParts } from './quoted-parts.ts';
import { standardSignatureStart } from './signature.ts';

/** A shorter line is not the lower one of a box around a signature. */
const SHORTEST_BOX = 5;
/** Lines without a word that part what stands below a text from it; whoever draws more lines draws something. */
const MOST_DRAWN = 100;

/** Where what was written ends: what stands behind is quoted, drawn, or of a signature. */
export function writtenEnd(
  lines: readonly Line[],
  { parts, end }: QuotedParts,
  from: readonly Writer[],
  cut: Cut = 'all',
): number {
  let last = (cut === 'quotes' ? undefined : mobileAboveMail(lines, end)) ?? end;
  let isCut = last < lines.length;
  let drawn = 0;
  for (;;) {
    const line = lines[last - 1];
    const part = parts[last - 1];
    if (line === undefined || last === 0) return 0;
    if (part === 'fenced') return last;
    if (isBlank(line) || (isCut && isRule(line) && (line.text.length < SHORTEST_BOX || isRule(lines[last - 2]))))
      last--;
    else if (part !== 'written') {
      last--;
      isCut = true;
    } else {
      if (!/[\p{L}\p{Nd}]/u.test(line.text)) drawn++;
      if (drawn > MOST_DRAWN) return last;
      const floor = floorOf(parts, last);
      const start =
        cut === 'quotes' ? standardSignatureStart(lines, floor, last) : footerStart(lines, floor, last, from);
      if (start === undefined && !(isCut && isRule(line))) return last;
      last = start ?? last - 1;
      isCut = true;
    }
  }
}

/** The last line, of those near, that is not of what was written at the end. */
function floorOf(parts: QuotedParts['parts'], end: number): number {
  let floor = end - 1;
  while (floor >= 0 && floor > end - 60 && parts[floor] === 'written') floor--;
  return floor;
}
