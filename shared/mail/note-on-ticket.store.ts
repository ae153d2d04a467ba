import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { via } from '../tickets/ticket.ts';
import { updateTicket } from '../tickets/update-ticket.store.ts';

/** A note for agents about a mail of the ticket: what it says, and why the system says it. */
export interface MailNote {
  readonly ticketId: number;
  readonly body: string;
  readonly reason: string;
}

/**
 * Leaves an internal note on a ticket together with `also`. False: there is no such ticket, or it is closed for good,
 * and nothing was written. Throws ConditionFailed when one of `also` is refused.
 */
export async function noteOnTicket(
  table: Table,
  { ticketId, body, reason }: MailNote,
  { now, newId }: { readonly now: Clock; readonly newId: NewId },
  also: readonly Write[] = [],
): Promise<boolean> {
  const done = await updateTicket(
    table,
    ticketId,
    ({ status }) =>
      status === 'closed'
        ? undefined
        : { change: { comment: { body, public: false, origin: 'bounce' } }, also: () => also },
    // A note solves nothing, so nothing is to be closed later.
    () => ({ now: now(), newId, actor: { kind: 'system', reason }, via: via('system'), closeAfter: 0 }),
  );
  return done?.commit !== undefined;
}
