import type { AttachmentLinks } from '../../shared/attachments/attachment.view.ts';
import { scansOf } from '../../shared/attachments/attachment-scan.store.ts';
import { downloadSigner } from '../../shared/attachments/download-link.ts';
import { toIso } from '../../shared/kernel/clock.ts';
import { notFound } from '../../shared/kernel/errors.ts';
import { getUsers } from '../../shared/people/user.store.ts';
import { agentView } from '../../shared/people/user.view.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { pageEnvelope, pagingOf, readPage } from '../../shared/platform/http/paging.ts';
import { listComments as commentsOf } from '../../shared/tickets/comment.store.ts';
import type { Comment } from '../../shared/tickets/comment.ts';
import { commentView } from '../../shared/tickets/comment.view.ts';
import { commentOrder } from '../../shared/tickets/comment-order.ts';
import { withWholeTexts } from '../../shared/tickets/comment-text.store.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import type { ticketsApi } from '../../shared/tickets/tickets.api.ts';

type Routes = typeof ticketsApi.routes;

/** Comments of a ticket with their whole texts, oldest first unless asked otherwise. */
export const listComments: UseCase<Routes['listComments'], TicketDeps> = async (request, deps) => {
  const { params, query, baseUrl } = request;
  const paging = pagingOf(query);
  const read = new Map<number, Comment>();
  const [ticket, page] = await Promise.all([
    getTicket(deps.table, params.id),
    readPage(
      paging,
      commentOrder(query),
      async (range) => {
        for (const comment of await commentsOf(deps.table, params.id, range)) read.set(comment.id, comment);
        return [...read.keys()];
      },
      async (ids) =>
        withWholeTexts(
          deps.objects,
          ids.flatMap((id) => read.get(id) ?? []),
        ),
    ),
  ]);
  if (!ticket) throw notFound('ticket');
  const links = await linksFor(deps, baseUrl, page.items);
  const comments = page.items.map((comment) => commentView(comment, links));
  const envelope = pageEnvelope(request, paging, page, ticket.comment_count);
  if (!query.include?.split(',').includes('users')) return { body: { comments, ...envelope } };
  const authors = await getUsers(
    deps.table,
    [...new Set(page.items.map((each) => each.author_id))].filter((id) => id > 0),
  );
  const users = [...authors.values()].map((user) => agentView(user, baseUrl));
  return { body: { comments, users, ...envelope } };
};

/** How many comments a ticket has, internal notes included. */
export const countComments: UseCase<Routes['countComments'], TicketDeps> = async ({ params }, deps) => {
  const ticket = await getTicket(deps.table, params.id);
  if (!ticket) throw notFound('ticket');
  return { body: { count: { value: ticket.comment_count, refreshed_at: toIso(deps.now()) } } };
};

/** What the files of comments are shown with: links good for about an hour, and what scans said of those there are. */
export async function linksFor(
  deps: Pick<TicketDeps, 'table' | 'secrets' | 'now' | 'filesUrl'>,
  baseUrl: string,
  comments: readonly Comment[],
): Promise<AttachmentLinks> {
  const [{ link_key }, scans] = await Promise.all([
    deps.secrets(),
    scansOf(
      deps.table,
      comments.flatMap(({ attachments }) => attachments),
    ),
  ]);
  return { baseUrl, filesUrl: deps.filesUrl, signer: downloadSigner(link_key, deps.now()), scans };
}
