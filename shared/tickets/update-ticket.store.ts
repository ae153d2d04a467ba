import type { Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import type { Write } from '../platform/table/table-input.ts';
import { isCommitted } from './audit.store.ts';
import { type ChangeContext, changeTicket, type TicketChange, type TicketCommit } from './change-ticket.ts';
import { commitTicket, getTicket } from './ticket.store.ts';
import type { Ticket } from './ticket.ts';

/** What is to be done with a ticket as it stands: a change, and the writes that belong into the same transaction. */
export interface TicketDecision {
  readonly change: TicketChange;
  readonly also?: (commit: TicketCommit) => readonly Write[];
}

/** How an update ended: the ticket as it is now, and what was committed unless there was nothing to change. */
export interface TicketUpdate {
  readonly ticket: Ticket;
  readonly commit: TicketCommit | undefined;
}

const ATTEMPTS = 10;

/**
 * Reads a ticket, lets `decide` say what is to change, and commits that; when somebody else committed in between, all
 * of it is done again on the new state. Everyone who changes tickets goes through here. Answers undefined when there is
 * no such ticket. Who has just read it may say what they have `seen`, which spares the first read. Throws what `decide` and the rules throw, `conflict` for a `seen` that is outdated, and
 * ConditionFailed when one of the `also` writes is refused.
 */
export async function updateTicket(
  table: Table,
  id: number,
  decide: (ticket: Ticket) => TicketDecision | undefined | Promise<TicketDecision | undefined>,
  makeContext: (ticket: Ticket) => ChangeContext,
  seen?: Ticket,
): Promise<TicketUpdate | undefined> {
  for (let attempt = 1; ; attempt++) {
    const ticket = attempt === 1 && seen ? seen : await getTicket(table, id);
    if (!ticket) return undefined;
    const decision = await decide(ticket);
    const commit = decision && changeTicket(ticket, decision.change, makeContext(ticket));
    if (!commit) return { ticket, commit: undefined };
    try {
      await commitTicket(table, commit, decision.also?.(commit));
      return { ticket: commit.ticket, commit };
    } catch (error) {
      if (!(error instanceof ConditionFailed) || error.index !== 0) throw error;
      // Perhaps it was this very commit that changed the ticket, and only the answer to it was lost.
      if (await isCommitted(table, commit.audit)) return { ticket: commit.ticket, commit };
      if (attempt >= ATTEMPTS) throw error;
      await table.giveWay(attempt);
    }
  }
}
