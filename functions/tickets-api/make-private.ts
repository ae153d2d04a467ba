import { notFound } from '../../shared/kernel/errors.ts';
import type { UseCase, User } from '../../shared/platform/http/contract.ts';
import { getAudit } from '../../shared/tickets/audit.store.ts';
import { auditView } from '../../shared/tickets/audit.view.ts';
import { getComment } from '../../shared/tickets/comment.store.ts';
import type { Comment } from '../../shared/tickets/comment.ts';
import { commentView } from '../../shared/tickets/comment.view.ts';
import { withWholeTexts } from '../../shared/tickets/comment-text.store.ts';
import { agentContext } from '../../shared/tickets/edit-ticket.store.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import type { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import { callerOf } from './caller.ts';
import { linksFor } from './list-comments.ts';

type Routes = typeof ticketsApi.routes;

/** Turns a public comment into an internal note. Doing it twice does it once. */
export const makeCommentPrivate: UseCase<Routes['makeCommentPrivate'], TicketDeps> = async (request, deps) => {
  const { params, baseUrl } = request;
  const hidden = await hide(deps, params.id, params.comment_id, callerOf(request));
  const [whole = hidden] = await withWholeTexts(deps.objects, [hidden]);
  return { body: { comment: commentView(whole, await linksFor(deps, baseUrl, [whole])) } };
};

/** The same, by the audit that made the comment. Throws `not_found` for an audit without one. */
export const makeAuditPrivate: UseCase<Routes['makeAuditPrivate'], TicketDeps> = async (request, deps) => {
  const { id, audit_id } = request.params;
  const audit = await getAudit(deps.table, id, audit_id);
  const line = audit?.events.find((event) => event.type === 'Comment');
  if (!audit || line?.type !== 'Comment') throw notFound('audit');
  const hidden = await hide(deps, id, line.comment_id, callerOf(request));
  return { body: { audit: auditView(audit, new Map([[hidden.id, hidden]])) } };
};

async function hide(deps: TicketDeps, ticketId: number, commentId: number, caller: User): Promise<Comment> {
  let hidden: Comment | undefined;
  const update = await updateTicket(
    deps.table,
    ticketId,
    async () => {
      const comment = await getComment(deps.table, ticketId, commentId);
      if (!comment) throw notFound('comment');
      hidden = { ...comment, public: false };
      return comment.public ? { change: { hide: comment } } : undefined;
    },
    () => agentContext(deps, caller),
  );
  if (!update || !hidden) throw notFound('ticket');
  return hidden;
}
