import type { InboundMail, MailAttachment } from '../../shared/mail/mail.ts';
import { type MailComment, mailComment } from '../../shared/mail/mail-comment.ts';
import { mailText } from '../../shared/platform/i18n/mail-text.ts';
import type { Write } from '../../shared/platform/table/table-input.ts';
import type { NewComment } from '../../shared/tickets/comment.ts';
import { keepLongText } from '../../shared/tickets/comment-text.store.ts';
import type { IngestDeps } from './ingest-mail.ts';

/** A comment that is ready to be committed, with the writes that give it its files. */
export interface KeptComment {
  readonly id: number;
  readonly comment: NewComment;
  readonly writes: readonly Write[];
  readonly files: number;
}

/** What was meant for the customer and did not get to them is for those who work on the ticket. */
const UNSENT = { public: false, origin: 'unsent' } as const;

type KeptAs = Pick<NewComment, 'public' | 'origin'> & { readonly ticketId: number; readonly locale: string };

/** Makes a comment of a whole mail and keeps it. */
export async function keptMail(mail: InboundMail, as: KeptAs, deps: IngestDeps): Promise<KeptComment> {
  return keptComment(await mailComment(mail, 'whole', as.locale), as, deps);
}

/** Keeps the files of a comment and, when it is too long for the table, its text, before it is committed. */
export async function keptComment(
  { body, html_body, files, isUnsent }: MailComment,
  { ticketId, locale, ...rest }: KeptAs,
  deps: IngestDeps,
): Promise<KeptComment> {
  const id = deps.newId();
  const stored = await storedFiles(files, { ticketId, commentId: id }, deps);
  const words = { id, body: body || mailText(locale, 'mail.no_subject'), html_body, attachments: stored.attachments };
  const comment = await keepLongText(deps.files, ticketId, { ...words, ...rest, ...(isUnsent && UNSENT) });
  return { id, comment, writes: stored.writes, files: files.length };
}

async function storedFiles(
  files: readonly MailAttachment[],
  comment: { readonly ticketId: number; readonly commentId: number },
  deps: IngestDeps,
) {
  if (files.length === 0) return { attachments: [], writes: [] };
  // Loaded with the first file: what keeps them knows the contents of all kinds.
  return (await import('./kept-files.ts')).keptFiles(files, comment, deps);
}
