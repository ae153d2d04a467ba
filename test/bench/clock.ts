import { metricStates } from '../../shared/sla/metrics/metric-state.ts';
import { aMetricPolicy, at, OFFICE, timesOf } from '../support/a-timeline.ts';
import { type Measurement, median, percentile, timed } from './measure.ts';

const EVENTS = 500;
const REPLAYS = 2_000;
const QUARTER_HOURS = 4;

/** How long the seven clocks of a ticket take, replayed from its whole timeline in business hours. */
export const clock: Measurement = {
  name: 'clock',
  async run() {
    const rules = { policies: [aMetricPolicy([480, 240, 1_200, 60], true)], schedule: OFFICE };
    const events = Array.from({ length: EVENTS }, (_, index) =>
      index % 2 === 0
        ? at(index / QUARTER_HOURS, 'customer', { comment: 'public', changes: { status: 'open' } })
        : at(index / QUARTER_HOURS, 'agent', { comment: 'public', changes: { status: 'pending' } }),
    );
    const replayed = async () => {
      const times = timesOf(events, rules);
      metricStates(times, times.at);
    };
    await timed(REPLAYS / 10, 1, replayed);
    const times = await timed(REPLAYS, 1, replayed);
    return [
      {
        what: `the seven clocks of a ticket with ${EVENTS} events, p50`,
        target: 'under 1 ms',
        seen: `${median(times).toFixed(2)} ms (p95 ${percentile(times, 95).toFixed(2)} ms)`,
        ratio: median(times),
      },
    ];
  },
};
