import type { Instant } from '../../shared/kernel/clock.ts';
import { getUser } from '../../shared/people/user.store.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { examinationAwaited, mayAwaitExamination } from '../../shared/routing/examination.ts';
import { type Tier, tierOf } from '../../shared/routing/queue-order.ts';
import type { RoutingSettings } from '../../shared/routing/routing-settings.store.ts';
import { commitRouting, getRouting, keepVersion } from '../../shared/routing/routing-state.store.ts';
import {
  isNobodysWork,
  isWaiting,
  nextRouting,
  type RoutingState,
  saysTheSame,
} from '../../shared/routing/routing-state.ts';
import { openLane } from '../../shared/routing/waiting-list.store.ts';
import { getComment } from '../../shared/tickets/comment.store.ts';
import { getTicketRecord } from '../../shared/tickets/ticket.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import type { RoutingDeps } from './deps.ts';
import { hasChangedGroup, type News, NO_NEWS } from './news.ts';

const ATTEMPTS = 10;

/** A ticket, and what routing says of it: undefined where it has nothing to say. */
export interface Settled {
  readonly ticket: Ticket;
  readonly state: RoutingState | undefined;
  /** It stood in a queue before. */
  readonly wasWaiting: boolean;
}

/** Has routing say of a ticket what is true of it now; undefined when there is no such ticket. */
export async function settleTicket(
  ticketId: number,
  settings: RoutingSettings,
  deps: RoutingDeps,
  news: News = NO_NEWS,
): Promise<Settled | undefined> {
  const { table } = deps;
  for (let attempt = 1; ; attempt++) {
    const [before, seen] = await Promise.all([getRouting(table, ticketId), getTicketRecord(table, ticketId)]);
    // It may have been read a moment before what is said of it.
    const isOutdated = before !== undefined && seen !== undefined && before.ticket_version > seen.version;
    const ticket = isOutdated ? await getTicketRecord(table, ticketId) : seen;
    if (!ticket) return undefined;
    const now = deps.now();
    const wasWaiting = before?.waiting !== undefined && before.waiting !== null;
    const routing = ticket.group_id === null ? undefined : settings.groups.get(ticket.group_id);
    const unexamined_until = await awaited(ticket, before, news, settings, deps);
    const tier =
      before?.waiting?.tier ?? (routing && isWaiting(ticket) ? await tierOfTicket(ticket, deps) : 'standard');
    const placed_in = before?.placed_in ?? news.putIn;
    const after = nextRouting(ticket, before, {
      routing,
      rules: settings.rules,
      tier,
      unexamined_until,
      placed_in,
      now,
    });
    const isSame = saysTheSame(before, after);
    if (isSame && !(await isToBeKept(ticket, before, news, settings, deps)))
      return { ticket, state: before, wasWaiting };
    try {
      if (isSame && before) {
        await keepVersion(table, before, ticket.version);
        return { ticket, state: before, wasWaiting };
      }
      if (after.waiting) await openLane(table, after.waiting, deps.knownLanes);
      await commitRouting(table, before, after, now);
      return { ticket, state: after, wasWaiting };
    } catch (error) {
      if (!(error instanceof ConditionFailed) || attempt >= ATTEMPTS) throw error;
      await table.giveWay(attempt);
    }
  }
}

/**
 * Whether it has to be kept that this version of a ticket was looked at, though it says nothing new: somebody slower may have
 * read an earlier one and be about to write what that said. A ticket that is none of routing's business was not before
 * either, unless it has just come from elsewhere; and before the first version there was none.
 */
async function isToBeKept(
  ticket: Ticket,
  before: RoutingState | undefined,
  news: News,
  settings: RoutingSettings,
  { table }: RoutingDeps,
): Promise<boolean> {
  if (ticket.version <= Math.max(1, before?.ticket_version ?? 0)) return false;
  return isOurs(ticket, settings) || hasChangedGroup(ticket.id, news, table);
}

/** Whether routing has to do with tickets of a group, or with those that have none. */
function isOurs({ group_id }: Ticket, { groups, rules }: RoutingSettings): boolean {
  return group_id === null ? rules.some((rule) => rule.group_id !== null) : groups.has(group_id);
}

/** Until when a ticket waits to be examined before anything is done with it; null when it does not. */
async function awaited(
  ticket: Ticket,
  before: RoutingState | undefined,
  news: News,
  settings: RoutingSettings,
  { table, now }: RoutingDeps,
): Promise<Instant | null> {
  const { id, first_comment_id } = ticket;
  if (news.examined || !isOurs(ticket, settings) || !isNobodysWork(ticket) || !mayAwaitExamination(ticket, now()))
    return null;
  if (before) return before.unexamined_until;
  return examinationAwaited(ticket, await getComment(table, id, first_comment_id));
}

async function tierOfTicket(ticket: Ticket, { table }: RoutingDeps): Promise<Tier> {
  const requester = await getUser(table, ticket.requester_id);
  return tierOf([...ticket.tags, ...(requester?.tags ?? [])]);
}
