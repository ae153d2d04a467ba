import { type Clock, type Instant, SECOND } from '../kernel/clock.ts';
import type { Table } from '../platform/table/table.ts';
import { type BusinessTime, businessTime } from './business-time.ts';
import { scheduleFrom } from './schedule.ts';
import { listPolicies } from './sla-policy.store.ts';
import { rulesFrom, type SlaRules } from './sla-rules.ts';
import type { SlaSchedule } from './sla-schedule.ts';

/** The rules as of an instant, and no older than a version. */
export type RulesSource = (asOf: Instant, atLeast?: number) => Promise<SlaRules>;

/** Rules count for what happens from this long after they were saved: it spares a read for every ticket of a busy second. */
const MAY_MISS = SECOND;
const KEPT = 30 * SECOND;

/** Reads the rules and keeps them for what happened before, or within a second after they were read. */
export function rulesSource(table: Table, now: Clock, escalationStep: number): RulesSource {
  const open = hoursOpener();
  const read = async () => rulesFrom(await listPolicies(table, { consistent: true }), escalationStep, open);
  let kept: { rules: Promise<SlaRules>; at: Instant } | undefined;
  const current = (asOf: Instant): Promise<SlaRules> => {
    const at = now();
    if (!kept || kept.at + KEPT <= at || kept.at + MAY_MISS <= asOf) {
      const rules = read();
      const reading = { rules, at };
      rules.catch(() => {
        if (kept === reading) kept = undefined;
      });
      kept = reading;
    }
    return kept.rules;
  };
  return async (asOf, atLeast = 0) => {
    const rules = await current(asOf);
    if (rules.version >= atLeast) return rules;
    kept = undefined;
    return current(asOf);
  };
}

/** The rules as they are, for showing clocks: what escalations do is left out. */
export async function readRules(table: Table): Promise<SlaRules> {
  return rulesFrom(await listPolicies(table, { consistent: false }), 0, hoursOpener());
}

/** Opens each version of a schedule once: laying out its weeks is what takes time. */
function hoursOpener(): (schedule: SlaSchedule) => BusinessTime {
  const opened = new Map<string, BusinessTime>();
  return ({ id, version, time_zone, intervals, holidays }) => {
    const name = `${id}.${version}`;
    const hours = opened.get(name) ?? businessTime(scheduleFrom({ time_zone, intervals, holidays }));
    opened.set(name, hours);
    return hours;
  };
}
