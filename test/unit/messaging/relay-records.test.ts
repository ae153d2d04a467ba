import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { expect, test, vi } from 'vitest';
import { type RelayDeps, relayRecords } from '../../../functions/relay-events/relay-records.ts';
import { MINUTE, SECOND } from '../../../shared/kernel/clock.ts';
import type { QueueMessage } from '../../../shared/platform/messaging/sqs.ts';
import { aClock } from '../../support/clock.ts';

const { now } = aClock();

function marshal(value: unknown): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(marshal) };
  return { M: Object.fromEntries(Object.entries(value as object).map(([name, each]) => [name, marshal(each)])) };
}

function aRecord(sequence: number, item: object, eventName: 'INSERT' | 'MODIFY' = 'INSERT'): DynamoDBRecord {
  const NewImage = marshal(item).M ?? {};
  return { eventName, dynamodb: { NewImage, SequenceNumber: String(sequence) } };
}

const anEvent = (names: string[], subject = '7') => ({
  id: `e${subject}`,
  names,
  subject,
  at: 1_700_000_000_000,
  data: { ticket_id: Number(subject), comment_id: null, automatic: false },
});
const aTimer = (dueIn: number) => ({
  entity: 'timer',
  kind: 'sla.check',
  subject: 7,
  guard: 2,
  due_at: now() + dueIn,
  set_at: now(),
});

function relayDeps(refuse: (queue: string, message: QueueMessage) => boolean = () => false) {
  const sent: { queue: string; message: QueueMessage }[] = [];
  const deps: RelayDeps = {
    now,
    queueUrl: (queue) => queue,
    async send(queue, messages) {
      const unsent = new Set<number>();
      messages.forEach((message, position) => {
        if (refuse(queue, message)) unsent.add(position);
        else sent.push({ queue, message });
      });
      return unsent;
    },
  };
  return { deps, sent };
}

test('an event reaches every consumer that wants one of its facts, once', async () => {
  const { deps, sent } = relayDeps();
  const event = anEvent(['ticket.created.v1', 'ticket.commented.v1']);
  const result = await relayRecords([aRecord(1, { pk: 'TICKET#7', event })], deps);
  expect(result.batchItemFailures).toEqual([]);
  expect(sent.map(({ queue }) => queue).sort()).toEqual([
    'count-records',
    'follow-tickets',
    'notify-people',
    'route-tickets',
    'track-slas',
  ]);
  for (const { message } of sent) expect(JSON.parse(message.body)).toEqual(event);
});

test('what is changed in place or carries no event is not relayed', async () => {
  const { deps, sent } = relayDeps();
  const event = anEvent(['ticket.created.v1']);
  await relayRecords(
    [aRecord(1, { event }, 'MODIFY'), aRecord(2, { entity: 'comment' }), { eventName: 'REMOVE' }],
    deps,
  );
  expect(sent).toEqual([]);
});

test('a near timer goes to the timers queue and is held back until its second', async () => {
  const { deps, sent } = relayDeps();
  await relayRecords([aRecord(1, aTimer(90.2 * SECOND)), aRecord(2, aTimer(-5 * SECOND))], deps);
  expect(sent.map(({ queue, message }) => [queue, message.delaySeconds])).toEqual([
    ['fire-timers', 91],
    ['fire-timers', 0],
  ]);
  expect(JSON.parse(sent[0]?.message.body ?? '')).toMatchObject({ kind: 'sla.check', subject: 7, guard: 2 });
});

test('a timer far ahead is left to the sweep', async () => {
  const { deps, sent } = relayDeps();
  await relayRecords([aRecord(1, aTimer(3 * MINUTE))], deps);
  expect(sent).toEqual([]);
});

test('only changes of which something was not sent come again', async () => {
  const { deps, sent } = relayDeps((queue, { body }) => queue === 'track-slas' && body.includes('"e8"'));
  const records = ['7', '8', '9'].map((subject, at) =>
    aRecord(at + 1, { event: anEvent(['ticket.created.v1'], subject) }),
  );
  expect(await relayRecords(records, deps)).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  // Five want to know of each; one of them was not sent.
  expect(sent).toHaveLength(14);
});

test('a change that cannot be read is reported and does not hold up the others of its batch', async () => {
  vi.spyOn(console, 'error').mockImplementationOnce(() => undefined);
  const { deps, sent } = relayDeps();
  const broken = aRecord(1, { event: { id: 7 } });
  const sound = aRecord(2, { event: anEvent(['ticket.solved.v1']) });
  expect(await relayRecords([broken, sound], deps)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  expect(sent.map(({ queue }) => queue)).toEqual(['follow-tickets']);
});
