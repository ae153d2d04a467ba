import { htmlOfText } from '../platform/html/text-as-html.ts';
import { type MailTextKey, mailText } from '../platform/i18n/mail-text.ts';
import { MAX_COMMENT_LENGTH } from '../tickets/ticket.ts';
import type { AnswerText } from './answer-text.ts';
import { cutText } from './cut-text.ts';
import type { InboundMail, LeftOut, MailAttachment } from './mail.ts';
import { trimmed } from './quotes/trimmed.ts';
import type { OwnerOf } from './shown-mail.ts';

/** Files of one mail that are kept with its comment; the raw mail has all. */
const MAX_MAIL_FILES = 50;
/** HTML beyond this is left to the raw mail, for making it safe would hold up other mails; the plain text says the same. */
const HTML_AT_MOST = 500_000;
/** Room in a comment for what we add about what was left out. */
const NOTE_ROOM = 500;

/**
 * What of a mail a comment shows: all of it when it opens a ticket, what is new when it answers. Of what staff write the
 * rest is kept nowhere, and the answer is all that a customer gets, so that nothing is left out of it by guess.
 */
export type CommentPart = 'whole' | 'answer' | 'answer-of-staff' | 'note-of-staff';

/** A comment that a mail becomes. */
export interface MailComment {
  readonly body: string;
  readonly html_body: string | null;
  readonly files: readonly MailAttachment[];
  /** It is no answer: nothing in it is surely new, and for the customer. The text says so, and then all there is. */
  readonly isUnsent: boolean;
}

/**
 * The texts and files of the comment that a mail becomes; what had to be left out is said at its end. `ownerOf` knows the
 * people of the ticket: a mail of others is shown in a customer's answer, and makes an agent's a note.
 */
export async function mailComment(
  mail: InboundMail,
  part: CommentPart,
  locale: string,
  ownerOf?: OwnerOf,
): Promise<MailComment> {
  const { text: found, isShowing, quotesOthers } = await textOf(mail, part, ownerOf);
  const files = mail.attachments.slice(0, MAX_MAIL_FILES);
  const isUnsent = part === 'answer-of-staff' && found === '' && !isOfFilesAlone(mail);
  const full = isUnsent ? mail.text.trim() : found;
  const notes: string[] = [];
  const note = (key: MailTextKey, params: Record<string, number>) => notes.push(mailText(locale, key, params));
  const shown = cutText(full, MAX_COMMENT_LENGTH - NOTE_ROOM);
  const textLeftOut = full.length - shown.length + leftOut(mail, 'text');
  const filesLeftOut = mail.attachments.length - files.length + leftOut(mail, 'files') + leftOut(mail, 'parts');
  if (textLeftOut > 0) note('mail.note_text_cut', { left_out: textLeftOut });
  if (filesLeftOut > 0) note('mail.note_files_cut', { left_out: filesLeftOut });
  const said = shown === '' && files.length === 0 ? mail.subject : shown;
  const why = quotesOthers ? 'mail.note_quotes_others' : 'mail.note_nothing_new';
  const explained = isUnsent ? mailText(locale, why) : '';
  const body = [explained, said, ...notes].filter(Boolean).join('\n\n');
  return { body, html_body: await htmlBody(mail, { part, isShowing }, full), files, isUnsent };
}

/**
 * What a mail says. An answer that only repeats an earlier one is shown whole, but not an agent's to the customer, whose
 * quote may hold what they must not see. The conventions of all mail programs take as long to load as the rest of a
 * function: only an answer needs them.
 */
async function textOf(mail: InboundMail, part: CommentPart, ownerOf: OwnerOf | undefined): Promise<AnswerText> {
  const all = { text: mail.text.trim(), isShowing: false, quotesOthers: false };
  if (part === 'whole') return all;
  const { customersAnswer, staffsAnswer } = await import('./answer-text.ts');
  const found = await (part === 'answer' ? customersAnswer : staffsAnswer)(mail, ownerOf);
  return found.text !== '' || part === 'answer-of-staff' ? found : all;
}

/** Whether the files of a mail are all that it says: pictures within its text are mostly the logo of a signature. */
function isOfFilesAlone({ text, attachments }: InboundMail): boolean {
  return trimmed(text) === '' && attachments.some(({ inline }) => !inline);
}

function leftOut(mail: InboundMail, what: LeftOut['what']): number {
  return mail.leftOut.find((each) => each.what === what)?.count ?? 0;
}

/**
 * The mail as it was, with what is not new behind a click, also where it was plain text. The quoted mail below an agent's
 * answer may hold what the customer must not see, so nothing but its text is taken.
 */
async function htmlBody(
  mail: InboundMail,
  { part, isShowing }: { readonly part: CommentPart; readonly isShowing: boolean },
  shown: string,
): Promise<string | null> {
  if (part === 'answer-of-staff' || part === 'note-of-staff') return null;
  const html = await htmlOfMail(mail, part === 'whole' || isShowing ? 'keep' : 'fold');
  return html ?? (part === 'answer' ? foldedText(mail.text, shown) : null);
}

/** A plain answer with the rest of its mail behind clicks, above, below and between; null when there is no rest. */
function foldedText(all: string, shown: string): string | null {
  if (all.length > HTML_AT_MOST) return null;
  const whole = all.trim();
  const pieces = whole.includes(shown) ? [shown] : twoPieces(whole, shown);
  let html = '';
  let rest = '';
  let from = 0;
  for (const [at, piece] of pieces.entries()) {
    const place = at === 0 && whole.startsWith(piece) ? 0 : whole.lastIndexOf(piece);
    const above = whole.slice(from, Math.max(from, place)).trim();
    html += `${foldedRest(above)}${htmlOfText(piece)}`;
    rest += above;
    from = Math.max(from, place) + piece.length;
  }
  const below = pieces.length === 0 ? '' : whole.slice(from).trim();
  return rest + below === '' ? null : `${html}${foldedRest(below)}`;
}

/** What was written above one quote and below it, which an answer says without the quote; none when they are not found. */
function twoPieces(whole: string, shown: string): string[] {
  let same = 0;
  while (same < shown.length && whole.charAt(same) === shown.charAt(same)) same++;
  const gap = shown.lastIndexOf('\n\n', same);
  const [above, below] = [shown.slice(0, gap), shown.slice(gap + 2)];
  return gap > 0 && whole.indexOf(below, gap) >= 0 ? [above, below] : [];
}

function foldedRest(rest: string): string {
  return rest === '' ? '' : `<details>${htmlOfText(rest)}</details>`;
}

/** The HTML of a mail as it may be shown; null when there is none. `fold` puts what is not new behind a click. */
export async function htmlOfMail(mail: Pick<InboundMail, 'html'>, quotes: 'keep' | 'fold'): Promise<string | null> {
  if (mail.html === undefined || mail.html.length > HTML_AT_MOST) return null;
  // Loaded when they are first needed: they take as long to load as everything else here together.
  if (quotes === 'keep') return (await import('../platform/html/safe-html.ts')).safeHtml(mail.html) || null;
  return (await import('../platform/html/folded-html.ts')).foldedHtml(mail.html) || null;
}
