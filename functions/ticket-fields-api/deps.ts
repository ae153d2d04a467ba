import type { Clock } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** What the use cases of ticket fields work with. */
export interface TicketFieldsDeps {
  readonly table: Table;
  readonly now: Clock;
  readonly newId: NewId;
}
