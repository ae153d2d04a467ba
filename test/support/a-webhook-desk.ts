import type { SQSEvent } from 'aws-lambda';
import { callWebhook } from '../../functions/call-webhooks/call-webhook.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { queueHandler } from '../../shared/platform/messaging/queue-handler.ts';
import type { ServerAnswer, ServerCall } from '../../shared/platform/server-calls.ts';
import { webhookCallKey } from '../../shared/platform/table/keys.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { putWebhook } from '../../shared/webhooks/webhook.store.ts';
import type { AskedAuthentication, Webhook } from '../../shared/webhooks/webhook.ts';
import { callWrite, getWebhookCalls } from '../../shared/webhooks/webhook-call.store.ts';
import { newCall } from '../../shared/webhooks/webhook-call.ts';
import { keptAuthentication, newSigningSecret } from '../../shared/webhooks/webhook-secrets.deps.ts';
import { TEST_SECRETS } from './call-api.ts';
import type { TestClock } from './clock.ts';

const KEYS = [TEST_SECRETS.link_key] as const;

/** A webhook in the table. */
export async function aWebhook(
  table: Table,
  clock: TestClock,
  changes: Partial<Webhook> = {},
  asked?: AskedAuthentication,
): Promise<Webhook> {
  const [id, now] = [clock.newId(), clock.now()];
  const webhook: Webhook = {
    ...{ id, version: 1, name: 'On call', description: null, endpoint: 'https://on-call.example.com/hook' },
    ...{ http_method: 'POST', status: 'active', custom_headers: {}, signing_secret: newSigningSecret(id, KEYS) },
    authentication: asked ? keptAuthentication(id, asked, KEYS) : null,
    ...{ created_at: now, created_by: 1, updated_at: now, updated_by: 1 },
    ...changes,
  };
  await putWebhook(table, undefined, webhook);
  return webhook;
}

interface Waiting {
  readonly id: string;
  readonly sentAt: number;
  readonly event: EventMessage;
  readonly due: number;
  receives: number;
}

/** The consumer with its queue, as SQS treats it, and everybody else's servers, as `answers` says. */
export function aWebhookDesk(table: Table, clock: TestClock) {
  const heard: ServerCall[] = [];
  let answer: (call: ServerCall) => ServerAnswer | Promise<ServerAnswer> = () => ({
    status: 200,
    headers: {},
    body: '',
  });
  let waiting: Waiting[] = [];
  let sent = 0;
  const given: EventMessage[] = [];
  const send = (event: EventMessage, delaySeconds = 0, sentAt = clock.now()) =>
    void waiting.push({ id: `m-${++sent}`, event, sentAt, due: clock.now() + delaySeconds * 1_000, receives: 0 });
  const deps = {
    table,
    now: clock.now,
    random: () => 0,
    secrets: async () => TEST_SECRETS,
    callServer: async (call: ServerCall) => {
      heard.push(call);
      return answer(call);
    },
    sendMessages: async (_: string, messages: readonly { body: string; delaySeconds?: number }[]) => {
      for (const { body, delaySeconds = 0 } of messages) send(JSON.parse(body), delaySeconds);
      return new Set<number>();
    },
    ownQueue: 'call-webhooks',
  };
  const handler = queueHandler(EventMessage, (event, { messageId, attributes }) =>
    callWebhook(event, { id: messageId, sentAt: Number(attributes.SentTimestamp) }, deps),
  );
  const handOver = (messages: readonly Waiting[]) =>
    handler({
      Records: messages.map(({ id, event, sentAt, receives }) => ({
        ...{ messageId: id, body: JSON.stringify(event) },
        attributes: { ApproximateReceiveCount: String(receives), SentTimestamp: String(sentAt) },
      })),
    } as unknown as SQSEvent);
  return {
    heard,
    /** What was given up. */
    given,
    answers(next: typeof answer) {
      answer = next;
    },
    /** What waits in the queue, and for how many seconds. */
    waiting: () => waiting.map(({ due }) => (due - clock.now()) / 1_000),
    /** Commits a call and has it announced. */
    async commit(webhook: Webhook, ticketId = 12): Promise<number> {
      const id = clock.newId();
      const body = JSON.stringify({ ticket_id: ticketId });
      const write = callWrite(
        newCall({ id, webhook_id: webhook.id, ticket_id: ticketId, audit_id: 7, body }, clock.now()),
      );
      await table.transact([write]);
      send(write.put?.['event'] as EventMessage);
      return id;
    },
    /** Puts a message into the queue, as it was sent or once more; `sentAt`: when it was, if it comes late. */
    put: (event: EventMessage, sentAt?: number) => send(event, 0, sentAt),
    /** Puts back what was given up, as an operator does. */
    redrive: () => given.splice(0).forEach((event) => void send(event)),
    eventOf: async (callId: number): Promise<EventMessage> =>
      (await table.get(webhookCallKey(callId)))?.['event'] as EventMessage,
    /** Hands over what is due, all in one batch; what fails comes again until it has come five times. */
    async workOff(): Promise<void> {
      const due = waiting.filter(({ due }) => due <= clock.now());
      waiting = waiting.filter((each) => !due.includes(each));
      for (const each of due) each.receives++;
      const { batchItemFailures } = await handOver(due);
      for (const { itemIdentifier } of batchItemFailures) {
        const failed = due.find(({ id }) => id === itemIdentifier);
        if (failed && failed.receives < 5) waiting.push({ ...failed, due: clock.now() + 150_000 });
        else if (failed) given.push(failed.event);
      }
    },
    async call(id: number) {
      const [found] = await getWebhookCalls(table, [id]);
      if (!found) throw new Error(`There is no call ${id}`);
      return found;
    },
  };
}
