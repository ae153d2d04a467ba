import type { User } from '../../shared/people/user.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { TicketChange } from '../../shared/tickets/change-ticket.ts';
import { via } from '../../shared/tickets/ticket.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import type { TestClock } from './clock.ts';

/** A change a minute later by somebody, or by the system, committed by the rules. */
export async function changeTicketAs(
  table: Table,
  clock: TestClock,
  id: number,
  actor: User | undefined,
  change: TicketChange,
): Promise<void> {
  await updateTicket(
    table,
    id,
    () => ({ change }),
    () => ({
      now: clock.advance(60_000),
      newId: clock.newId,
      actor: actor ? { kind: 'user', id: actor.id, role: actor.role } : { kind: 'system', reason: 'test' },
      via: via('api'),
      closeAfter: 86_400_000,
    }),
  );
}
