import * as z from 'zod/mini';
import { type Instant, toIso, toIsoOrNull } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { nearestLocale } from '../platform/i18n/text.ts';
import { ABOUT_AXES } from '../tickets/about-fields.ts';
import { isNeed, namesOf, needTexts } from '../tickets/taxonomy/taxonomy.ts';
import { statusClass, type Ticket } from '../tickets/ticket.ts';
import { priorityWhy } from './audit-reason.ts';
import { FoundFact, type IntakeRecord } from './intake-record.ts';

/** Something that can have several values, by its stable name and by its name in the reader's language. */
const Named = onFirstUse(() => z.object({ value: z.string(), name: z.string() }));

/** What was read out of a ticket, as the wire shows it. */
export const IntakeWire = onFirstUse(() =>
  z.object({
    ticket_id: z.int(),
    kind: Named,
    category: Named,
    reason: Named,
    risk: Named,
    language: z.string(),
    /** What a person said otherwise than the rules. */
    corrected: z.array(z.enum(ABOUT_AXES)),
    confidence: z.object({ kind: z.number(), category: z.number(), risk: z.number() }),
    /** The words that decided, as they were written. */
    why: z.array(z.string()),
    /** The priority that the rules found, and why in words; the ticket's own may be another. */
    priority: z.string(),
    priority_why: z.string(),
    facts: z.array(FoundFact),
    secrets: z.array(z.string()),
    missing_facts: z.array(z.object({ value: z.string(), name: z.string(), hint: z.string() })),
    asked: z.nullable(
      z.object({
        facts: z.array(z.string()),
        at: z.string(),
        deadline: z.string(),
        reminded_at: z.nullable(z.string()),
        state: z.string(),
      }),
    ),
    next_step: z.nullable(
      z.object({
        step: z.enum(['customer_answers', 'assign', 'work']),
        owner: z.object({ type: z.enum(['customer', 'agent', 'group', 'nobody']), id: z.nullable(z.int()) }),
        due_at: z.nullable(z.string()),
      }),
    ),
    created_at: z.string(),
    updated_at: z.string(),
  }),
);
export type IntakeWire = z.input<typeof IntakeWire>;

/** What was read out of a ticket, for a reader of that language. `due` is when the next promise about time falls due. */
export function intakeView(record: IntakeRecord, ticket: Ticket, due: Instant | null, tag: string): IntakeWire {
  const locale = nearestLocale(tag);
  const { about, asked, missing } = record;
  const names = namesOf(about);
  const named = (axis: keyof typeof names) => ({ value: about[axis], name: names[axis][locale] });
  return {
    ticket_id: record.ticket_id,
    kind: named('kind'),
    category: named('category'),
    reason: named('reason'),
    risk: named('risk'),
    language: record.language,
    corrected: record.corrected,
    confidence: record.confidence,
    why: record.why,
    priority: record.priority,
    priority_why: priorityWhy(record.priority_why, locale),
    facts: record.facts,
    secrets: record.secrets,
    missing_facts: missing.filter(isNeed).map((value) => {
      const { label, hint } = needTexts(value);
      return { value, name: label[locale], hint: hint[locale] };
    }),
    asked: asked && {
      facts: asked.needs,
      at: toIso(asked.at),
      deadline: toIso(asked.deadline),
      reminded_at: toIsoOrNull(asked.reminded_at),
      state: asked.state,
    },
    next_step: nextStep(record, ticket, due),
    created_at: toIso(record.created_at),
    updated_at: toIso(record.updated_at),
  };
}

/** What happens next with an open ticket, whose turn it is, and until when. */
function nextStep({ asked }: IntakeRecord, ticket: Ticket, due: Instant | null): IntakeWire['next_step'] {
  if (statusClass(ticket.status) === 'done') return null;
  const promised = toIsoOrNull(due ?? ticket.due_at);
  if (ticket.status === 'pending') {
    const deadline = asked?.state === 'waiting' ? toIso(asked.deadline) : promised;
    return { step: 'customer_answers', owner: { type: 'customer', id: ticket.requester_id }, due_at: deadline };
  }
  if (ticket.assignee_id !== null)
    return { step: 'work', owner: { type: 'agent', id: ticket.assignee_id }, due_at: promised };
  const owner = ticket.group_id === null ? { type: 'nobody', id: null } : { type: 'group', id: ticket.group_id };
  return { step: 'assign', owner: owner as { type: 'group'; id: number }, due_at: promised };
}
