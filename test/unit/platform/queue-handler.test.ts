import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { batchHandler, queueHandler } from '../../../shared/platform/messaging/queue-handler.ts';

const Message = z.object({ id: z.int() });

/** A batch as Lambda gets it; the message ids are `m0`, `m1` ... */
function aBatch(...bodies: unknown[]): SQSEvent {
  const Records = bodies.map((body, at) => ({
    messageId: `m${at}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:notify-people',
    attributes: { ApproximateReceiveCount: '2' },
  }));
  return { Records: Records as unknown as SQSRecord[] };
}

const failures = (...ids: string[]) => ({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

describe('a consumer of a queue', () => {
  const logged: object[] = [];
  beforeEach(() => {
    logged.length = 0;
    vi.spyOn(console, 'error').mockImplementation((line: object) => void logged.push(line));
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test('gives back only the messages that failed', async () => {
    const done: number[] = [];
    const handler = queueHandler(Message, async ({ id }) => {
      if (id === 2) throw new Error('not now');
      done.push(id);
    });
    expect(await handler(aBatch({ id: 1 }, { id: 2 }, { id: 3 }))).toEqual(failures('m1'));
    expect(done).toEqual([1, 3]);
  });

  test('is not held up by a message that nobody can read', async () => {
    const done: number[] = [];
    const handler = queueHandler(Message, async ({ id }) => void done.push(id));
    expect(await handler(aBatch('{', { id: 'one' }, { id: 3 }))).toEqual(failures('m0', 'm1'));
    expect(done).toEqual([3]);
  });

  test('logs a failure once, with what finds the message and without what it says', async () => {
    const handler = queueHandler(z.object({ id: z.int(), text: z.string() }), async () => {
      throw new Error('the mail could not be sent');
    });
    await handler(aBatch({ id: 1, text: 'private words' }));
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({
      event: 'message_failed',
      message_id: 'm0',
      queue: 'notify-people',
      receives: '2',
    });
    expect(JSON.stringify(logged)).not.toContain('private words');
  });

  test('that works on whole batches sees the readable ones and names those it could not do', async () => {
    const handler = batchHandler(Message, async (messages) =>
      messages.filter(({ body }) => body.id > 1).map(({ record }) => record),
    );
    expect(await handler(aBatch({ id: 1 }, { id: 2 }, 'x'))).toEqual(failures('m2', 'm1'));
  });

  test('of whole batches is not called for a batch with nothing readable', async () => {
    const handle = vi.fn(async () => []);
    expect(await batchHandler(Message, handle)(aBatch('x'))).toEqual(failures('m0'));
    expect(handle).not.toHaveBeenCalled();
  });
});
