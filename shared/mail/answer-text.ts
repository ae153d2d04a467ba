import type { InboundMail } from './mail.ts';
import { newTextOfMail } from './new-text.ts';
import { trimmed } from './quotes/trimmed.ts';
import { type OwnerOf, shownByCustomer, shownByStaff } from './shown-mail.ts';

/** What an answer says, and whether it shows a mail that is not of the conversation: then nothing is folded. */
export interface AnswerText {
  readonly text: string;
  readonly isShowing: boolean;
}

/** Mails in one of an agent's that are shown. */
const SHOWN_AT_MOST = 4;

/** What is new in a customer's answer, and all from the first mail on that is not of the conversation. */
export async function customersAnswer(mail: InboundMail, ownerOf: OwnerOf | undefined): Promise<AnswerText> {
  const shown = ownerOf && (await shownByCustomer(mail.text, ownerOf));
  if (!shown) return { text: newTextOfMail(mail), isShowing: false };
  const above = newTextOfMail({ ...mail, text: shown.above, html: undefined });
  const isWhole = above === trimmed(shown.above);
  const text = isWhole ? trimmed(mail.text) : joined([above, `${shown.head}\n${shown.below}`]);
  return { text, isShowing: true };
}

/** What is new in an agent's, with the mails that they show, and without any that their client quotes. */
export async function staffsAnswer(mail: InboundMail, ownerOf: OwnerOf | undefined): Promise<AnswerText> {
  const said: string[] = [];
  let rest = mail;
  for (let left = SHOWN_AT_MOST; ownerOf && left > 0; left--) {
    const shown = await shownByStaff({ text: rest.text, html: mail.html }, ownerOf);
    if (!shown) break;
    said.push(newTextOfMail({ ...rest, text: shown.above, html: undefined }, 'quotes'), trimmed(shown.head));
    rest = { ...rest, text: shown.below, html: undefined };
  }
  return { text: joined([...said, newTextOfMail(rest, 'quotes')]), isShowing: said.length > 0 };
}

function joined(pieces: readonly string[]): string {
  return pieces.map(trimmed).filter(Boolean).join('\n\n');
}
