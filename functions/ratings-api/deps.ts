import type { Clock } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { SecretSource } from '../../shared/platform/secrets.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** What the use cases of ratings depend on. */
export interface RatingsDeps {
  readonly table: Table;
  readonly now: Clock;
  readonly newId: NewId;
  readonly secrets: SecretSource;
  /** Who asks, on the page of a survey. */
  readonly companyName: string;
  /** Milliseconds from solving to closing. */
  readonly closeAfter: number;
}
