import { seenTextOfHtml } from '../../platform/html/html-as-text.ts';
import { type HtmlPart, partsOfHtml } from '../../platform/html/parts-of-html.ts';
import { type Line, linesOf } from './line.ts';
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
  announcing: 'announcing',
  signature: 'signature',
};

/** The lines of a mail's HTML, with the marks of plain text before those that its client says are quoted. */
export function linesOfHtml(html: string): KnownLines {
  const lines: Line[] = [];
  const known: (LinePart | undefined)[] = [];
  let before: HtmlPart['kind'] | undefined;
  for (const { kind, html: piece } of partsOfHtml(html)) {
    const text = seenTextOfHtml(piece);
    if (text === '') continue;
    const mark = kind === 'quoted' ? '> ' : '';
    const gap = before !== undefined && kind !== before && (kind === 'own' || before === 'own') ? '\n' : '';
    const marked = text.split('\n').map((line) => `${mark}${line}`.trimEnd());
    for (const line of withAnnouncementsApart(linesOf(gap + marked.join('\n')))) {
      lines.push(line);
      known.push(line.text === '' ? undefined : PARTS[kind]);
    }
    before = kind;
  }
  return { lines, known };
}

/** Whether a client says of anything in the HTML that it is quoted or a signature. */
export function hasMarks({ known }: KnownLines): boolean {
  return known.some((part) => part !== undefined);
}
