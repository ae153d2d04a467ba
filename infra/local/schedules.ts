import { randomUUID } from 'node:crypto';
import type { ScheduleSpec } from './template/stack-parts.ts';
import { LOCAL_ACCOUNT } from './template/template.ts';

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** The milliseconds of `rate(5 minutes)`. Throws for everything else. */
export function rateOf(expression: string): number {
  const [, value, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (!value || !unit) throw new Error(`The local run does not know the schedule ${expression}`);
  return Number(value) * (UNITS[unit] ?? 0);
}

/**
 * Runs what the template runs by the clock: once at the start, because something may have been missed while nothing ran,
 * and then at the rate. Answers how to stop.
 */
export function startSchedules(
  schedules: readonly ScheduleSpec[],
  region: string,
  invoke: (functionArn: string, event: unknown) => Promise<unknown>,
): () => void {
  const timers = schedules.map(({ expression, functionArn, input, rule }) => {
    const run = () => {
      const event = input === undefined ? scheduledEvent(rule, region) : JSON.parse(input);
      // The runtime has logged it, and the next run is near.
      invoke(functionArn, event).catch(() => undefined);
    };
    run();
    return setInterval(run, rateOf(expression));
  });
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}

function scheduledEvent(rule: string, region: string): object {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: LOCAL_ACCOUNT,
    time: `${new Date().toISOString().slice(0, 19)}Z`,
    region,
    resources: [`arn:aws:events:${region}:${LOCAL_ACCOUNT}:rule/${rule}`],
    detail: {},
  };
}
