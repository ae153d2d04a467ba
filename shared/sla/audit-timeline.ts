import type { Audit, AuditEvent } from '../tickets/audit.ts';
import type { Facts } from './metrics/policy-choice.ts';
import type { TimelineEvent } from './metrics/ticket-times.ts';

/** What of a ticket decides which promises are made for it; beside these, its channel and the fields the company added. */
const FACTS_AT_FIRST: Facts = {
  status: 'new',
  priority: null,
  type: null,
  group_id: null,
  assignee_id: null,
  organization_id: null,
  tags: [],
};

/** Longer values of a company's own fields are words, not choices: nobody makes promises by them. */
const LONGEST_CHOICE = 255;

/**
 * What an audit means to the clocks. The comment that opens a ticket asks, whoever wrote it down; of the others a machine's
 * neither asks nor answers.
 */
export function timelineEvent(audit: Audit): TimelineEvent {
  const written = commentOf(audit);
  const changes = changesOf(audit);
  return {
    at: audit.created_at,
    by: !written || written.by === 'machine' ? 'system' : written.by,
    ...(written ? { comment: written.public ? ('public' as const) : ('internal' as const) } : {}),
    ...(written?.by === 'machine' ? { automatic: true } : {}),
    ...(changes ? { changes } : {}),
  };
}

/** Whether one of our people wrote to the customer in an audit. */
export function isAnswer(audit: Audit): boolean {
  const written = commentOf(audit);
  return audit.version > 1 && written?.public === true && written.by === 'agent';
}

/** Whether a ticket is deleted after an audit; undefined when it says nothing about that. */
export function deletionIn(audit: Audit): boolean | undefined {
  for (const line of audit.events)
    if (line.type === 'Change' && line.field_name === 'deleted_at') return line.value !== null;
  return undefined;
}

function commentOf({ events }: Audit): Extract<AuditEvent, { type: 'Comment' }> | undefined {
  for (const line of events) if (line.type === 'Comment') return line;
  return undefined;
}

function changesOf(audit: Audit): Facts | undefined {
  const changes: Record<string, Facts[string]> =
    audit.version === 1 ? { ...FACTS_AT_FIRST, via_id: audit.via.channel } : {};
  let any = audit.version === 1;
  for (const line of audit.events) {
    if (line.type !== 'Create' && line.type !== 'Change') continue;
    const name = factName(line.field_name);
    if (name === undefined) continue;
    changes[name] = factValue(line.value);
    any = true;
  }
  return any ? changes : undefined;
}

function factName(field: string): string | undefined {
  if (Object.hasOwn(FACTS_AT_FIRST, field)) return field;
  return /^\d+$/.test(field) ? `custom_fields_${field}` : undefined;
}

function factValue(value: unknown): Facts[string] {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return value.length > LONGEST_CHOICE ? null : value;
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : null;
}
