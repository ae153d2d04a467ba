import { type Clock, type Instant, SECOND } from '../kernel/clock.ts';
import { sharedReads } from '../kernel/shared-reads.ts';
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
 * What happens is dated by when its request began and seen when it was committed, on clocks that differ: longer than
 * nearly any request takes.
 */
const COMMITTED_WITHIN = 5 * SECOND;

/**
 * Reads the settings and keeps them for what had long been committed by then. Whatever is younger goes by what is read after it
 * was heard of; those who ask together share that.
 */
export function settingsSource(table: Table, now: Clock): SettingsSource {
  let kept: { readonly settings: RoutingSettings; readonly at: Instant } | undefined;
  const readNow = sharedReads(async (_: 'settings') => {
    const at = now();
    const settings = await readSettings(table);
    kept = { settings, at };
    return settings;
  });
  return async (asOf) =>
    kept && kept.at + KEPT > now() && kept.at > asOf + COMMITTED_WITHIN ? kept.settings : readNow('settings');
}

async function readSettings(table: Table): Promise<RoutingSettings> {
  const [groups, { rules }] = await Promise.all([listGroups(table), getRoutingRules(table)]);
  const routed = groups.filter(({ routing }) => routing.enabled);
  return { groups: new Map(routed.map(({ id, routing }) => [id, routing])), rules };
}
