import { type ClaimOutcome, claimTicket } from '../../shared/routing/claim.store.ts';
import type { Pair } from '../../shared/routing/match.ts';
import type { RoutingSettings } from '../../shared/routing/routing-settings.store.ts';
import type { WaitingTicket } from '../../shared/routing/waiting-list.store.ts';
import { claimReason } from './claim-reason.ts';
import type { RoutingDeps } from './deps.ts';
import { settleTicket } from './settle-ticket.ts';

/** Claims tickets for the agents they were matched with. */
export type Claim = (pair: Pair<WaitingTicket>) => Promise<ClaimOutcome>;

/**
 * Claims for one who serves. A ticket that was somebody's the first time and stands in the queue the second time too was
 * given away by a person, of which routing has not heard yet: it hears of it here, so that nobody waits behind it.
 */
export function claiming(settings: RoutingSettings, deps: RoutingDeps): Claim {
  const lost = new Set<number>();
  return async ({ waiting, agent, able }) => {
    const now = deps.now();
    const reason = claimReason({ waiting, agent, able }, now, deps.defaultLocale);
    const outcome = await claimTicket(deps.table, waiting, agent, { now, newId: deps.newId, reason });
    if (outcome === 'taken') {
      if (lost.has(waiting.ticket_id)) await settleTicket(waiting.ticket_id, settings, deps);
      lost.add(waiting.ticket_id);
    }
    return outcome;
  };
}

/**
 * Claims what was matched, the tickets of one agent one after the other, the agents side by side; answers how many claims
 * succeeded. After the first one that does not, an agent is not as the later ones were matched with.
 */
export async function claimAll(pairs: readonly Pair<WaitingTicket>[], claim: Claim): Promise<number> {
  const byAgent = Map.groupBy(pairs, ({ agent }) => agent.user_id);
  const counts = await Promise.all(
    [...byAgent.values()].map(async (ofOne) => {
      let claimed = 0;
      for (const pair of ofOne) {
        if ((await claim(pair)) !== 'claimed') break;
        claimed++;
      }
      return claimed;
    }),
  );
  return counts.reduce((sum, claimed) => sum + claimed, 0);
}
