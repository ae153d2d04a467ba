import * as z from 'zod/mini';
import { MINUTE } from '../../shared/kernel/clock.ts';
import { nextDue } from '../../shared/sla/clock.ts';
import { keptClock, SlaRecord } from '../../shared/sla/clock-record.ts';
import { metricStates } from '../../shared/sla/metrics/metric-state.ts';
import { slaView } from '../../shared/sla/sla.view.ts';
import { Audit } from '../../shared/tickets/audit.ts';
import { everything, foldAll } from '../support/a-ticket-clock.ts';
import { AGENT, aTicketLife, CUSTOMER } from '../support/a-ticket-life.ts';
import { aMetricPolicy, at, OFFICE, timesOf } from '../support/a-timeline.ts';
import { anSlaPolicy } from '../support/an-sla-policy.ts';
import { aClock } from '../support/clock.ts';
import { anSlaSchedule, slaRules } from '../support/sla-rules.ts';
import { type Measurement, median, percentile, type Row, timed } from './measure.ts';

const EVENTS = 500;
const REPLAYS = 2_000;
const QUARTER_HOURS = 4;

/** How long the seven clocks of a ticket take, in business hours: from its timeline, from its audits, and from what is kept. */
export const clock: Measurement = {
  name: 'clock',
  async run() {
    const timeline = Array.from({ length: EVENTS }, (_, index) =>
      index % 2 === 0
        ? at(index / QUARTER_HOURS, 'customer', { comment: 'public', changes: { status: 'open' } })
        : at(index / QUARTER_HOURS, 'agent', { comment: 'public', changes: { status: 'pending' } }),
    );
    const timesRules = { policies: [aMetricPolicy([480, 240, 1_200, 60], true)], schedule: OFFICE };
    const { audits, rules, now } = await livedLong();
    const stored = JSON.parse(JSON.stringify(audits)) as unknown[];
    const folded = foldAll(audits, rules);
    if (!folded) throw new Error('A ticket has at least one audit');
    const record = JSON.parse(
      JSON.stringify({ ticket_id: folded.ticket_id, version: 1, next: null, clock: keptClock(folded, rules) }),
    ) as unknown;
    return [
      await row(
        `the seven clocks of a ticket with ${EVENTS} events, replayed from its timeline, p50`,
        'under 1 ms',
        () => {
          const times = timesOf(timeline, timesRules);
          metricStates(times, times.at);
        },
      ),
      await row('... folded from its audits, with what falls due next', 'under 1 ms', () => {
        const clocks = foldAll(audits, rules);
        if (clocks) nextDue(clocks, rules, now);
      }),
      await row('... read from what is kept of them, as `include=slas` shows them', 'under 1 ms', () => {
        slaView(z.parse(SlaRecord, record), rules, now);
      }),
      await row(`... checking the ${EVENTS} audits when they are read, which comes before folding`, '', () => {
        for (const each of stored) z.parse(Audit, each);
      }),
    ];
  },
};

/** A ticket that goes back and forth all the time. */
async function livedLong() {
  const time = aClock();
  const targets = everything.map((each) => ({ ...each, business_hours: true }));
  const rules = slaRules([anSlaPolicy({ targets })], { schedules: [anSlaSchedule()], default_schedule_id: 9 });
  const life = await aTicketLife(time);
  for (let index = 1; index < EVENTS; index++) {
    time.advance(15 * MINUTE);
    const [status, actor] = index % 2 === 0 ? (['open', CUSTOMER] as const) : (['pending', AGENT] as const);
    await life.change({ fields: { status }, comment: { body: 'words', public: true } }, actor);
  }
  return { audits: life.commits.map(({ audit }) => audit), rules, now: time.now() };
}

async function row(what: string, target: string, work: () => void): Promise<Row> {
  const once = async () => work();
  await timed(REPLAYS / 4, 1, once);
  const times = await timed(REPLAYS, 1, once);
  return {
    what,
    target,
    seen: `${median(times).toFixed(2)} ms (p95 ${percentile(times, 95).toFixed(2)} ms)`,
    ratio: target === '' ? undefined : median(times),
  };
}
