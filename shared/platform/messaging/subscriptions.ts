import type { EventMessage } from './event.ts';

/**
 * Who listens to what: the one table from which the stack makes a queue, its dead-letter queue, alarm and function for
 * each consumer, and by which the relay sends. A name ending in `*` stands for every event that starts so.
 */
export const SUBSCRIPTIONS = {
  'notify-people': [
    'ticket.created.v1',
    'ticket.commented.v1',
    'ticket.assigned.v1',
    'ticket.left_waiting.v1',
    'ticket.escalated.v1',
    'survey.due.v1',
  ],
  'track-slas': [
    'ticket.created.v1',
    'ticket.commented.v1',
    'ticket.status_changed.v1',
    'ticket.priority_changed.v1',
    'ticket.moved.v1',
    'ticket.fields_changed.v1',
    'ticket.escalation_acknowledged.v1',
    'ticket.deleted.v1',
  ],
  'follow-tickets': [
    'ticket.created.v1',
    'ticket.commented.v1',
    'ticket.reclassified.v1',
    'ticket.fields_changed.v1',
    'ticket.solved.v1',
  ],
  'route-tickets': [
    'ticket.created.v1',
    'ticket.status_changed.v1',
    'ticket.priority_changed.v1',
    'ticket.moved.v1',
    'ticket.examined.v1',
    'ticket.fields_changed.v1',
    'ticket.deleted.v1',
    'agent.*',
    'group.routing_changed.v1',
    'routing.*',
  ],
  'count-records': [
    'ticket.created.v1',
    'ticket.moved.v1',
    'ticket.deleted.v1',
    'ticket.commented.v1',
    'ticket.status_changed.v1',
    'ticket.priority_changed.v1',
    'ticket.fields_changed.v1',
    'ticket.rated.v1',
    'ticket.survey_offered.v1',
    'sla.settled.v1',
    'user.*',
    'organization.*',
  ],
  'run-jobs': ['job.queued.v1'],
  'deliver-mail': ['delivery.queued.v1'],
  'call-webhooks': ['webhook_call.queued.v1'],
} as const satisfies Record<string, readonly string[]>;

export type Consumer = keyof typeof SUBSCRIPTIONS;

/**
 * Consumers with a second queue, for what is urgent: those at which thousands of messages may wait, and a person behind
 * each. Decision 0012 says why these.
 */
export const WITH_URGENT_QUEUE = ['notify-people', 'deliver-mail'] as const satisfies readonly Consumer[];
export type UrgentQueue = `${(typeof WITH_URGENT_QUEUE)[number]}-urgent`;
/** The queues that events go to. */
export type EventQueue = Consumer | UrgentQueue;

/** Every queue that events go to. */
export const EVENT_QUEUES: readonly EventQueue[] = [
  ...(Object.keys(SUBSCRIPTIONS) as Consumer[]),
  ...WITH_URGENT_QUEUE.map(urgentQueueOf),
];

/** The queue of a consumer for what is urgent. */
export function urgentQueueOf<C extends (typeof WITH_URGENT_QUEUE)[number]>(consumer: C): `${C}-urgent` {
  return `${consumer}-urgent`;
}

/** The queue of each consumer that wants at least one of an event's facts. */
export function queuesOf({ names, urgent }: Pick<EventMessage, 'names' | 'urgent'>): EventQueue[] {
  const wants = (pattern: string) =>
    pattern.endsWith('*') ? names.some((name) => name.startsWith(pattern.slice(0, -1))) : names.includes(pattern);
  const consumers = (Object.keys(SUBSCRIPTIONS) as Consumer[]).filter((each) => SUBSCRIPTIONS[each].some(wants));
  return consumers.map((consumer) => (urgent && hasUrgentQueue(consumer) ? urgentQueueOf(consumer) : consumer));
}

function hasUrgentQueue(consumer: Consumer): consumer is (typeof WITH_URGENT_QUEUE)[number] {
  return (WITH_URGENT_QUEUE as readonly Consumer[]).includes(consumer);
}
