import type { NewAuditEvent } from './audit.ts';
import { PLAIN_FIELDS, type Ticket } from './ticket.ts';

/** Fields an audit records: together with the comments' lines, enough to tell every state of a ticket from its audits. */
export const AUDITED_FIELDS = [...PLAIN_FIELDS, 'requester_assurance', 'merged_into_id', 'deleted_at'] as const;

/** A `Create` line for every value a ticket starts with; custom fields go by their number. */
export function createdLines(ticket: Ticket): NewAuditEvent[] {
  const plain = AUDITED_FIELDS.filter((name) => !isEmpty(ticket[name])).map((name) => createLine(name, ticket[name]));
  const custom = ticket.custom_fields.filter(({ value }) => !isEmpty(value));
  return [...plain, ...custom.map(({ id, value }) => createLine(String(id), value))];
}

/** A `Change` line for every value that is another one than before. */
export function changedLines(before: Ticket, after: Ticket): NewAuditEvent[] {
  const lines = AUDITED_FIELDS.filter((name) => !isSame(before[name], after[name])).map((name) =>
    changeLine(name, after[name], before[name]),
  );
  if (before.custom_fields !== after.custom_fields) lines.push(...customLines(before, after));
  const [was, is] = [before.satisfaction?.score ?? 'unoffered', after.satisfaction?.score ?? 'unoffered'];
  if (was !== is) lines.push(changeLine('satisfaction_score', is, was));
  return lines;
}

function customLines(before: Ticket, after: Ticket): NewAuditEvent[] {
  const was = new Map(before.custom_fields.map(({ id, value }) => [id, value]));
  const is = new Map(after.custom_fields.map(({ id, value }) => [id, value]));
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((id) => !isSame(was.get(id) ?? null, is.get(id) ?? null))
    .map((id) => changeLine(String(id), is.get(id) ?? null, was.get(id) ?? null));
}

function createLine(field_name: string, value: unknown): NewAuditEvent {
  return { type: 'Create', field_name, value };
}

function changeLine(field_name: string, value: unknown, previous_value: unknown): NewAuditEvent {
  return { type: 'Change', field_name, value, previous_value };
}

/** Whether two values of a field are the same value. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
