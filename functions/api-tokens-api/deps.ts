import type { Clock } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** What the use cases of API tokens work with. */
export interface ApiTokensDeps {
  readonly table: Table;
  readonly now: Clock;
  readonly newId: NewId;
}
