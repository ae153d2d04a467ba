import type { Locale } from '../../platform/i18n/locale.ts';
import { mailText } from '../../platform/i18n/mail-text.ts';
import { comparable, type Line, withoutMarks } from './line.ts';
import { isDrawnReplyLine } from './reply-line.ts';

/** The first line of all mails that we send. */
const OUR_LINES: Readonly<Record<Locale, string>> = {
  en: said(mailText('en', 'mail.reply_above')),
  'zh-CN': said(mailText('zh-CN', 'mail.reply_above')),
};

/**
 * Whether a line asks to write above it and is surely a program's, marked as quoted or not: the one with which every mail
 * of ours begins, or one that is drawn. In words alone people ask so as well.
 */
export function isCertainReplyLine(line: Line | undefined): boolean {
  const text = line?.text ?? '';
  if (isDrawnReplyLine(line)) return true;
  return text.length < 200 && Object.values(OUR_LINES).includes(said(text));
}

/** Without marks of quotes and what is drawn around: clients make headings of the signs. */
function said(text: string): string {
  return withoutMarks(comparable(text)).replace(/[\s#*|]/g, '');
}
