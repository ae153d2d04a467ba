import { languageOf } from '../../shared/mail/language.ts';
import type { InboundMail } from '../../shared/mail/mail.ts';

/** The language of whoever wrote a mail: of their own words, where they say enough above a mail that they forward. */
export async function languageOfMail({ subject, text, from }: InboundMail): Promise<ReturnType<typeof languageOf>> {
  const whole = `${subject}\n${text}`;
  if (!text.includes('@')) return languageOf(whole);
  // Few mails hold an address: what knows all programs' forwards is loaded for those.
  const { wordsOfOthers } = await import('../../shared/mail/words-of-others.ts');
  const own = from.map(({ address }) => address);
  const [first] = wordsOfOthers({ subject, text, files: [] }, own)?.places ?? [];
  return (first && languageOf(text.slice(0, first.start))) ?? languageOf(whole);
}
