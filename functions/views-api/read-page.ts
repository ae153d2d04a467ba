import { DomainError } from '../../shared/kernel/errors.ts';
import type { Request } from '../../shared/platform/http/contract.ts';
import {
  type IdRange,
  type ListPage,
  type PageEnvelope,
  type Paging,
  pageEnvelope,
  pagingOf,
  readPage,
} from '../../shared/platform/http/paging.ts';
import { getTickets } from '../../shared/tickets/ticket.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import { listTicketIdsOfAll } from '../../shared/tickets/ticket-list.store.ts';
import type { ViewPlan } from '../../shared/views/plan.ts';
import { countPlan } from './count-plan.ts';
import type { ViewsDeps } from './deps.ts';
import { LOOKED_AT, type Walked, walkTickets } from './walk-tickets.ts';

type Asked = Pick<Request, 'baseUrl' | 'path' | 'rawQuery'> & { readonly query: Parameters<typeof pagingOf>[0] };

/** One page of the tickets a plan finds, with what the wire says about pages. */
export async function readTicketPage(
  deps: ViewsDeps,
  plan: ViewPlan,
  order: { readonly descending: boolean },
  request: Asked,
  paging: Paging = pagingOf(request.query),
): Promise<{ tickets: readonly Ticket[]; envelope: PageEnvelope }> {
  const { walk } = plan;
  if (walk.kind === 'lists' && plan.exact) {
    const listIds = (range: IdRange) => listTicketIdsOfAll(deps.table, walk.lists, range);
    const load = async (ids: readonly number[]) => {
      const tickets = await getTickets(deps.table, ids);
      // An index may still have what has just left it.
      return tickets.filter((ticket) => plan.holds(ticket, deps.now()));
    };
    const [page, counted] = await Promise.all([
      readPage(paging, order, listIds, load),
      paging.style === 'offset' ? countPlan(deps, plan) : undefined,
    ]);
    return { tickets: page.items, envelope: pageEnvelope(request, paging, page, counted?.value ?? 0) };
  }
  return readNarrowed(deps, plan, order, request, paging);
}

/** A page for which tickets have to be looked at. One request looks at so many; the link of its answer goes on from there. */
async function readNarrowed(
  deps: ViewsDeps,
  plan: ViewPlan,
  { descending }: { readonly descending: boolean },
  request: Asked,
  paging: Paging,
): Promise<{ tickets: readonly Ticket[]; envelope: PageEnvelope }> {
  const { size } = paging;
  if (paging.style === 'offset') {
    const start = (paging.page - 1) * size;
    // As far as tickets are looked at, the count is that of the whole list.
    const limit = Math.max(start + size, LOOKED_AT) + 1;
    const [walked, counted] = await Promise.all([
      walkTickets(deps, plan, { descending, limit: plan.exact ? start + size + 1 : limit }),
      plan.exact ? countPlan(deps, plan) : undefined,
    ]);
    if (walked.stoppedAt !== null && start > 0 && walked.found.length <= start)
      throw new DomainError('malformed', 'page_too_deep', { params: { limit: LOOKED_AT } });
    const page = pageOf(walked, start, size, start > 0);
    const envelope = pageEnvelope(request, paging, page, counted?.value ?? walked.found.length);
    const stopped = walked.stoppedAt !== null && walked.found.length <= start + size;
    // Nobody can find that place again by its number.
    const next = stopped ? pageEnvelope(request, { style: 'cursor', size }, page, 0).links?.next : undefined;
    return { tickets: page.items, envelope: next ? { ...envelope, next_page: next } : envelope };
  }
  if (paging.before !== undefined) {
    const walked = await walkTickets(deps, plan, { descending: !descending, beyond: paging.before, limit: size + 1 });
    const { items, hasMore, firstId, lastId } = pageOf(walked, 0, size, true);
    const page = { items: [...items].reverse(), hasMore: true, hasEarlier: hasMore, firstId: lastId, lastId: firstId };
    return { tickets: page.items, envelope: pageEnvelope(request, paging, page, 0) };
  }
  const beyond = paging.after === undefined ? {} : { beyond: paging.after };
  const walked = await walkTickets(deps, plan, { descending, ...beyond, limit: size + 1 });
  const page = pageOf(walked, 0, size, paging.after !== undefined);
  return { tickets: page.items, envelope: pageEnvelope(request, paging, page, 0) };
}

/** A page in the direction of the walk: it ends where its last ticket stands, or where the walk stopped looking. */
function pageOf(walked: Walked, start: number, size: number, hasEarlier: boolean): ListPage<Ticket> {
  const { found, stoppedAt } = walked;
  const shown = found.slice(start, start + size);
  const overfull = found.length > start + size;
  const last = shown.at(-1)?.place ?? null;
  return {
    items: shown.map(({ ticket }) => ticket),
    hasMore: overfull || stoppedAt !== null,
    hasEarlier,
    firstId: shown[0]?.place ?? stoppedAt,
    lastId: overfull ? last : (stoppedAt ?? last),
  };
}
