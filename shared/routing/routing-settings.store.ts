import { type Clock, type Instant, SECOND } from '../kernel/clock.ts';
import { listGroups } from '../people/group.store.ts';
import type { GroupRouting } from '../people/group.ts';
import type { Table } from '../platform/table/table.ts';
import { getRoutingRules } from './routing-rules.store.ts';
import type { RoutingRule } from './routing-rules.ts';

/** What routing goes by: the groups that switched it on, and the table of rules. */
export interface RoutingSettings {
  readonly groups: ReadonlyMap<number, GroupRouting>;
  readonly rules: readonly RoutingRule[];
}

/** The settings as of an instant. */
export type SettingsSource = (asOf: Instant) => Promise<RoutingSettings>;

const KEPT = 30 * SECOND;

/**
 * Reads the settings and keeps them for what had happened by then: whatever comes after they were saved goes by them, while
 * tickets that come together, or had to wait, share a reading.
 */
export function settingsSource(table: Table, now: Clock): SettingsSource {
  let kept: { settings: Promise<RoutingSettings>; at: Instant } | undefined;
  return (asOf) => {
    const at = now();
    if (!kept || kept.at + KEPT <= at || kept.at <= asOf) {
      const settings = readSettings(table);
      const reading = { settings, at };
      settings.catch(() => {
        if (kept === reading) kept = undefined;
      });
      kept = reading;
    }
    return kept.settings;
  };
}

async function readSettings(table: Table): Promise<RoutingSettings> {
  const [groups, { rules }] = await Promise.all([listGroups(table), getRoutingRules(table)]);
  const routed = groups.filter(({ routing }) => routing.enabled);
  return { groups: new Map(routed.map(({ id, routing }) => [id, routing])), rules };
}
