import { seenTextOfHtml } from '../../platform/html/html-as-text.ts';
import type { InboundMail } from '../mail.ts';
import type { Cut } from './cut.ts';
import { isBlank, textOfLines } from './line.ts';
import { hasMarks, type KnownLines, linesOfHtml } from './lines-of-html.ts';
import { newTextIn, newTextOf } from './new-text-of-lines.ts';
import type { Writer } from './own-name.ts';
import { quotedParts } from './quoted-parts.ts';
import { isWritten } from './signature.ts';
import { trimmed } from './trimmed.ts';

/** HTML beyond this says nothing that would be worth the time. */
const HTML_LOOKED_THROUGH = 500_000;
/** Letters of a signature: further on, plain text tells where links lead. */
const SIGNATURE_COMPARED = 30;

/** The new text as the plain text tells it, or the marks of the HTML where they tell more. */
export function markedOrFound(
  { text, html }: Pick<InboundMail, 'text' | 'html'>,
  from: readonly Writer[],
  cut: Cut,
): string {
  const found = newTextOf(text, from, cut);
  if (html === undefined || html.length > HTML_LOOKED_THROUGH) return found;
  if (cut === 'quotes') return withoutMarkedQuotes({ text, html }, found, from);
  const isOfHtml = text.length <= html.length && letters(seenTextOfHtml(html)) === letters(text);
  const isEnough = found !== trimmed(text) && (/^>/m.test(text) || !isOfHtml);
  if (isEnough && !/signature/i.test(html)) return found;
  const marks = linesOfHtml(html, isOfHtml && isUnmarked(text, html) ? 'all' : cut);
  if (!hasMarks(marks)) return found;
  const known = withoutTold(marks);
  const marked = newTextIn(known.lines, quotedParts(known.lines, known.known), from, cut);
  if (isEnough) return withoutMarkedSignature(found, marked ?? '', known, from);
  if (isOfHtml) return marked ?? found;
  return beginning(text, marked ?? '', from) ?? found;
}

/** Whether a client made a plain text by itself, and neither marks nor moves a line in it: what its HTML moves is its writer's. */
function isUnmarked(text: string, html: string): boolean {
  return !/^[^\S\n]*(?:>|[^\S\n]\S)/m.test(text) && trimmed(text) !== trimmed(seenTextOfHtml(html));
}

/** The new text in either of both that leaves more out: what one of them says of a quote holds. */
function withoutMarkedQuotes(
  { text, html }: { readonly text: string; readonly html: string },
  found: string,
  from: readonly Writer[],
): string {
  const marks = linesOfHtml(html, 'quotes');
  if (!hasMarks(marks)) return found;
  const marked = newTextIn(marks.lines, quotedParts(marks.lines, marks.known, 'quotes'), from, 'quotes') ?? '';
  if (marked === '') return '';
  const isOfHtml = text.length <= html.length && letters(seenTextOfHtml(html)) === letters(text);
  const other = isOfHtml ? marked : (beginning(text, marked, from, 'quotes') ?? found);
  return other.length < found.length ? other : found;
}

/** Some write into the element that their client keeps for their signature: sentences in it are theirs. */
function withoutTold({ lines, known }: KnownLines): KnownLines {
  const mended = [...known];
  for (let at = 0; at < lines.length; at++) {
    if (known[at] !== 'signature') continue;
    let end = at + 1;
    while (end < lines.length && (known[end] === 'signature' || isBlank(lines[end]))) end++;
    if (isWritten(lines.slice(at, end))) mended.fill(undefined, at, end);
    at = end;
  }
  return { lines, known: mended };
}

/** A plain text without the signature that the HTML says it ends with. */
function withoutMarkedSignature(found: string, marked: string, known: KnownLines, from: readonly Writer[]): string {
  const signature = letters(textOfLines(known.lines.filter((_, at) => known.known[at] === 'signature')));
  const own = letters(marked);
  const all = letters(found);
  if (signature === '' || own === '' || !all.startsWith(own)) return found;
  const rest = all.slice(own.length);
  return rest !== '' && rest.startsWith(signature.slice(0, SIGNATURE_COMPARED))
    ? (beginning(found, marked, from) ?? found)
    : found;
}

/** As much of a text as says the same, character by character but for spaces and signs, as another; undefined when it does not. */
function beginning(text: string, other: string, from: readonly Writer[], cut: Cut = 'all'): string | undefined {
  const wanted = letters(other);
  const all = letters(text);
  if (wanted === '' || wanted.length === all.length || !all.startsWith(wanted)) return undefined;
  let seen = 0;
  let at = 0;
  for (const character of text) {
    if (seen === wanted.length) break;
    seen += letters(character).length;
    at += character.length;
  }
  const sign = /^[^\p{L}\p{Nd}\n]*/u.exec(text.slice(at, at + 20))?.[0].length ?? 0;
  return newTextOf(text.slice(0, at + sign), from, cut);
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{Nd}]+/gu, '');
}
