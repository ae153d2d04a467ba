import * as z from 'zod/mini';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { queueHandler } from '../../shared/platform/messaging/queue-handler.ts';
import { queueSender } from '../../shared/platform/messaging/sqs.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { secretSource } from '../../shared/platform/secrets.ts';
import { type CallServer, serverCaller } from '../../shared/platform/server-calls.ts';
import { callWebhook } from './call-webhook.ts';
import type { CallDeps } from './deps.ts';

export function connect(outside: OutsideWithTable & { readonly callServer: CallServer }) {
  const { table, now, random, callServer } = outside;
  const env = readEnv({ QUEUE_URL_CALL_WEBHOOKS: z.string() });
  const deps: CallDeps = {
    table,
    now,
    random,
    secrets: secretSource(outside),
    callServer,
    sendMessages: queueSender(outside),
    ownQueue: env.QUEUE_URL_CALL_WEBHOOKS,
  };
  return queueHandler(EventMessage, (event, { messageId, attributes }) =>
    callWebhook(event, { id: messageId, sentAt: Number(attributes.SentTimestamp) }, deps),
  );
}

export const handler = connect({ ...awsWithTable(), callServer: serverCaller() });
