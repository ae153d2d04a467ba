import { sweepTimers } from '../../functions/sweep-timers/sweep-timers.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/clock.ts';
import { aws } from '../../shared/platform/aws.ts';
import { openTable, type Table, type TableCall } from '../../shared/platform/table/table.ts';
import { ticketItem } from '../../shared/tickets/ticket.store.ts';
import { timerWrite } from '../../shared/timers/timer.store.ts';
import { aTicket } from '../support/a-ticket.ts';
import { benchEngine } from './bench-table.ts';
import { type Measurement, median, ms, type Row } from './measure.ts';

const OPEN = [1_000, 10_000, 100_000] as const;
const SWEEPS = 20;
/** Timers fall due over a month, the first of them after the last sweep. */
const FIRST_DUE = 3 * HOUR;
const SPREAD = 30 * 24 * HOUR;

/** What a sweep reads while nothing is due, with ever more open tickets whose clocks all have a timer in the future. */
export const sweep: Measurement = {
  name: 'sweep',
  async run(progress) {
    const bench = await benchEngine();
    const calls: TableCall[] = [];
    const table = openTable(bench.client(), await bench.newTable(), aws(), (call) => calls.push(call));
    const start = Math.floor(Date.now() / MINUTE) * MINUTE + 7 * SECOND;
    const seen: Swept[] = [];
    try {
      let made = 0;
      for (const tickets of OPEN) {
        progress(`${tickets} open tickets`);
        await openTickets(table, made, tickets, start);
        made = tickets;
        seen.push(await sweeps(table, calls, start + seen.length * (SWEEPS + 1) * MINUTE));
      }
    } finally {
      await bench.engine.stop();
    }
    const most = Math.max(...seen.map(({ units }) => units));
    const least = Math.min(...seen.map(({ units }) => units));
    return seen.map(
      ({ reads, units, writes, took }, at): Row => ({
        what: `a sweep with nothing due, ${OPEN[at]?.toLocaleString('en')} open tickets: reads, read units`,
        target: 'the same at each',
        seen: `${reads} reads, ${units} units (and ${writes} write, ${ms(took)})`,
        ratio: most / least,
      }),
    );
  },
};

interface Swept {
  readonly reads: number;
  readonly units: number;
  readonly writes: number;
  readonly took: number;
}

async function openTickets(table: Table, from: number, to: number, now: number): Promise<void> {
  const STEP = 500;
  for (let at = from; at < to; at += STEP) {
    const ids = Array.from({ length: STEP }, (_, index) => at + index + 1);
    const due = (id: number) => now + FIRST_DUE + Math.floor(((id * 7_919) % 100_003) * (SPREAD / 100_003));
    await Promise.all([
      table.putAll(ids.map((id) => ticketItem(aTicket({ id, status: 'open' })))),
      table.putAll(ids.map((id) => timerItem(id, due(id), now))),
    ]);
  }
}

function timerItem(subject: number, due_at: number, set_at: number): Record<string, unknown> {
  const { put } = timerWrite({ kind: 'sla.check', subject, guard: 1, due_at, set_at });
  if (!put) throw new TypeError('A timer is set by a put');
  return put;
}

/** Sweeps as each minute; the dearest of them counts. The first one only finds its cursor. */
async function sweeps(table: Table, calls: TableCall[], start: number): Promise<Swept> {
  const seen: Omit<Swept, 'took'>[] = [];
  const times: number[] = [];
  for (let minute = 0; minute <= SWEEPS; minute++) {
    calls.length = 0;
    const from = performance.now();
    const { sent } = await sweepTimers({
      table,
      now: () => start + minute * MINUTE,
      sendMessages: async () => new Set(),
      timerQueue: 'fire-timers',
    });
    if (sent > 0) throw new Error(`${sent} timers were due`);
    if (minute === 0) continue;
    times.push(performance.now() - from);
    const reads = calls.filter(({ operation }) => operation === 'get' || operation === 'query');
    const units = reads.reduce((sum, { capacityUnits }) => sum + capacityUnits, 0);
    seen.push({ reads: reads.length, units, writes: calls.length - reads.length });
  }
  const dearest = seen.reduce((most, each) => (each.units > most.units || each.reads > most.reads ? each : most));
  return { ...dearest, took: median(times) };
}
