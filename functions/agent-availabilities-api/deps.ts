import type { Clock } from '../../shared/kernel/clock.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** What the use cases of availabilities depend on. */
export interface AvailabilitiesDeps {
  readonly table: Table;
  readonly now: Clock;
}
