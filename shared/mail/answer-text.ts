import type { InboundMail } from './mail.ts';
import { newTextOfMail } from './new-text.ts';
import { trimmed } from './quotes/trimmed.ts';
import { beginsQuoteOfOthers, type OwnerOf, shownByCustomer, showsHeaders } from './shown-mail.ts';

/** What an answer says. */
export interface AnswerText {
  readonly text: string;
  /** It shows a mail that is not of the conversation: then nothing is folded. */
  readonly isShowing: boolean;
  /** It is an agent's that quotes a mail which may not be of the conversation: then nothing is published. */
  readonly quotesOthers: boolean;
}

/** What is new in a customer's answer, and all from the first mail on that is not of the conversation. */
export async function customersAnswer(mail: InboundMail, ownerOf: OwnerOf | undefined): Promise<AnswerText> {
  const shown = ownerOf && (await shownByCustomer(mail.text, ownerOf));
  if (!shown) return { text: newTextOfMail(mail), isShowing: false, quotesOthers: false };
  const above = newTextOfMail({ ...mail, text: shown.above, html: undefined });
  const isWhole = above === trimmed(shown.above);
  const text = isWhole ? trimmed(mail.text) : joined([above, `${shown.head}\n${shown.below}`]);
  return { text, isShowing: true, quotesOthers: false };
}

/**
 * What is new in an agent's: what their client quotes may be an internal matter, so that no quote is ever shown. One that
 * may be somebody else's leaves open what is the answer, and then there is none.
 */
export async function staffsAnswer(mail: InboundMail, ownerOf: OwnerOf | undefined): Promise<AnswerText> {
  const text = newTextOfMail(mail, 'quotes');
  const quotesOthers = showsHeaders(text) || (ownerOf !== undefined && (await beginsQuoteOfOthers(mail.text, ownerOf)));
  return { text: quotesOthers ? '' : text, isShowing: false, quotesOthers };
}

function joined(pieces: readonly string[]): string {
  return pieces.map(trimmed).filter(Boolean).join('\n\n');
}
