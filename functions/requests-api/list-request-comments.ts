import { scansOf } from '../../shared/attachments/attachment-scan.store.ts';
import { downloadSigner } from '../../shared/attachments/download-link.ts';
import { notFound } from '../../shared/kernel/errors.ts';
import type { Principal } from '../../shared/kernel/principal.ts';
import { getUsers } from '../../shared/people/user.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { pageEnvelope, pagingOf, readPage } from '../../shared/platform/http/paging.ts';
import { getComment, listComments } from '../../shared/tickets/comment.store.ts';
import type { Comment } from '../../shared/tickets/comment.ts';
import { requestCommentView } from '../../shared/tickets/comment.view.ts';
import { commentOrder } from '../../shared/tickets/comment-order.ts';
import { withWholeTexts } from '../../shared/tickets/comment-text.store.ts';
import { maySeeRequest } from '../../shared/tickets/request.policy.ts';
import { commentAuthorViews } from '../../shared/tickets/request.view.ts';
import type { requestsApi } from '../../shared/tickets/requests.api.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';

type Routes = typeof requestsApi.routes;

/** What was said on a request in public, oldest first unless asked otherwise. */
export const listRequestComments: UseCase<Routes['listComments'], TicketDeps> = async (request, deps) => {
  const { params, query, principal, baseUrl } = request;
  const paging = pagingOf(query);
  const ticket = await requestFor(deps, params.id, principal);
  const read = new Map<number, Comment>();
  const page = await readPage(
    paging,
    commentOrder(query),
    async (range) => {
      for (const comment of await listComments(deps.table, ticket.id, range, true)) read.set(comment.id, comment);
      return [...read.keys()];
    },
    async (ids) => ids.flatMap((id) => read.get(id) ?? []),
  );
  const body = await present(deps, page.items, baseUrl);
  return { body: { ...body, ...pageEnvelope(request, paging, page, ticket.public_comment_count) } };
};

export const showRequestComment: UseCase<Routes['showComment'], TicketDeps> = async (request, deps) => {
  const { id, comment_id } = request.params;
  const ticket = await requestFor(deps, id, request.principal);
  const comment = await getComment(deps.table, ticket.id, comment_id);
  if (!comment?.public) throw notFound('comment');
  const { comments, users } = await present(deps, [comment], request.baseUrl);
  const [shown] = comments;
  if (!shown) throw notFound('comment');
  return { body: { comment: shown, users } };
};

async function requestFor(deps: TicketDeps, id: number, principal: Principal): Promise<Ticket> {
  const ticket = await getTicket(deps.table, id);
  if (!ticket || !maySeeRequest(principal, ticket)) throw notFound('request');
  return ticket;
}

async function present(deps: TicketDeps, comments: readonly Comment[], baseUrl: string) {
  const [whole, users, { link_key }, scans] = await Promise.all([
    withWholeTexts(deps.objects, comments),
    getUsers(
      deps.table,
      [...new Set(comments.map((each) => each.author_id))].filter((id) => id > 0),
    ),
    deps.secrets(),
    scansOf(
      deps.table,
      comments.flatMap(({ attachments }) => attachments),
    ),
  ]);
  const links = { baseUrl, filesUrl: deps.filesUrl, signer: downloadSigner(link_key, deps.now()), scans };
  return {
    comments: whole.map((comment) => requestCommentView(comment, links)),
    users: commentAuthorViews(comments, users),
  };
}
