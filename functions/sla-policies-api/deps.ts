import type { Clock } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** What the use cases of service-level policies depend on. */
export interface SlaPoliciesDeps {
  readonly table: Table;
  readonly now: Clock;
  readonly newId: NewId;
}
