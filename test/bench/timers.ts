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
import { openTable } from '../../shared/platform/table/table.ts';
import { rulesSource } from '../../shared/sla/sla-rules.store.ts';
import { ticketItem } from '../../shared/tickets/ticket.store.ts';
import { timerWrite } from '../../shared/timers/timer.store.ts';
import { Timer } from '../../shared/timers/timer.ts';
import { aTicket } from '../support/a-ticket.ts';
import { benchEngine } from './bench-table.ts';
import { type Measurement, ms, percentile } from './measure.ts';

const TIMERS = 10_000;
const REGION = 'us-east-1';
const ARN = `arn:aws:sqs:${REGION}:000000000000:fire-timers`;

/**
 * Ten thousand solved tickets whose closing falls due within one minute: set two minutes ahead, found by the sweep, held
 * by the queue, and closed. Late by how much, when the function starts and when the ticket is closed.
 */
export const timers: Measurement = {
  name: 'timers',
  async run(progress) {
    process.env['AWS_REGION'] ??= REGION;
    process.env['AWS_ACCESS_KEY_ID'] ??= 'bench';
    process.env['AWS_SECRET_ACCESS_KEY'] ??= 'bench';
    const bench = await benchEngine();
    const objectDir = await mkdtemp(join(tmpdir(), 'moorline-timers-'));
    const queues = await startQueueEngine({ region: REGION, objectDir });
    queues.ensureQueue('fire-timers', ARN, { VisibilityTimeout: '150' });
    const timerQueue = `${queues.endpoint}/000000000000/fire-timers`;
    const table = openTable(bench.client(), await bench.newTable(), aws());
    try {
      progress(`writing ${TIMERS} solved tickets and their timers`);
      const start = Date.now() + 45 * SECOND;
      for (let at = 0; at < TIMERS; at += 500) {
        const made = Array.from({ length: 500 }, (_, index) => at + index);
        await table.putAll(made.map((index) => ticketItem(solved(index + 1))));
        await table.putAll(made.map((index) => timerItem(index + 1, start + Math.floor((index / TIMERS) * MINUTE))));
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
      const handler = queueHandler(Timer, async (timer) => {
        begun.push(Date.now() - timer.due_at);
        await fireTimer(timer, deps);
        done.push(Date.now() - timer.due_at);
      });
      const stop = consumeQueue({
        queue: queues.queue(ARN),
        batchSize: 10,
        windowMs: 0,
        concurrency: 10,
        reportsFailures: true,
        invoke: handler,
      });
      const { sent } = await sweepTimers(deps);
      progress(`${sent} handed to the queue; waiting for the last one to fire`);
      while (done.length < TIMERS && Date.now() < start + 2 * MINUTE)
        await new Promise((wait) => setTimeout(wait, 200));
      await stop();
      if (done.length < TIMERS) throw new Error(`Only ${done.length} of ${TIMERS} timers fired`);
      const early = begun.filter((late) => late < 0).length;
      return [
        {
          what: `lateness of ${TIMERS} timers due within one minute, p99, when the function starts`,
          target: 'under 2 s',
          seen: `${ms(percentile(begun, 99))} (p50 ${ms(percentile(begun, 50))}, ${early} early)`,
          ratio: percentile(begun, 99) / (2 * SECOND),
        },
        { what: '... when the ticket is closed, p99', target: '', seen: ms(percentile(done, 99)), ratio: undefined },
      ];
    } finally {
      await queues.stop();
      await bench.engine.stop();
      await rm(objectDir, { recursive: true, force: true });
    }
  },
};

function solved(id: number) {
  return aTicket({ id, status: 'solved', assignee_id: 1, resolution: 1, solved_at: Date.now() });
}

function timerItem(subject: number, due_at: number): Record<string, unknown> {
  const { put } = timerWrite({ kind: 'ticket.close', subject, guard: 1, due_at, set_at: Date.now() - 10 * MINUTE });
  if (!put) throw new TypeError('A timer is set by a put');
  return put;
}
