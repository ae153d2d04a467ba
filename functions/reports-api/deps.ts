import type { Clock } from '../../shared/kernel/clock.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** What the use cases of reports depend on. */
export interface ReportsDeps {
  readonly table: Table;
  readonly now: Clock;
}
