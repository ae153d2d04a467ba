import type { Instant } from '../kernel/clock.ts';
import type { NewAuditEvent } from '../tickets/audit.ts';
import type { TicketChange } from '../tickets/change-ticket.ts';
import { MAX_TAGS, raisedPriority, type Ticket } from '../tickets/ticket.ts';
import { type PendingStep, pendingSteps, type TicketClock } from './clock.ts';
import type { EscalationAction } from './ladder.ts';
import type { SlaRules } from './sla-rules.ts';

/** The steps of escalations that are due at an instant, in the order in which they fell due. */
export function stepsDue(clock: TicketClock, rules: SlaRules, now: Instant): PendingStep[] {
  return pendingSteps(clock, rules, now)
    .filter(({ at }) => at <= now)
    .sort((a, b) => a.at - b.at);
}

/** What due steps do together: each thing once, the last word on the group counting. */
export interface Measures {
  readonly raises: boolean;
  readonly tags: readonly string[];
  readonly groupId: number | undefined;
  /** Webhooks that are called, each with the steps that ask for it. */
  readonly calls: ReadonlyMap<number, readonly PendingStep[]>;
  /** Who is told: `assignee`, `group`, `supervisors`, `admins`, or `group:` and a number. */
  readonly told: readonly string[];
}

/** What a ticket's due steps come to; `groups` are those of the named ones that exist. */
export function measuresOf(steps: readonly PendingStep[], ticket: Ticket, groups: ReadonlySet<number>): Measures {
  const actions = steps.flatMap(({ rung }) => rung.actions);
  const assigned = actions.flatMap((each) => (each.type === 'assign_group' ? [each.group_id] : []));
  return {
    raises: actions.some(({ type }) => type === 'raise_priority'),
    tags: [...new Set(actions.flatMap((each) => (each.type === 'add_tags' ? each.tags : [])))],
    groupId: assigned.filter((id) => groups.has(id) && id !== ticket.group_id).at(-1),
    calls: callsOf(steps),
    told: toldBy(actions),
  };
}

function callsOf(steps: readonly PendingStep[]): Map<number, PendingStep[]> {
  const calls = new Map<number, PendingStep[]>();
  for (const step of steps) {
    const called = step.rung.actions.flatMap((each) => (each.type === 'webhook' ? [Number(each.webhook_id)] : []));
    for (const id of new Set(called)) calls.set(id, [...(calls.get(id) ?? []), step]);
  }
  return calls;
}

function toldBy(actions: readonly EscalationAction[]): string[] {
  const told = actions.flatMap((each) => {
    if (each.type === 'notify') return [each.to];
    return each.type === 'notify_group' ? [`group:${each.group_id}`] : [];
  });
  return [...new Set(told)];
}

/** What due steps do to a ticket, all in one change: fields, an internal note, a line for each step. */
export function escalate(
  ticket: Ticket,
  steps: readonly PendingStep[],
  { raises, tags, groupId }: Measures,
  note: string,
): TicketChange {
  const all = [...new Set([...ticket.tags, ...tags])].slice(0, Math.max(MAX_TAGS, ticket.tags.length));
  return {
    fields: {
      ...(raises ? { priority: raisedPriority(ticket.priority) } : {}),
      ...(all.length > ticket.tags.length ? { tags: all } : {}),
      // Nobody has it there yet: it is theirs to take, or the matcher's to give.
      ...(groupId === undefined ? {} : { group_id: groupId, assignee_id: null }),
    },
    comment: { body: note, public: false, origin: 'system' },
    events: steps.map(lineOf),
    facts: ['ticket.escalated.v1'],
  };
}

function lineOf({ metric, rung, due_at }: PendingStep): NewAuditEvent {
  const { name: at, step, warns, actions } = rung;
  return { type: warns ? 'SlaWarning' : 'SlaBreach', metric, step, due_at, at, notify: toldBy(actions) };
}
