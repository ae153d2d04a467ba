import { seenTextOfHtml } from '../../platform/html/html-as-text.ts';
import { type HtmlPart, partsOfHtml } from '../../platform/html/parts-of-html.ts';
import { attributionStart, opensWithDay } from './attribution.ts';
import type { Cut } from './cut.ts';
import { hasAddress, hasDate } from './date-or-address.ts';
import { isDivider } from './divider.ts';
import { headerBlockLength } from './header-block.ts';
import { isBlank, type Line, linesOf } from './line.ts';
import type { LinePart } from './quoted-parts.ts';
import { withAnnouncementsApart } from './same-line.ts';

/** Lines, and what is known of them already. */
export interface KnownLines {
  readonly lines: readonly Line[];
  readonly known: readonly (LinePart | undefined)[];
}

const PARTS: Readonly<Record<HtmlPart['kind'], LinePart | undefined>> = {
  own: undefined,
  quoted: 'quoted',
  indented: undefined,
  announcing: 'announcing',
  signature: 'signature',
};

const MAY_BE_OWN: ReadonlySet<HtmlPart['kind']> = new Set(['own', 'indented']);

/** The lines of a mail's HTML, with the marks of plain text before those that its client says are quoted. */
export function linesOfHtml(html: string, cut: Cut = 'all'): KnownLines {
  const lines: Line[] = [];
  const known: (LinePart | undefined)[] = [];
  const drawn = drawnAbove(html);
  let before: HtmlPart['kind'] | undefined;
  const parts = partsOfHtml(html).map((part) => ({ ...part, text: seenTextOfHtml(part.html) }));
  const seen = parts.filter(({ text }) => text !== '');
  const last = cut === 'reply' ? indentedLast(seen) : [];
  for (const part of seen) {
    const { text } = part;
    const ends = last.includes(part);
    const isIndented = part.kind === 'indented' || (cut === 'quotes' && before !== 'quoted' && isStyled(part));
    const kind = isIndented ? kindOfIndented(part, lines, known, ends) : part.kind;
    const mark = kind === 'quoted' ? '> ' : '';
    const isApart = part.kind !== before && (MAY_BE_OWN.has(part.kind) || (before && MAY_BE_OWN.has(before)));
    const gap = before !== undefined && isApart ? '\n' : '';
    const marked = text.split('\n').map((line) => `${mark}${line}`.trimEnd());
    for (const line of withAnnouncementsApart(linesOf(gap + marked.join('\n')))) {
      lines.push({
        ...line,
        ...(kind === 'quoted' && { cited: true }),
        ...(drawn.has(line.text) && { ruled: drawn.get(line.text) }),
      });
      known.push(line.text === '' ? undefined : PARTS[kind]);
    }
    before = part.kind;
  }
  return { lines, known };
}

/** Whether a client says of anything in the HTML that it is quoted or a signature, or draws a line in it. */
export function hasMarks({ lines, known }: KnownLines): boolean {
  return known.some((part) => part !== undefined) || lines.some(({ ruled }) => ruled);
}

interface SeenPart extends HtmlPart {
  readonly text: string;
}

/** What was moved to the right at the end of a mail, below which nothing but a signature stands, unless a colon introduces it. */
function indentedLast(seen: readonly SeenPart[]): readonly SeenPart[] {
  const last = seen.findLastIndex(({ kind }) => kind !== 'signature');
  const above = seen.findLastIndex(({ kind }, at) => at <= last && kind !== 'indented');
  return seen.slice(above + 1, last + 1);
}

/**
 * What was moved to the right is an earlier mail's when a line above announces it, it begins as such a mail does, or a reply
 * ends in it and does not say what it is.
 */
function kindOfIndented(
  { text, html }: SeenPart,
  lines: readonly Line[],
  known: readonly (LinePart | undefined)[],
  ends: boolean,
): 'own' | 'quoted' {
  let last = lines.length - 1;
  while (last >= 0 && isBlank(lines[last])) last--;
  if (known[last] === 'announcing' || isDivider(lines[last])) return 'quoted';
  const start = last < 0 ? undefined : attributionStart(lines, last, 0, true);
  const announced = lines.slice(start ?? last + 1, last + 1).map((line) => line.text);
  if (announced.some((line) => hasDate(line) || hasAddress(line))) return 'quoted';
  if (ends && opensWithDay(announced.join(' '))) return 'quoted';
  const within = withAnnouncementsApart(linesOf(text.slice(0, 2000))).filter((line) => !isBlank(line));
  if (isDivider(within[0]) || headerBlockLength(within, 0) > 0 || attributionStart(within, 0, 0, true) === 0)
    return 'quoted';
  const isSaid = /[:：]$/u.test(lines[last]?.text ?? '') && known[last] !== 'quoted';
  if (ends && /^<blockquote\s*>/i.test(html.trim()) && !isSaid) return 'quoted';
  return within.slice(0, 3).some((_, at) => attributionStart(within, at, 0, false) === 0) ? 'quoted' : 'own';
}

/** Of a client's own quote more is said than how it looks. */
function isStyled({ kind, html }: HtmlPart): boolean {
  return kind === 'quoted' && /^\s*<blockquote\b(?![^<>]*\s(?:type|class|id|name)\s*=)/i.test(html);
}

/** What draws a line across a mail: a rule, or an element with a border above it. */
const DRAWN = /<(?:hr\b|(?:div|p|table|td)\b[^<>]{1,2000}\bborder-(?:top|style\s*:\s*solid\s+none\s+none))[^<>]*>/gi;
/** Drawn lines that are looked at: a mail has few above the mail that it quotes, a page of rules has no end. */
const MOST_DRAWN = 60;
/** Behind a drawn line the next line of text begins within so much HTML. */
const BEGINS_WITHIN = 2000;

const BOLD = /<(?:b|strong|th)\b|bold|font-weight:\s*[67]00/i;

/** The lines of text that have a line drawn above them, and whether they begin in bold type. */
function drawnAbove(html: string): ReadonlyMap<string, 'bold' | 'plain'> {
  const texts = new Map<string, 'bold' | 'plain'>();
  let looked = 0;
  for (const { index } of html.matchAll(DRAWN)) {
    if (looked++ >= MOST_DRAWN) break;
    const below = html.slice(index, index + BEGINS_WITHIN);
    const [first] = linesOf(seenTextOfHtml(below));
    const [tags = ''] = /^(?:\s|&nbsp;|<[^<>]*>)*/i.exec(below) ?? [];
    if (first && !isBlank(first)) texts.set(first.text, BOLD.test(tags) ? 'bold' : 'plain');
  }
  return texts;
}
