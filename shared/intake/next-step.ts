import { HOUR, type Instant } from '../kernel/clock.ts';
import { statusClass, type Ticket } from '../tickets/ticket.ts';
import type { IntakeRecord } from './intake-record.ts';
import rules from './taxonomy/rules.json' with { type: 'json' };

/** Whose turn it is with a ticket. Without anybody else it is those who run the desk. */
export interface StepOwner {
  readonly type: 'customer' | 'agent' | 'group' | 'administrators';
  readonly id: number | null;
}

/** What happens next with a ticket, whose turn it is, and until when. */
export interface NextStep {
  readonly step: 'customer_answers' | 'assign' | 'work';
  readonly owner: StepOwner;
  readonly due_at: Instant;
}

/** What is known of a ticket besides what stands on it. */
interface Around {
  /** What was read out of it, and asked, once somebody has looked. */
  readonly record: Pick<IntakeRecord, 'asked'> | undefined;
  /** When the next promise about time falls due, where there is one. */
  readonly due: Instant | null;
  /** The group for what is nobody's, if there is one. */
  readonly triageGroupId: number | undefined;
}

const WITHIN: Readonly<Record<string, number>> = rules.next_step_hours;

/**
 * The next step of a ticket: every open one has a step, an owner and a date. The date is what was promised; where nothing
 * was, what the table of priorities allows since the ticket last changed.
 */
export function nextStepOf(ticket: Ticket, { record, due, triageGroupId }: Around): NextStep | null {
  if (statusClass(ticket.status) === 'done' || ticket.deleted_at !== null) return null;
  const otherwise = (what: string) => ticket.due_at ?? ticket.updated_at + (WITHIN[what] ?? 0) * HOUR;
  if (ticket.status === 'pending') {
    const asked = record?.asked?.state === 'waiting' ? record.asked.deadline : undefined;
    const owner = { type: 'customer', id: ticket.requester_id } as const;
    return { step: 'customer_answers', owner, due_at: asked ?? otherwise('customer') };
  }
  const due_at = due ?? otherwise(ticket.priority ?? 'normal');
  if (ticket.assignee_id !== null) return { step: 'work', owner: { type: 'agent', id: ticket.assignee_id }, due_at };
  const group = ticket.group_id ?? triageGroupId;
  const owner: StepOwner = group === undefined ? { type: 'administrators', id: null } : { type: 'group', id: group };
  return { step: 'assign', owner, due_at };
}
