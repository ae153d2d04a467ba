import type { DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { aws } from '../../shared/platform/aws.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { queueSender } from '../../shared/platform/messaging/sqs.ts';
import { EVENT_QUEUES } from '../../shared/platform/messaging/subscriptions.ts';
import type { Outside } from '../../shared/platform/outside.ts';
import type { RelayQueue } from './outgoing-messages.ts';
import { type RelayDeps, relayRecords } from './relay-records.ts';

const queues: readonly RelayQueue[] = [...EVENT_QUEUES, 'fire-timers'];
const variable = (queue: RelayQueue) => `QUEUE_URL_${queue.replaceAll('-', '_').toUpperCase()}`;

/** The table's stream: each committed event to the queue of every consumer, and near timers to theirs. */
export function connect(outside: Outside) {
  const urls = readEnv(Object.fromEntries(queues.map((queue) => [variable(queue), z.string()])));
  const queueUrl = (queue: RelayQueue) => urls[variable(queue)] ?? '';
  const deps: RelayDeps = { now: outside.now, send: queueSender(outside), queueUrl };
  return (event: DynamoDBStreamEvent) => relayRecords(event.Records, deps);
}

export const handler = connect(aws());
