import type { AttachmentSummary } from '../../shared/attachments/attachment.ts';
import type { Words } from '../../shared/mail/render/mail-content.ts';
import type { Delivery, Template } from '../../shared/notifications/delivery.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import type { Comment } from '../../shared/tickets/comment.ts';
import { withWholeTexts } from '../../shared/tickets/comment-text.store.ts';
import type { DeliverDeps } from './deliver-mail.ts';

/** How far back the exchange that an answer goes on with is looked for. */
const LOOKED_BACK = 8;
/** Mails that bring somebody's words. */
const BRINGS_WORDS: readonly Template[] = ['answer', 'asked', 'customer-commented', 'followed'];

/** The words of a mail, those they go on from, newest first, and the files that came with them. */
export interface MailComments {
  readonly words: Words | undefined;
  readonly history: readonly Words[];
  readonly attachments: readonly AttachmentSummary[];
}

/**
 * What a mail brings of its ticket, read as late as possible. Only public comments ever go into a mail to a customer;
 * undefined when the one it was for is not public any more, or gone.
 */
export async function commentsOf(delivery: Delivery, deps: DeliverDeps): Promise<MailComments | undefined> {
  const { template, ticket_id, comment_id } = delivery;
  if (!BRINGS_WORDS.includes(template)) return { words: undefined, history: [], attachments: [] };
  const limit = template === 'answer' && comment_id !== delivery.root_comment_id ? LOOKED_BACK : 1;
  const range = { descending: true, beyond: comment_id + 1, limit };
  const [newest, ...earlier] = await listComments(deps.table, ticket_id, range);
  // Who follows a ticket reads its internal notes too; no other mail brings one.
  if (newest?.id !== comment_id || !(newest.public || template === 'followed')) return undefined;
  const [comment = newest] = await withWholeTexts(deps.files, [newest]);
  return {
    words: wordsOf(comment, delivery.author_name ?? deps.company),
    history: exchange(earlier, delivery).map((before) => wordsOf(before, authorOf(before, delivery, deps))),
    attachments: comment.attachments,
  };
}

/**
 * The last exchange: what the reader wrote last, and what they answered with that. Nothing else of the ticket is repeated,
 * least of all what other customers wrote: whoever is put in copy would read it, or have us send it to strangers.
 */
function exchange(earlier: readonly Comment[], { recipient_id }: Delivery): Comment[] {
  const said = earlier.filter((comment) => comment.public && comment.origin === 'person');
  const at = said.findIndex(({ author_id }) => author_id === recipient_id);
  const theirs = said[at];
  if (!theirs) return [];
  const [before] = said.slice(at + 1);
  const isOurs = before !== undefined && before.author_role !== 'end-user' && before.author_id !== recipient_id;
  return isOurs ? [theirs, before] : [theirs];
}

/** What came by mail repeats earlier mails in its HTML: only its text is new. */
function wordsOf({ body, html_body, via, created_at }: Comment, author: string): Words {
  return { author, text: body, html: via.channel === 'email' ? null : html_body, at: created_at };
}

function authorOf({ author_id, author_role }: Comment, delivery: Delivery, { company }: DeliverDeps): string {
  if (author_id === delivery.recipient_id) return delivery.name;
  return author_role === 'end-user' ? '' : company;
}
