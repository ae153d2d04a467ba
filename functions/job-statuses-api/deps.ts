import type { Clock } from '../../shared/kernel/clock.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** What the use cases of job statuses work with. */
export interface JobStatusesDeps {
  readonly table: Table;
  readonly now: Clock;
}
