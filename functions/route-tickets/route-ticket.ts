import type { RoutingSettings } from '../../shared/routing/routing-settings.store.ts';
import type { RoutingDeps } from './deps.ts';
import { serveAgent } from './serve-agent.ts';
import { serveTicket } from './serve-ticket.ts';
import { settleTicket } from './settle-ticket.ts';

/**
 * Brings routing up to date with a ticket: one that waits is offered to those who could take it, and whoever had it gets
 * another one. Both also when an earlier event has noted it already, for that one may have been lost on its way from there.
 */
export async function routeTicket(ticketId: number, settings: RoutingSettings, deps: RoutingDeps): Promise<void> {
  const state = await settleTicket(ticketId, settings, deps);
  if (state?.waiting) await serveTicket(ticketId, state.waiting, settings, deps);
  if (state?.released_from) await serveAgent(state.released_from, settings, deps);
}
