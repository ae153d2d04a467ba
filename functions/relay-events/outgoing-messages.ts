import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Instant } from '../../shared/kernel/clock.ts';
import { EVENT_ATTRIBUTE, EventMessage } from '../../shared/platform/messaging/event.ts';
import type { QueueMessage } from '../../shared/platform/messaging/sqs.ts';
import { type EventQueue, queuesOf } from '../../shared/platform/messaging/subscriptions.ts';
import { ENTITY } from '../../shared/platform/table/schema.ts';
import { isNear, Timer, timerMessage } from '../../shared/timers/timer.ts';
import { unmarshal, unmarshalFields } from './unmarshal.ts';

/** The queues the relay sends to: those of the consumers of events, and that of timers. */
export type RelayQueue = EventQueue | 'fire-timers';

/** A message and the queue it is for. */
export interface Outgoing {
  readonly queue: RelayQueue;
  readonly message: QueueMessage;
}

/**
 * What a change of the table sends: the event that was committed with it, once for each consumer that wants one of its
 * facts, and a timer that falls due before the sweep is sure to see it. Only new items count: what is changed in place
 * states nothing.
 */
export function outgoingMessages(record: DynamoDBRecord, now: Instant): Outgoing[] {
  const image = record.eventName === 'INSERT' ? record.dynamodb?.NewImage : undefined;
  if (!image) return [];
  return [
    ...ofEvent(unmarshal(image[EVENT_ATTRIBUTE])),
    ...(image[ENTITY]?.S === 'timer' ? ofTimer(unmarshalFields(image), now) : []),
  ];
}

function ofEvent(value: unknown): Outgoing[] {
  if (value === undefined) return [];
  const event = z.parse(EventMessage, value);
  const body = JSON.stringify(event);
  return queuesOf(event).map((queue) => ({ queue, message: { body } }));
}

function ofTimer(item: Record<string, unknown>, now: Instant): Outgoing[] {
  const timer = z.parse(Timer, item);
  return isNear(timer) ? [{ queue: 'fire-timers', message: timerMessage(timer, now) }] : [];
}
