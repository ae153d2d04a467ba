import type { Instant } from '../kernel/clock.ts';
import { aboutValues } from '../tickets/about-fields.ts';
import type { TicketChange } from '../tickets/change-ticket.ts';
import { ownFactsOf } from '../tickets/own-facts.ts';
import { PRIORITIES, type Priority, statusClass, type Ticket } from '../tickets/ticket.ts';
import { hasOptions, type TicketField } from '../tickets/ticket-field.ts';
import { mergedCustomFields } from '../tickets/ticket-values.ts';
import { askFor } from './ask-for.ts';
import { askedNow, askingFor } from './asking.ts';
import { auditReason } from './audit-reason.ts';
import type { Examined } from './examine-ticket.ts';
import { fieldValueOf } from './facts/own-facts.ts';
import { type IntakeRecord, saysTheSame } from './intake-record.ts';
import { correctedBy } from './settled.ts';
import rules from './taxonomy/rules.json' with { type: 'json' };

/** What is known of a ticket and its desk besides what the customer wrote. */
export interface Circumstances {
  readonly now: Instant;
  /** The fields tickets have. */
  readonly fields: readonly TicketField[];
  /** Where tickets go of which it is not sure what they are about. */
  readonly triageGroup: { readonly id: number; readonly name: string } | undefined;
  /** Whether somebody of ours has written to the customer. */
  readonly answered: boolean;
  /** Whether customers are asked for what is missing, and how long their answer is awaited. */
  readonly asks: boolean;
  readonly deadline: number;
  /** The language of what agents read. */
  readonly locale: string;
}

/** What follows from having looked at a ticket. */
export interface IntakeDecision {
  readonly record: IntakeRecord;
  /** What changes on the ticket; undefined when only the record does. */
  readonly change: TicketChange | undefined;
  /** Why, in words for agents. */
  readonly reason: string;
}

/**
 * What to do after looking at a ticket: note what was seen, say on the ticket what it is about, raise its priority, hand it
 * to those who sort out, and ask for what is missing. A priority is never lowered, what a person said stays, a customer is
 * asked once. Undefined when there is nothing new.
 */
export function decideIntake(
  ticket: Ticket,
  before: IntakeRecord | undefined,
  examined: Examined,
  around: Circumstances,
): IntakeDecision | undefined {
  const seen = recordOf(ticket, before, examined, around.now);
  const isLive = statusClass(ticket.status) === 'live';
  const priority = isLive ? raisedTo(ticket, before, examined) : undefined;
  const isUnsure = !seen.corrected.includes('category') && seen.confidence.category < rules.sure_from.category;
  const triage = isLive && !before && isUnsure && isNobodys(ticket) ? around.triageGroup : undefined;
  const asking = isLive && !isUnsure ? asks(ticket, seen, around) : 'never';
  const record =
    asking === 'never'
      ? seen
      : { ...seen, asked: askedNow(seen, asking, { now: around.now, deadline: around.deadline }) };
  const body =
    asking === 'never'
      ? undefined
      : askFor(
          { missing: record.missing, fields: around.fields },
          record.language,
          asking === 'at_work' ? 'opening_at_work' : 'opening',
        );
  const custom_fields = mergedCustomFields(
    fieldsOf(ticket, record, around.fields),
    told(ticket, before, record, around.fields),
  );
  const fields: NonNullable<TicketChange['fields']> = {
    ...(custom_fields === ticket.custom_fields ? {} : { custom_fields }),
    ...(priority ? { priority } : {}),
    ...(triage ? { group_id: triage.id } : {}),
    ...(body && asking === 'waiting' ? { status: 'pending' } : {}),
    // It came in a field, not in words, which would have opened the ticket.
    ...(hasCome(before, record) && ticket.status === 'pending' && !around.answered ? { status: 'open' } : {}),
  };
  // The first look is told of in any case: others wait for it.
  const isChanged = !before || Object.keys(fields).length > 0 || body !== undefined;
  if (before && !isChanged && saysTheSame(before, record)) return undefined;
  return {
    record,
    reason: auditReason(
      { record, before, priority, triage: triage?.name, asked: body !== undefined, fields: around.fields },
      around.locale,
    ),
    change: isChanged
      ? {
          fields,
          ...(body ? { comment: { body, public: true, origin: 'system' } } : {}),
          facts: ['ticket.examined.v1', ...(body ? (['ticket.information_asked.v1'] as const) : [])],
        }
      : undefined,
  };
}

function recordOf(ticket: Ticket, before: IntakeRecord | undefined, examined: Examined, now: Instant): IntakeRecord {
  const corrected = correctedBy(ticket, before);
  const sureness = (axis: 'kind' | 'category' | 'risk') => {
    if (corrected.includes(axis)) return 1;
    // What was sure enough was not decided anew.
    const kept = axis !== 'risk' && before !== undefined && before.confidence[axis] >= rules.sure_from[axis];
    return kept ? before.confidence[axis] : examined.confidence[axis];
  };
  const rose = !before || rank(examined.priority) > rank(before.priority);
  const missing: string[] = [...examined.missing];
  const asked = before?.asked ?? null;
  const came = asked !== null && !asked.needs.some((need) => missing.includes(need));
  return {
    ticket_id: ticket.id,
    version: (before?.version ?? 0) + 1,
    about: examined.about,
    corrected,
    language: before?.language ?? examined.language,
    confidence: { kind: sureness('kind'), category: sureness('category'), risk: sureness('risk') },
    why: examined.why,
    priority: rose ? examined.priority : before.priority,
    priority_why: rose ? examined.priority_why : before.priority_why,
    facts: examined.facts,
    secrets: examined.secrets,
    missing,
    asked: came ? { ...asked, state: 'answered' } : asked,
    created_at: before?.created_at ?? now,
    updated_at: now,
  };
}

/** Whether all that the ticket waited for is there now. */
function hasCome(before: IntakeRecord | undefined, record: IntakeRecord): boolean {
  return before?.asked?.state === 'waiting' && record.asked?.state === 'answered';
}

/**
 * The priority that a ticket rises to, if it does. What a person chose for a new ticket is only overruled by danger, and
 * later by what was not known before.
 */
function raisedTo(ticket: Ticket, before: IntakeRecord | undefined, examined: Examined): Priority | undefined {
  const { priority, about, secrets } = examined;
  if (ticket.priority === null) return priority;
  if (rank(priority) <= rank(ticket.priority)) return undefined;
  const isNews = before ? rank(priority) > rank(before.priority) : about.risk !== 'none' || secrets.length > 0;
  return isNews ? priority : undefined;
}

function rank(priority: Priority): number {
  return PRIORITIES.indexOf(priority);
}

function isNobodys({ group_id, assignee_id }: Ticket): boolean {
  return group_id === null && assignee_id === null;
}

/** Whether the customer is asked now: once, and only while nobody of ours has taken the matter in hand. */
function asks(ticket: Ticket, record: IntakeRecord, around: Circumstances): ReturnType<typeof askingFor> {
  if (!around.asks || record.asked !== null || record.missing.length === 0) return 'never';
  if (!ticket.is_public || ticket.assignee_id !== null || around.answered) return 'never';
  if (ticket.status !== 'new' && ticket.status !== 'open') return 'never';
  return askingFor(record.about.risk);
}

/** The ticket's fields with what it is about; what an administrator took out of them is not put in, and nothing else is left in its place. */
function fieldsOf(ticket: Ticket, record: IntakeRecord, fields: readonly TicketField[]): Ticket['custom_fields'] {
  const takes = (id: number, value: string) =>
    fields.some(
      (field) =>
        field.id === id &&
        field.active &&
        hasOptions(field.type) &&
        field.options.some((option) => option.value === value),
    );
  const kept = new Map(ticket.custom_fields.map(({ id, value }) => [id, value]));
  const changed = aboutValues(record.about).flatMap(({ id, value }) => {
    const [before, after] = [kept.get(id) ?? null, takes(id, value) ? value : null];
    // What a person said stays, even where it can be chosen no more.
    return before === after || before === value ? [] : [{ id, value: after }];
  });
  return changed.length === 0 ? ticket.custom_fields : mergedCustomFields(ticket.custom_fields, changed);
}

/** The values of the company's own fields that the customer tells for the first time; what a field has already stays. */
function told(
  ticket: Ticket,
  before: IntakeRecord | undefined,
  record: IntakeRecord,
  fields: readonly TicketField[],
): Ticket['custom_fields'] {
  return ownFactsOf(fields).flatMap(({ name, field }) => {
    const isOld =
      before?.facts.some((fact) => fact.name === name) || ticket.custom_fields.some(({ id }) => id === field.id);
    const written = isOld ? [] : record.facts.filter((fact) => fact.name === name).map((fact) => fact.value);
    const values = written.map((each) => fieldValueOf(field, each)).filter((each) => each !== undefined);
    const value =
      field.type === 'multiselect' && values.length > 0 ? [...new Set(values.flat().map(String))] : values[0];
    return value === undefined || value === null ? [] : [{ id: field.id, value }];
  });
}
