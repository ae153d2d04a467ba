import type { Clock } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** What the use cases of intake work with. */
export interface IntakesDeps {
  readonly table: Table;
  readonly now: Clock;
  readonly newId: NewId;
  /** Milliseconds from solving to closing. */
  readonly closeAfter: number;
  /** For how many milliseconds a customer's answer is awaited. */
  readonly deadline: number;
  /** Name of the group for what is nobody's; empty for none. */
  readonly triageGroup: string;
}
