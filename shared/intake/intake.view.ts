import * as z from 'zod/mini';
import { toIso, toIsoOrNull } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { nearestLocale } from '../platform/i18n/locale.ts';
import { ABOUT_AXES } from '../tickets/about-fields.ts';
import { ownFactsOf, textsOfFact } from '../tickets/own-facts.ts';
import { namesByFields } from '../tickets/taxonomy/by-fields.ts';
import { needNames } from '../tickets/taxonomy/taxonomy.ts';
import type { TicketField } from '../tickets/ticket-field.ts';
import { priorityWhy } from './audit-reason.ts';
import { FoundFact, type IntakeRecord } from './intake-record.ts';
import type { NextStep } from './next-step.ts';

/** Something that can have several values, by its stable name and by its name in the reader's language. */
const Named = onFirstUse(() => z.object({ value: z.string(), name: z.string() }));

/** What happens next with an open ticket, whose turn it is, and until when. */
export const NextStepWire = onFirstUse(() =>
  z.object({
    ticket_id: z.int(),
    step: z.enum(['customer_answers', 'assign', 'work']),
    owner: z.object({ type: z.enum(['customer', 'agent', 'group', 'administrators']), id: z.nullable(z.int()) }),
    due_at: z.string(),
  }),
);
type NextStepWire = z.input<typeof NextStepWire>;

/** A next step as the wire shows it. */
export function nextStepView(ticketId: number, next: NextStep): NextStepWire {
  return { ticket_id: ticketId, ...next, owner: { ...next.owner }, due_at: toIso(next.due_at) };
}

/** Something a category may ask for, as the wire shows it: with its name and a hint in each language. */
export const FactWire = onFirstUse(() =>
  z.object({
    value: z.string(),
    name: z.string(),
    hint: z.string(),
    names: z.record(z.string(), z.string()),
    hints: z.record(z.string(), z.string()),
    /** How it is checked: by its form, in the text, in one's own words, or as a file that opens; of a field, its type. */
    check: z.string(),
    /** The pattern it is checked by, if it is a field that has one. */
    pattern: z.optional(z.string()),
  }),
);

/** All that categories may ask for, shipped or added by the company, for a reader of that language. */
export function factViews(fields: readonly TicketField[], tag: string): z.input<typeof FactWire>[] {
  const locale = nearestLocale(tag);
  const own = new Map(ownFactsOf(fields).map(({ name, field }) => [name, field]));
  return [...needNames(), ...own.keys()].flatMap((value) => {
    const texts = textsOfFact(value, fields);
    if (!texts) return [];
    const { label, hint, check } = texts;
    const pattern = own.get(value)?.regexp_for_validation;
    const named = { name: label[locale], hint: hint[locale], names: { ...label }, hints: { ...hint } };
    return [{ value, ...named, check, ...(pattern ? { pattern } : {}) }];
  });
}

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
    next_step: z.nullable(NextStepWire),
    created_at: z.string(),
    updated_at: z.string(),
  }),
);
export type IntakeWire = z.input<typeof IntakeWire>;

/** What was read out of a ticket, for a reader of that language, with the names that the fields give it. */
export function intakeView(
  record: IntakeRecord,
  next: NextStep | null,
  fields: readonly TicketField[],
  tag: string,
): IntakeWire {
  const locale = nearestLocale(tag);
  const { about, asked, missing } = record;
  const names = namesByFields(about, fields);
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
    missing_facts: missing.flatMap((value) => {
      const texts = textsOfFact(value, fields);
      return texts ? [{ value, name: texts.label[locale], hint: texts.hint[locale] }] : [];
    }),
    asked: asked && {
      facts: asked.needs,
      at: toIso(asked.at),
      deadline: toIso(asked.deadline),
      reminded_at: toIsoOrNull(asked.reminded_at),
      state: asked.state,
    },
    next_step: next && nextStepView(record.ticket_id, next),
    created_at: toIso(record.created_at),
    updated_at: toIso(record.updated_at),
  };
}
