import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aws } from '../../shared/platform/aws.ts';
import { queueSender, type SendMessages } from '../../shared/platform/messaging/sqs.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ticketCounters } from '../../shared/reports/counted.ts';
import { readCount } from '../../shared/reports/counter.store.ts';
import { aDeadLetterDesk, type DeadLetterDesk } from '../support/a-dead-letter-desk.ts';
import { eventually } from '../support/a-local-run.ts';
import { aTicketLife } from '../support/a-ticket-life.ts';
import { eventOf } from '../support/a-timer-service.ts';
import { aClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

let table: Table;
let desk: DeadLetterDesk;
const clock = aClock();

beforeEach(async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.spyOn(console, 'error').mockReturnValue();
  table = await aTable();
  desk = await aDeadLetterDesk(table);
});
afterEach(async () => {
  await desk.stop();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const tickets = () => readCount(table, ticketCounters('all', null));
const countIs = (wanted: number) =>
  eventually(`${wanted} tickets counted`, async () => ((await tickets()) === wanted ? true : undefined));
const deadAre = (name: Parameters<DeadLetterDesk['dead']>[0], wanted: number) =>
  eventually(`${wanted} dead letters`, () => (desk.dead(name) === wanted ? true : undefined));

/** The event of a ticket that is in the table, or of one that is not there yet. */
async function anEvent(id: number, written = true) {
  const life = await aTicketLife(clock, { id }, written ? table : undefined);
  const [opened] = life.commits;
  if (!opened) throw new Error('A ticket begins with a commit');
  return eventOf(opened);
}

describe('a message that fails every time', () => {
  test('holds up no other of its batch, becomes a dead letter, and is worked off after a redrive', async () => {
    const [good, poison, other] = [await anEvent(1), await anEvent(2, false), await anEvent(3)];
    await desk.send('count-records', good, poison, 'no JSON at all', other);
    desk.startCounting();
    await countIs(2);
    await deadAre('count-records', 2);
    expect(desk.waiting('count-records')).toBe(0);

    // The cause is mended for one of the two.
    await aTicketLife(clock, { id: 2 }, table);
    const { ok, said } = await desk.redrive('count-records');
    expect(said).toBe('count-records: 2 messages moved back; none left.');
    expect(ok).toBe(true);
    await countIs(3);
    await deadAre('count-records', 1);
    expect((await desk.redrive('count-records', '--dry-run')).said).toContain('moved back 1 time before');
  });

  test('is moved back once a run, however fast it fails again', async () => {
    const { sqs } = desk.deployment;
    await desk.sendDead('count-records', 'poison');
    // A consumer that fails within the run: what is moved back is dead again at once, with the marks it got.
    sqs.middlewareStack.add(
      (next) => (args) => {
        const input = args.input as { QueueUrl: string; MessageAttributes?: object };
        if (input.MessageAttributes) input.QueueUrl = input.QueueUrl.replace('WorkQueue', 'WorkDeadLetters');
        return next(args);
      },
      { step: 'initialize' },
    );
    const { ok, said } = await desk.redrive('count-records');
    expect(said).toBe('count-records: 1 message moved back, 1 failed again meanwhile and stays; about 1 left.');
    expect(ok).toBe(true);
    expect(desk.dead('count-records')).toBe(1);
  });
});

describe('a redrive', () => {
  test('that ends between sending and deleting loses nothing, and doubles nothing that can be seen', async () => {
    await desk.sendDead('count-records', await anEvent(1), await anEvent(2));
    let alive = false;
    desk.deployment.sqs.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          if (!alive && commandName === 'DeleteMessageCommand') throw new Error('killed');
          return next(args);
        },
      { step: 'initialize' },
    );
    const { ok, said } = await desk.redrive('count-records');
    expect(ok).toBe(false);
    expect(said).toContain('0 messages moved back, 2 could not be; about 2 left.');
    expect(desk.waiting('count-records')).toBe(2);
    expect(desk.dead('count-records')).toBe(2);

    alive = true;
    expect((await desk.redrive('count-records')).said).toBe('count-records: 2 messages moved back; none left.');
    expect(desk.waiting('count-records')).toBe(4);
    desk.startCounting();
    await countIs(2);
    await eventually('an empty queue', () => (desk.waiting('count-records') === 0 ? true : undefined));
    expect(await tickets()).toBe(2);
    expect(desk.dead('count-records')).toBe(0);
  });

  test('run again finds nothing to do', async () => {
    await desk.sendDead('ingest-mail', { notificationType: 'Received' });
    expect((await desk.redrive('ingest-mail')).ok).toBe(true);
    expect(await desk.redrive('ingest-mail')).toEqual({ ok: true, said: 'ingest-mail at a test: nothing to redrive.' });
    expect(desk.take('ingest-mail')).toEqual(['{"notificationType":"Received"}']);
  });

  test('moves as many as it is told, or the one it is told', async () => {
    await desk.sendDead('run-jobs', ...Array.from({ length: 25 }, (_, n) => `message ${n}`));
    expect((await desk.redrive('run-jobs', '--limit', '12')).said).toBe(
      'run-jobs: 12 messages moved back; about 13 left.',
    );
    const look = await desk.redrive('run-jobs', '--dry-run');
    expect(look.said).toContain('run-jobs at a test: 13 messages, the oldest sent 20');
    const ids = look.said.match(/^ {2}[0-9a-f-]{36}/gm)?.map((line) => line.trim()) ?? [];
    expect(ids).toHaveLength(13);
    expect(desk.dead('run-jobs')).toBe(13);
    expect((await desk.redrive('run-jobs', '--message', ids[9] ?? '')).said).toContain('1 message moved back');
    expect(desk.take('run-jobs')).toHaveLength(13);
    expect(await desk.redrive('run-jobs', '--message', ids[9] ?? '')).toMatchObject({ ok: false });
    expect(desk.dead('run-jobs')).toBe(12);
  });

  test('throws a message away only when it is told so, and writes it to a file first', async () => {
    const home = mkdtempSync(join(tmpdir(), 'moorline-test-'));
    vi.stubEnv('MOORLINE_DATA', home);
    await desk.sendDead('track-slas', await anEvent(7), 'something else');
    const look = await desk.redrive('track-slas', '--dry-run');
    const [, id = ''] = /^ {2}([0-9a-f-]{36}).*\n.*ticket\.created/m.exec(look.said) ?? [];
    const file = join(home, 'dropped', `track-slas-${id}.json`);
    expect(await desk.redrive('track-slas', '--drop', id)).toMatchObject({ ok: false });
    expect(existsSync(file)).toBe(false);
    expect(desk.dead('track-slas')).toBe(2);

    const { ok, said } = await desk.redrive('track-slas', '--drop', id, '--yes');
    expect(ok).toBe(true);
    expect(said).toContain(file);
    expect(JSON.parse(JSON.parse(readFileSync(file, 'utf8')).body)).toMatchObject({ subject: '7' });
    expect(desk.dead('track-slas')).toBe(1);
    expect(desk.waiting('track-slas')).toBe(0);
    rmSync(home, { recursive: true });
  });
});

describe('a record of the stream that cannot be relayed', () => {
  const sender = () => queueSender(aws());
  const broken = { pk: 'TICKET#9', sk: 'AUDIT#9', event: { id: '9', names: 'no list', at: Date.now() } };
  const noWords = (said: string) => said.replace(/[0-9a-f-]{36}/g, 'ID');

  test('is given up, while those before and after it went through, and stays until the relay is mended', async () => {
    await aTicketLife(clock, { id: 1 }, table);
    await table.put(broken);
    await aTicketLife(clock, { id: 2 }, table);
    desk.startCounting();
    await desk.startRelay(sender());
    await countIs(2);
    await deadAre('relay', 1);
    await aTicketLife(clock, { id: 3 }, table);
    await countIs(3);

    const look = await desk.redrive('relay', '--dry-run');
    expect(look.said).toMatch(/1 record of the stream, shard \S+, number \d+, given up 20/);
    const { ok, said } = await desk.redrive('relay');
    expect(ok).toBe(false);
    expect(noWords(said)).toMatch(/^ID: 0 of 1 relayed; number \d+ still fails: mend the relay/);
    expect(desk.dead('relay')).toBe(1);
  });

  test('goes out by a redrive once it can be', async () => {
    let refuses = true;
    const send: SendMessages = async (url, messages) => (refuses ? new Set(messages.keys()) : sender()(url, messages));
    await aTicketLife(clock, { id: 1 }, table);
    await desk.startRelay(send);
    await deadAre('relay', 1);
    refuses = false;
    expect(desk.waiting('count-records')).toBe(0);
    const { ok, said } = await desk.redrive('relay');
    expect(noWords(said)).toBe('ID: 1 of 1 relayed.\nrelay: 1 message relayed again; none left.');
    expect(ok).toBe(true);
    expect(desk.take('count-records').map((body) => JSON.parse(body).subject)).toEqual(['1']);
    expect(await desk.redrive('relay')).toMatchObject({ ok: true, said: 'relay at a test: nothing to redrive.' });
  });

  test('that the stream has lost is sent from the table', async () => {
    const now = aClock(Date.now());
    await aTicketLife(aClock(Date.now() - 3_600_000), { id: 1 }, table);
    await aTicketLife(now, { id: 2 }, table);
    const at = new Date().toISOString();
    const range = { shardId: 'gone', startSequenceNumber: '1', endSequenceNumber: '2', batchSize: 2 };
    const DDBStreamBatchInfo = { streamArn: 'gone', ...range, approximateArrivalOfFirstRecord: at };
    await desk.sendDead('relay', { timestamp: at, DDBStreamBatchInfo });
    const lost = await desk.redrive('relay');
    expect(lost.ok).toBe(false);
    expect(lost.said).toContain(`0 of 2 relayed; the stream no longer has the rest: run it with --since ${at}`);

    const counted = await desk.redrive('relay', '--since', '30m', '--dry-run');
    expect(counted.said).toContain('relay: 1 record since');
    expect(desk.waiting('count-records')).toBe(0);
    const { ok, said } = await desk.redrive('relay', '--since', '30m');
    expect(ok).toBe(true);
    expect(said).toContain('relay: 1 record relayed again since');
    expect(said).toContain('relay: 1 message about records since then deleted.');
    expect(desk.take('count-records').map((body) => JSON.parse(body).subject)).toEqual(['2']);
    expect(desk.dead('relay')).toBe(0);
  });

  test('is told by its place in the table when it cannot be sent from there either', async () => {
    await table.put(broken);
    const { ok, said } = await desk.redrive('relay', '--since', '2h');
    expect(ok).toBe(false);
    expect(said).toContain('TICKET#9 AUDIT#9 could not be relayed');
  });
});
