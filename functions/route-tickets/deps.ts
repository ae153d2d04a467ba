import type { Clock } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { SettingsSource } from '../../shared/routing/routing-settings.store.ts';

/** What routing works with. */
export interface RoutingDeps {
  readonly table: Table;
  readonly now: Clock;
  readonly newId: NewId;
  readonly settings: SettingsSource;
  /** Lanes that this instance has made known. */
  readonly knownLanes: Set<string>;
  /** Language of what agents read when it is written for all of them. */
  readonly defaultLocale: string;
}
