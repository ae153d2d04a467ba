import type { CustomerWords } from '../../shared/intake/examine-ticket.ts';
import type { User } from '../../shared/people/user.ts';
import type { Comment } from '../../shared/tickets/comment.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';

/** What a customer says in a comment, and what of that is somebody else's mail, which they send on. */
export async function wordsIn(
  { id, body, created_at, attachments, via }: Comment,
  { subject }: Pick<Ticket, 'subject'>,
  requester: Pick<User, 'email'> | undefined,
): Promise<CustomerWords> {
  const words = { comment_id: id, text: body, at: created_at };
  const files = attachments.map(({ content_type }) => content_type);
  if (!body.includes('@') && !files.includes('message/rfc822')) return words;
  const own = [requester?.email, via.source.from.address].filter((address) => typeof address === 'string');
  // Few messages hold an address: what knows all programs' forwards is loaded for those.
  const { wordsOfOthers } = await import('../../shared/mail/words-of-others.ts');
  const forwarded = wordsOfOthers({ subject, text: body, files }, own);
  return forwarded ? { ...words, forwarded } : words;
}
