import { type ClaimOutcome, claimTicket } from '../../shared/routing/claim.store.ts';
import type { Pair } from '../../shared/routing/match.ts';
import type { RoutingSettings } from '../../shared/routing/routing-settings.store.ts';
import type { WaitingTicket } from '../../shared/routing/waiting-list.store.ts';
import { getTicketRecords } from '../../shared/tickets/ticket.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import { claimReason } from './claim-reason.ts';
import type { RoutingDeps } from './deps.ts';
import { settleTicket } from './settle-ticket.ts';

type Claim = (pair: Pair<WaitingTicket>, seen: Ticket | undefined) => Promise<ClaimOutcome>;

/** Claims that one function has in work at a time. */
const AT_ONCE = 16;

/** Claims what was matched; answers whether all of it was to be had. */
export type ClaimAll = (pairs: readonly Pair<WaitingTicket>[]) => Promise<boolean>;

/**
 * Claims for one who serves: the tickets of an agent one after the other, the agents side by side. After the first claim that
 * does not succeed, an agent is not as the later ones were matched with.
 */
export function claiming(settings: RoutingSettings, deps: RoutingDeps): ClaimAll {
  const claim = oneByOne(settings, deps);
  return async (pairs) => {
    const ids = pairs.map(({ waiting }) => waiting.ticket_id);
    const read = new Map((await getTicketRecords(deps.table, ids)).map((ticket) => [ticket.id, ticket]));
    const ofAgents = Map.groupBy(pairs, ({ agent }) => agent.user_id);
    // One iterator for all: each takes the next agent's.
    const next = ofAgents.values();
    let isAll = true;
    const work = async () => {
      for (const ofOne of next)
        for (const pair of ofOne)
          if ((await claim(pair, read.get(pair.waiting.ticket_id))) !== 'claimed') {
            isAll = false;
            break;
          }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, ofAgents.size) }, work));
    return isAll;
  };
}

/**
 * A ticket that was somebody's the first time and stands in the queue the second time too was given away by a person, of
 * which routing has not heard yet: it hears of it here, so that nobody waits behind it.
 */
function oneByOne(settings: RoutingSettings, deps: RoutingDeps): Claim {
  const lost = new Set<number>();
  return async (pair, seen) => {
    const { waiting, agent } = pair;
    const now = deps.now();
    const reason = claimReason(pair, now, deps.defaultLocale);
    const outcome = await claimTicket(deps.table, waiting, agent, { now, newId: deps.newId, reason, seen });
    if (outcome === 'taken') {
      if (lost.has(waiting.ticket_id)) await settleTicket(waiting.ticket_id, settings, deps);
      lost.add(waiting.ticket_id);
    }
    return outcome;
  };
}
