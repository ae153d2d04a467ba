import type { AttachmentSummary } from '../../shared/attachments/attachment.ts';
import type { Words } from '../../shared/mail/render/mail-content.ts';
import type { Delivery } from '../../shared/notifications/delivery.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import type { Comment } from '../../shared/tickets/comment.ts';
import { withWholeTexts } from '../../shared/tickets/comment-text.store.ts';
import type { DeliverDeps } from './deliver-mail.ts';

/** How far back the comment that an answer answers is looked for. */
const LOOKED_BACK = 6;

/** The words of a mail, those they answer, and the files that came with them. */
export interface MailComments {
  readonly words: Words | undefined;
  readonly answered: Words | undefined;
  readonly attachments: readonly AttachmentSummary[];
}

/**
 * What a mail brings of its ticket, read as late as possible. Only public comments ever go into a mail to a customer;
 * undefined when the one it was for is not public any more.
 */
export async function commentsOf(delivery: Delivery, deps: DeliverDeps): Promise<MailComments | undefined> {
  const { template, ticket_id, comment_id } = delivery;
  if (template !== 'answer' && template !== 'customer-commented') {
    return { words: undefined, answered: undefined, attachments: [] };
  }
  const limit = template === 'answer' && comment_id !== delivery.root_comment_id ? LOOKED_BACK : 1;
  const range = { descending: true, beyond: comment_id + 1, limit };
  const [newest, ...earlier] = await listComments(deps.table, ticket_id, range);
  if (!newest || newest.id !== comment_id || !newest.public) return undefined;
  const answered = earlier.find((comment) => comment.public && comment.author_role === 'end-user');
  const wanted = answered ? [newest, answered] : [newest];
  const [comment = newest, before] = await withWholeTexts(deps.files, wanted);
  return {
    words: wordsOf(comment, delivery.author_name ?? deps.company),
    answered: before && wordsOf(before, authorOf(before, delivery)),
    attachments: template === 'answer' ? comment.attachments : [],
  };
}

/** What came by mail repeats earlier mails in its HTML: only its text is new. */
function wordsOf({ body, html_body, via, created_at }: Comment, author: string): Words {
  return { author, text: body, html: via.channel === 'email' ? null : html_body, at: created_at };
}

function authorOf({ author_id, via }: Comment, delivery: Delivery): string {
  if (author_id === delivery.recipient_id) return delivery.name;
  const { name } = via.source.from;
  return typeof name === 'string' ? name : '';
}
