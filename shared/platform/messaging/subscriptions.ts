/**
 * Who listens to what: the one table from which the stack makes a queue, its dead-letter queue, alarm and function for
 * each consumer, and by which the relay sends. A name ending in `*` stands for every event that starts so.
 */
export const SUBSCRIPTIONS = {
  'notify-people': [
    'ticket.created.v1',
    'ticket.commented.v1',
    'ticket.assigned.v1',
    'ticket.escalated.v1',
    'survey.due.v1',
  ],
  'track-slas': [
    'ticket.created.v1',
    'ticket.commented.v1',
    'ticket.status_changed.v1',
    'ticket.priority_changed.v1',
    'ticket.moved.v1',
    'ticket.deleted.v1',
  ],
  'offer-surveys': ['ticket.solved.v1'],
  'count-records': ['ticket.created.v1', 'ticket.moved.v1', 'ticket.deleted.v1', 'user.*', 'organization.*'],
  'run-jobs': ['job.queued.v1'],
  'deliver-mail': ['delivery.queued.v1'],
} as const satisfies Record<string, readonly string[]>;

export type Consumer = keyof typeof SUBSCRIPTIONS;

/** The consumers that want at least one of these events. */
export function consumersOf(names: readonly string[]): Consumer[] {
  const wants = (pattern: string) =>
    pattern.endsWith('*') ? names.some((name) => name.startsWith(pattern.slice(0, -1))) : names.includes(pattern);
  return (Object.keys(SUBSCRIPTIONS) as Consumer[]).filter((consumer) => SUBSCRIPTIONS[consumer].some(wants));
}
