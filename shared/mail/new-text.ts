import { isForwardSubject } from './forward-marks.ts';
import type { InboundMail } from './mail.ts';
import { hasDividerWords } from './quotes/divider.ts';
import { endOfOwnHeaders, headerBlockLength } from './quotes/header-block.ts';
import { isBlank, linesOf, textOfLines } from './quotes/line.ts';
import { markedOrFound } from './quotes/marked-text.ts';
import { LOOKED_THROUGH, newTextOf } from './quotes/new-text-of-lines.ts';
import type { Writer } from './quotes/own-name.ts';
import { joined, trimmed } from './quotes/trimmed.ts';

/**
 * The new text of a mail that may have HTML. The plain text is what its writer's client made for reading; where nothing
 * in it tells the new from the old, or it was made of the HTML, what the client says in the HTML does. Empty for a mail that is
 * nothing but an announced quote; where no more than `quotes` are left out, for any in which nothing new is found.
 */
export function newTextOfMail(
  mail: Pick<InboundMail, 'text' | 'html'> &
    Partial<Pick<InboundMail, 'from' | 'inReplyTo' | 'references' | 'subject'>>,
  guess: 'all' | 'quotes' = 'all',
): string {
  const from = mail.from ?? [];
  if (guess === 'quotes') return markedOrFound(mail, from, 'quotes');
  const isReply =
    [...(mail.inReplyTo ?? []), ...(mail.references ?? [])].length > 0 || /^\s*re\s?[:：]/i.test(mail.subject ?? '');
  const all = markedOrFound(mail, from, isReply ? 'reply' : 'all');
  const found = all === '' || all === trimmed(mail.text) ? belowOwnHeaders(mail.text, from) || all : all;
  if (found !== trimmed(mail.text)) return withoutOwnAddress(found, from);
  return isForwardSubject(mail.subject ?? '') && beginsWithMail(mail.text) ? '' : found;
}

/** Whether a text begins with the headers of a mail, or with what announces one. */
function beginsWithMail(text: string): boolean {
  const lines = linesOf(text.slice(0, LOOKED_THROUGH));
  const first = lines.findIndex((line) => !isBlank(line));
  return hasDividerWords(lines[first]) || headerBlockLength(lines, Math.max(0, first)) > 0;
}

/** What stands below headers that name the mail's own writer, where nothing else is new. */
function belowOwnHeaders(text: string, from: readonly Writer[]): string {
  const lines = linesOf(text.slice(0, LOOKED_THROUGH));
  const end = endOfOwnHeaders(lines, from);
  return end === 0 ? '' : newTextOf(textOfLines(lines.slice(end)), from);
}

/** Foxmail signs with the writer's address alone, below a gap and above the mail that it quotes. */
function withoutOwnAddress(text: string, from: readonly Writer[]): string {
  const lines = linesOf(text);
  const last = lines.at(-1)?.text.toLowerCase();
  const above = joined(lines, lines.length - 1);
  if (above === '' || !isBlank(lines.at(-2)) || /[:：]$/.test(above)) return text;
  return from.some(({ address }) => address === last) ? above : text;
}
