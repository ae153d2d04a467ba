import { tellLeftWaiting } from '../../shared/routing/routing-event.store.ts';
import type { RoutingSettings } from '../../shared/routing/routing-settings.store.ts';
import type { RoutingDeps } from './deps.ts';
import type { News } from './news.ts';
import { mayBePlaced, placeTicket } from './place-ticket.ts';
import { serveAgent } from './serve-agent.ts';
import { serveTicket } from './serve-ticket.ts';
import { settleTicket } from './settle-ticket.ts';

/**
 * Brings routing up to date with a ticket: one that belongs elsewhere is put there, one that waits is offered to those who
 * could take it, and whoever had it gets another one. All that also when an earlier event has noted it already, for that
 * one may have been lost on its way from there. What nobody could take, the group is told of, and only that: whose a ticket is
 * a moment later they need not hear.
 */
export async function routeTicket(
  ticketId: number,
  news: News,
  settings: RoutingSettings,
  deps: RoutingDeps,
): Promise<void> {
  const settled = await settleTicket(ticketId, settings, deps, news);
  if (!settled) return;
  const { ticket, state } = settled;
  if (mayBePlaced(ticket, state, news, settings) && (await placeTicket(ticketId, news, settings, deps))) return;
  if (state?.waiting && !(await serveTicket(ticketId, state.waiting, settings, deps)))
    await tellLeftWaiting(deps.table, ticket, state.waiting, { audit_id: news.audit, at: deps.now() });
  if (state?.released_from) await serveAgent(state.released_from, settings, deps);
}
