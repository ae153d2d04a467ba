import { type TextKey, text } from '../platform/i18n/text.ts';
import { MAX_COMMENT_LENGTH } from '../tickets/ticket.ts';
import { cutText } from './cut-text.ts';
import type { InboundMail, MailAttachment } from './mail.ts';
import { newTextOf } from './new-text.ts';

/** Files of one mail that are kept with its comment; the raw mail has all. */
const MAX_MAIL_FILES = 50;
/** HTML beyond this is left to the raw mail, for making it safe would hold up other mails; the plain text says the same. */
const HTML_AT_MOST = 500_000;
/** Room in a comment for what we add about what was left out. */
const NOTE_ROOM = 500;

/** What of a mail a comment shows: all of it when it opens a ticket, what is new when it answers. */
export type CommentPart = 'whole' | 'answer' | 'answer-of-staff';

/** The texts and files of the comment that a mail becomes; what had to be left out is said at its end. */
export async function mailComment(
  mail: InboundMail,
  part: CommentPart,
  locale: string,
): Promise<{ body: string; html_body: string | null; files: readonly MailAttachment[] }> {
  const full = part === 'whole' ? mail.text.trim() : newTextOf(mail.text);
  const files = mail.attachments.slice(0, MAX_MAIL_FILES);
  const notes: string[] = [];
  const note = (key: TextKey, params: Record<string, number>) => notes.push(text(locale, key, params));
  const shown = cutText(full, MAX_COMMENT_LENGTH - NOTE_ROOM);
  if (shown.length < full.length) note('mail.note_text_cut', { left_out: full.length - shown.length });
  if (files.length < mail.attachments.length) {
    note('mail.note_files_cut', { left_out: mail.attachments.length - files.length });
  }
  const said = shown === '' && files.length === 0 ? mail.subject : shown;
  return { body: [said, ...notes].filter(Boolean).join('\n\n'), html_body: await htmlBody(mail, part), files };
}

/** The quoted mail below an agent's answer may hold what the customer must not see, so nothing but its text is taken. */
async function htmlBody(mail: InboundMail, part: CommentPart): Promise<string | null> {
  if (part === 'answer-of-staff' || mail.html === undefined || mail.html.length > HTML_AT_MOST) return null;
  // Loaded when it is first needed: it takes as long to load as everything else here together.
  const { safeHtml } = await import('../platform/html/safe-html.ts');
  return safeHtml(mail.html, { quotes: part === 'whole' ? 'keep' : 'fold' }) || null;
}
