import type { Instant } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import type { Write } from '../platform/table/table-input.ts';
import type { TicketCommit } from '../tickets/change-ticket.ts';
import { type Ticket, via } from '../tickets/ticket.ts';
import { updateTicket } from '../tickets/update-ticket.store.ts';
import { takeWrite } from './availability.store.ts';
import type { AgentAvailability } from './availability.ts';
import { heldWrite, leaveQueueWrite } from './routing-state.store.ts';
import { isWaiting } from './routing-state.ts';
import type { WaitingTicket } from './waiting-list.store.ts';

export interface ClaimContext {
  readonly now: Instant;
  readonly newId: NewId;
  /** Why this agent, in words for agents. */
  readonly reason: string;
  /** The ticket as it was read a moment ago, if it was. */
  readonly seen: Ticket | undefined;
}

/** How a claim ended. `taken`: the ticket is not to be had any more; `changed`: the agent is not as they were read. */
export type ClaimOutcome = 'claimed' | 'taken' | 'changed';

/**
 * Gives a waiting ticket to an agent: the ticket, its audit, its place in the queue and the agent's count change together
 * or not at all. Refused when anybody else did something to one of them: a person's own assignment always wins, nobody
 * gets a ticket that another has, and nobody gets more than they had room for.
 */
export async function claimTicket(
  table: Table,
  waiting: WaitingTicket,
  agent: AgentAvailability,
  context: ClaimContext,
): Promise<ClaimOutcome> {
  try {
    const update = await updateTicket(
      table,
      waiting.ticket_id,
      (ticket) => {
        if (!isStillWaiting(ticket, waiting)) return undefined;
        return {
          change: { fields: { assignee_id: agent.user_id } },
          also: (commit) => claimWrites(commit, waiting, agent),
        };
      },
      () => ({
        now: context.now,
        newId: context.newId,
        actor: { kind: 'system', reason: context.reason },
        via: via('system'),
        // Nothing is solved here.
        closeAfter: 0,
      }),
      context.seen,
    );
    return update?.commit ? 'claimed' : 'taken';
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    return error.index === TAKING ? 'changed' : 'taken';
  }
}

function isStillWaiting(ticket: Ticket, waiting: WaitingTicket): boolean {
  return isWaiting(ticket) && ticket.group_id === waiting.group_id;
}

/** The place of the last of these writes in its transaction: before it stand ticket, audit, state and place. */
const TAKING = 4;

function claimWrites({ ticket }: TicketCommit, waiting: WaitingTicket, agent: AgentAvailability): Write[] {
  const { ticket_id, need } = waiting;
  const held = { agent_id: agent.user_id, channel: need.channel };
  return [
    heldWrite(waiting, ticket.version, held),
    leaveQueueWrite(ticket_id, waiting),
    takeWrite(agent, need.channel),
  ];
}
