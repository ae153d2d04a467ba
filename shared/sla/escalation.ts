import type { Instant } from '../kernel/clock.ts';
import type { TicketChange } from '../tickets/change-ticket.ts';
import { MAX_TAGS, raisedPriority, type Ticket } from '../tickets/ticket.ts';
import { dueAt, type SlaClock } from './clock.ts';
import type { SlaMetric } from './sla-metric.ts';

/** The tag of a ticket for which a promise was broken. */
const BREACH_TAG = 'sla_breached';

/** A step of escalation that is due: 1 when the promise itself is broken, 2 when nothing happened after that. */
export interface DueStep {
  readonly metric: SlaMetric;
  readonly step: number;
  /** When the promise was due. */
  readonly due_at: Instant;
}

/** The steps of escalation that are due at an instant, in the order in which the promises were due. */
export function stepsDue(clock: SlaClock, now: Instant): DueStep[] {
  return clock.metrics
    .flatMap((metric) => {
      const due = dueAt(metric);
      if (due === null || due > now) return [];
      return [{ metric: metric.metric, step: metric.step + 1, due_at: metric.broken_due_at ?? due }];
    })
    .sort((a, b) => a.due_at - b.due_at);
}

/** What due steps do to a ticket, all in one change: tag, one priority higher, an internal note, a line for each step. */
export function escalate(ticket: Ticket, steps: readonly DueStep[], note: string): TicketChange {
  const tagged = ticket.tags.includes(BREACH_TAG) || ticket.tags.length >= MAX_TAGS;
  return {
    fields: {
      priority: raisedPriority(ticket.priority),
      ...(tagged ? {} : { tags: [...ticket.tags, BREACH_TAG] }),
    },
    comment: { body: note, public: false, origin: 'system' },
    events: steps.map((step) => ({ type: 'SlaBreach', ...step })),
    facts: ['ticket.escalated.v1'],
  };
}
