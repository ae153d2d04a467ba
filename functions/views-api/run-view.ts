import { invalid } from '../../shared/kernel/errors.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import type { Paging } from '../../shared/platform/http/paging.ts';
import { getNextBreaches } from '../../shared/sla/breach-list.store.ts';
import { withWholeDescriptions } from '../../shared/tickets/description.store.ts';
import { getSideloaded } from '../../shared/tickets/sideloaded.store.ts';
import { sideloadedView } from '../../shared/tickets/sideloaded.view.ts';
import { ticketView } from '../../shared/tickets/ticket.view.ts';
import { type Sideload, sideloadsOf } from '../../shared/tickets/ticket-sideloads.ts';
import { planView } from '../../shared/views/plan.ts';
import { SUSPENDED_VIEW } from '../../shared/views/standard-views.ts';
import type { ViewUser } from '../../shared/views/view.policy.ts';
import type { View } from '../../shared/views/view.ts';
import { columnViews, rowView } from '../../shared/views/view.view.ts';
import { type AskedOrder, walkOrder } from '../../shared/views/view-order.ts';
import type { viewsApi } from '../../shared/views/views.api.ts';
import type { ViewsDeps } from './deps.ts';
import { findView, viewUser } from './known-views.ts';
import { settingFor } from './present-views.ts';
import { readTicketPage } from './read-page.ts';
import { viewFrom } from './view-from.ts';
import { blankView } from './write-views.ts';

type Routes = typeof viewsApi.routes;
type PageRequest = Request<unknown, Parameters<typeof readTicketPage>[3]['query'] & AskedOrder>;

/** The tickets of a view. */
export const listViewTickets: UseCase<Routes['tickets'], ViewsDeps> = async (request, deps) => {
  const { view, user } = await findView(deps, request, request.params.id);
  const { tickets: found, envelope } = await runView(deps, view, user, request);
  const include = sideloadsOf(request.query.include);
  const [tickets, sideloaded] = await Promise.all([
    withWholeDescriptions(deps, found),
    getSideloaded(deps.table, found, include),
  ]);
  const shown = tickets.map((ticket) => ({
    ...ticketView(ticket, request.baseUrl),
    ...(include.has('comment_count') ? { comment_count: ticket.comment_count } : {}),
  }));
  return { body: { tickets: shown, ...sideloadedView(sideloaded, request.baseUrl), ...envelope } };
};

/** The rows of a view. */
export const executeView: UseCase<Routes['execute'], ViewsDeps> = async (request, deps) => {
  const { view, user } = await findView(deps, request, request.params.id);
  const rows = await rowsOf(deps, view, user, request);
  const url = `${request.baseUrl}/views/${view.id}.json`;
  return { body: { ...rows, view: { id: view.id, url, title: view.title } } };
};

/** The rows a view would have. */
export const previewView: UseCase<Routes['preview'], ViewsDeps> = async (request, deps) => {
  const user = await viewUser(deps, request);
  const view = await viewFrom(deps, blankView(deps, user), request.body.view, user);
  const rows = await rowsOf(deps, view, user, request);
  return { body: { ...rows, view: { id: null, url: null, title: view.title } } };
};

async function rowsOf(deps: ViewsDeps, view: View, user: ViewUser, request: PageRequest) {
  const { table } = deps;
  const [{ tickets, envelope }, setting] = await Promise.all([
    runView(deps, view, user, request),
    settingFor(deps, view.columns, request),
  ]);
  const include = new Set<Sideload>(['users', ...(view.columns.includes('group') ? (['groups'] as const) : [])]);
  const ids = view.columns.includes('sla_next_breach_at') ? tickets.map((ticket) => ticket.id) : [];
  const [sideloaded, breaches] = await Promise.all([
    getSideloaded(table, tickets, include),
    getNextBreaches(table, ids),
  ]);
  const rows = tickets.map((ticket) => rowView(ticket, view.columns, request.baseUrl, breaches.get(ticket.id) ?? null));
  const { users = [], groups = [] } = sideloadedView(sideloaded, request.baseUrl);
  return { columns: columnViews(view.columns, setting), rows, users, groups, ...envelope };
}

/** A page of what a view means, in the order that is asked for, or the view's own; `paging`: another page than is asked for. */
export function runView(deps: ViewsDeps, view: View, user: ViewUser, request: PageRequest, paging?: Paging) {
  if (view.id === SUSPENDED_VIEW) throw invalid('view', 'view.of_suspended_mail');
  const plan = planView(view.conditions, user);
  return readTicketPage(deps, plan, walkOrder(plan.walk, request.query, view), request, paging);
}
