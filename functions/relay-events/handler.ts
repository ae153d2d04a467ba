import type { DynamoDBStreamHandler } from 'aws-lambda';
import * as z from 'zod/mini';
import { readEnv } from '../../shared/platform/env.ts';
import { sendMessages } from '../../shared/platform/messaging/sqs.ts';
import { type Consumer, SUBSCRIPTIONS } from '../../shared/platform/messaging/subscriptions.ts';
import type { RelayQueue } from './outgoing-messages.ts';
import { type RelayDeps, relayRecords } from './relay-records.ts';

const queues: readonly RelayQueue[] = [...(Object.keys(SUBSCRIPTIONS) as Consumer[]), 'fire-timers'];
const variable = (queue: RelayQueue) => `QUEUE_URL_${queue.replaceAll('-', '_').toUpperCase()}`;
const urls = readEnv(Object.fromEntries(queues.map((queue) => [variable(queue), z.string()])));

const deps: RelayDeps = { now: Date.now, send: sendMessages, queueUrl: (queue) => urls[variable(queue)] ?? '' };

/** The table's stream: each committed event to the queue of every consumer, and near timers to theirs. */
export const handler: DynamoDBStreamHandler = (event) => relayRecords(event.Records, deps);
