import type { Table } from '../platform/table/table.ts';
import { getTicket } from './ticket.store.ts';
import type { Ticket } from './ticket.ts';

/** Tickets on the way from a merged one to the one it goes on in; nobody merges the same matter so often. */
const MERGES_FOLLOWED = 10;

/** The ticket that a merged one goes on in, at the end of all merges; undefined where there is none, or not any more. */
export async function ticketItGoesOnIn(table: Table, ticket: Ticket): Promise<Ticket | undefined> {
  let next: Ticket | undefined = ticket;
  for (let followed = 0; next && next.merged_into_id !== null; followed++) {
    if (followed === MERGES_FOLLOWED) return undefined;
    next = await getTicket(table, next.merged_into_id);
  }
  return next === ticket ? undefined : next;
}
