import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fireTimer } from '../../functions/fire-timers/fire-timer.ts';
import { sweepTimers } from '../../functions/sweep-timers/sweep-timers.ts';
import { consumeQueue } from '../../infra/local/queues/consume-queue.ts';
import { startQueueEngine } from '../../infra/local/queues/queue-engine.ts';
import { DAY, MINUTE, SECOND } from '../../shared/kernel/clock.ts';
import { idSource } from '../../shared/kernel/ids.ts';
import { aws } from '../../shared/platform/aws.ts';
import { queueHandler } from '../../shared/platform/messaging/queue-handler.ts';
import { queueSender } from '../../shared/platform/messaging/sqs.ts';
import { openObjects } from '../../shared/platform/objects.ts';
import { openTable, type Table } from '../../shared/platform/table/table.ts';
import { rulesSource } from '../../shared/sla/sla-rules.store.ts';
import { getTickets, ticketItem } from '../../shared/tickets/ticket.store.ts';
import { timerWrite } from '../../shared/timers/timer.store.ts';
import { Timer } from '../../shared/timers/timer.ts';
import { aTicket } from '../support/a-ticket.ts';
import { benchEngine } from './bench-table.ts';
import { type Measurement, ms, percentile, type Row } from './measure.ts';

const TIMERS = 10_000;
const REGION = 'us-east-1';
const ARN = `arn:aws:sqs:${REGION}:000000000000:fire-timers`;

/**
 * Ten thousand solved tickets whose closing falls due, first within one minute, then all at the same second: set ahead, found
 * by the sweep, held by the queue, and closed. One in ten batches comes twice at once, as queues may deliver.
 */
export const timers: Measurement = {
  name: 'timers',
  async run(progress) {
    process.env['AWS_REGION'] ??= REGION;
    process.env['AWS_ACCESS_KEY_ID'] ??= 'bench';
    process.env['AWS_SECRET_ACCESS_KEY'] ??= 'bench';
    const spread = await fireAll((index, start) => start + Math.floor((index / TIMERS) * MINUTE), progress);
    const atOnce = await fireAll((_, start) => start, progress);
    const drained = (atOnce.lastDone - atOnce.start) / SECOND;
    return [
      {
        what: `lateness of ${TIMERS} timers due within one minute, p99, when the function starts`,
        target: 'under 2 s',
        seen: `${ms(percentile(spread.begun, 99))} (p50 ${ms(percentile(spread.begun, 50))}, ${early(spread)} early)`,
        ratio: percentile(spread.begun, 99) / (2 * SECOND),
      },
      {
        what: '... when the ticket is closed, p99',
        target: '',
        seen: ms(percentile(spread.done, 99)),
        ratio: undefined,
      },
      twice('... acted on twice, while one in ten came twice', spread),
      {
        what: `${TIMERS} timers due at the same second: drained`,
        target: '',
        seen: `${(TIMERS / drained).toFixed(0)} a second, the last one after ${drained.toFixed(1)} s (${early(atOnce)} early)`,
        ratio: undefined,
      },
      twice('... acted on twice, while one in ten came twice', atOnce),
    ];
  },
};

/** What became of timers: how late each came and was done, in milliseconds. */
interface Fired {
  readonly start: number;
  readonly begun: readonly number[];
  readonly done: readonly number[];
  /** When the last ticket was closed. */
  readonly lastDone: number;
  /** Tickets that are not closed by exactly one change. */
  readonly wrong: number;
}

function early({ begun }: Fired): number {
  return begun.filter((late) => late < 0).length;
}

function twice(what: string, { wrong, begun }: Fired): Row {
  return {
    what,
    target: 'none',
    seen: `${wrong} (${begun.length} deliveries)`,
    ratio: wrong === 0 ? 0 : Number.POSITIVE_INFINITY,
  };
}

async function fireAll(
  dueOf: (index: number, start: number) => number,
  progress: (text: string) => void,
): Promise<Fired> {
  const bench = await benchEngine();
  const objectDir = await mkdtemp(join(tmpdir(), 'moorline-timers-'));
  const queues = await startQueueEngine({ region: REGION, objectDir });
  queues.ensureQueue('fire-timers', ARN, { VisibilityTimeout: '150' });
  const timerQueue = `${queues.endpoint}/000000000000/fire-timers`;
  const table = openTable(bench.client(), await bench.newTable(), aws());
  try {
    progress(`writing ${TIMERS} solved tickets and their timers`);
    const start = Math.ceil((Date.now() + 60 * SECOND) / SECOND) * SECOND;
    for (let at = 0; at < TIMERS; at += 500) {
      const made = Array.from({ length: 500 }, (_, index) => at + index);
      await table.putAll(made.map((index) => ticketItem(solved(index + 1))));
      await table.putAll(made.map((index) => timerItem(index + 1, dueOf(index, start))));
    }
    const deps = {
      table,
      files: openObjects('no-file-is-swept', aws().requests),
      now: Date.now,
      newId: idSource(Date.now, Math.random),
      sendMessages: queueSender(aws()),
      timerQueue,
      rules: rulesSource(table, Date.now, 900 * SECOND),
      secrets: () => Promise.reject(new Error('Closing needs no keys')),
      publicUrl: 'https://api.example.test',
      defaultLocale: 'en',
      closeAfter: 4 * DAY,
    };
    const begun: number[] = [];
    const done: number[] = [];
    const fired = new Set<number>();
    let lastDone = start;
    const handler = queueHandler(Timer, async (timer) => {
      begun.push(Date.now() - timer.due_at);
      await fireTimer(timer, deps);
      done.push(Date.now() - timer.due_at);
      fired.add(timer.subject);
      lastDone = Date.now();
    });
    let batches = 0;
    const stop = consumeQueue({
      queue: queues.queue(ARN),
      batchSize: 10,
      windowMs: 0,
      concurrency: 10,
      reportsFailures: true,
      invoke: async (event) => {
        const [answer] = await Promise.all([handler(event), ...(batches++ % 10 === 0 ? [handler(event)] : [])]);
        return answer;
      },
    });
    const { sent } = await sweepTimers(deps);
    if (Date.now() > start) throw new Error('This machine is too slow to set the timers ahead');
    progress(`${sent} handed to the queue; waiting for the last one to fire`);
    while (fired.size < TIMERS && Date.now() < start + 3 * MINUTE) await new Promise((wait) => setTimeout(wait, 200));
    await stop();
    if (fired.size < TIMERS) throw new Error(`Only ${fired.size} of ${TIMERS} timers fired`);
    return { start, begun, done, lastDone, wrong: await notClosedOnce(table) };
  } finally {
    await queues.stop();
    await bench.engine.stop();
    await rm(objectDir, { recursive: true, force: true });
  }
}

async function notClosedOnce(table: Table): Promise<number> {
  const { version } = solved(1);
  const tickets = await getTickets(
    table,
    Array.from({ length: TIMERS }, (_, index) => index + 1),
  );
  const once = tickets.filter((ticket) => ticket.status === 'closed' && ticket.version === version + 1);
  return TIMERS - once.length;
}

function solved(id: number) {
  return aTicket({ id, status: 'solved', assignee_id: 1, resolution: 1, solved_at: Date.now() });
}

function timerItem(subject: number, due_at: number): Record<string, unknown> {
  const { put } = timerWrite({ kind: 'ticket.close', subject, guard: 1, due_at, set_at: Date.now() - 10 * MINUTE });
  if (!put) throw new TypeError('A timer is set by a put');
  return put;
}
