import { type Instant, SECOND, wholeSecond } from '../kernel/clock.ts';
import { conflict, DomainError, invalid } from '../kernel/errors.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Assurance, Role } from '../kernel/principal.ts';
import { type Audit, type NewAuditEvent, SYSTEM_AUTHOR } from './audit.ts';
import type { Comment, NewComment } from './comment.ts';
import type { TicketEventName } from './ticket.events.ts';
import { DESCRIPTION_KEPT, type EditableField, statusClass, type Ticket, type Via } from './ticket.ts';

/** Who changes a ticket: a person, or the system with its reason. */
export type Actor =
  | { readonly kind: 'user'; readonly id: number; readonly role: Role }
  | { readonly kind: 'system'; readonly reason: string };

/** What a rule may not find out by itself. */
export interface ChangeContext {
  readonly now: Instant;
  readonly actor: Actor;
  readonly via: Via;
  readonly newId: NewId;
  /** Milliseconds from solving to closing. */
  readonly closeAfter: number;
}

/** What is asked of a ticket in one commit. */
export interface TicketChange {
  readonly fields?: Partial<Pick<Ticket, EditableField>>;
  readonly comment?: NewComment;
  /** Further lines for the audit, of what only the caller knows about. */
  readonly events?: readonly NewAuditEvent[];
  readonly facts?: readonly TicketEventName[];
  readonly satisfaction?: Ticket['satisfaction'];
  readonly requester_assurance?: Assurance;
  readonly delete?: boolean;
  /** `safe_update`: the `updated_at` (milliseconds) the caller has seen. */
  readonly seen?: Instant;
}

/** A new state and the record of how it came about: to be committed together, or not at all. */
export interface TicketCommit {
  readonly ticket: Ticket;
  readonly audit: Audit;
  readonly comment: Comment | undefined;
  readonly facts: readonly TicketEventName[];
  /** The version the stored ticket must have; 0 when it must not exist. */
  readonly expected: number;
  /** When it is to be closed, if this commit solved it. */
  readonly closeAt: Instant | undefined;
}

export type NewTicket = Pick<Ticket, 'id' | 'subject' | 'requester_id' | 'submitter_id' | 'locale'> &
  Partial<Omit<Ticket, 'version' | 'created_at' | 'updated_at' | 'solved_at' | 'deleted_at' | 'description'>> & {
    readonly comment: NewComment;
  };

/** Fields whose first values a `Create` line records. */
const CREATE_FIELDS = ['subject', 'status', 'priority', 'type', 'requester_id', 'assignee_id', 'group_id', 'organization_id', 'tags'] as const;

/** Opens a ticket. Throws `invalid` when it is to be solved without an assignee. */
export function openTicket(request: NewTicket, context: ChangeContext): TicketCommit {
  const { comment: text, ...fields } = request;
  const auditId = context.newId();
  const comment = makeComment(text, request.id, auditId, context);
  const ticket: Ticket = {
    status: 'new',
    priority: null,
    type: null,
    assignee_id: null,
    group_id: null,
    organization_id: null,
    tags: [],
    custom_fields: [],
    external_id: null,
    recipient: null,
    via: context.via,
    email_cc_ids: [],
    follower_ids: [],
    due_at: null,
    problem_id: null,
    followup_source_id: null,
    requester_assurance: 'unverified',
    satisfaction: null,
    resolution: 0,
    ...fields,
    is_public: comment.public,
    version: 1,
    description: text.body.slice(0, DESCRIPTION_KEPT),
    description_more: text.body.length > DESCRIPTION_KEPT,
    first_comment_id: comment.id,
    created_at: context.now,
    updated_at: context.now,
    solved_at: null,
    deleted_at: null,
  };
  if (ticket.status === 'new' && ticket.assignee_id !== null) ticket.status = 'open';
  checkStatus(ticket);
  const solved = statusClass(ticket.status) === 'done';
  if (solved) Object.assign(ticket, { solved_at: context.now, resolution: 1 });
  const created: NewAuditEvent[] = CREATE_FIELDS.filter((name) => !isEmpty(ticket[name])).map((name) => ({
    type: 'Create',
    field_name: name,
    value: ticket[name],
  }));
  const facts: TicketEventName[] = ['ticket.created.v1'];
  if (ticket.assignee_id !== null || ticket.group_id !== null) facts.push('ticket.assigned.v1');
  if (solved) facts.push('ticket.solved.v1');
  return {
    ticket,
    comment,
    facts,
    expected: 0,
    closeAt: closeTime(facts, ticket, context),
    audit: makeAudit(auditId, ticket, [{ type: 'Comment', comment_id: comment.id, public: comment.public }, ...created], context),
  };
}

/**
 * Applies a change by the rules of a ticket's life: a closed ticket is final, solving needs an assignee, an assignee or
 * a public answer takes it out of `new`, a customer's own words reopen it. Throws `invalid` or `conflict`; answers
 * undefined when nothing would change.
 */
export function changeTicket(before: Ticket, change: TicketChange, context: ChangeContext): TicketCommit | undefined {
  if (change.seen !== undefined && wholeSecond(change.seen) !== wholeSecond(before.updated_at)) throw conflict('ticket.update_conflict');
  if (before.status === 'closed' && !change.delete && touchesClosed(change)) throw invalid('status', 'ticket.closed_is_final');
  const auditId = context.newId();
  const comment = change.comment && makeComment(change.comment, before.id, auditId, context);
  const after: Ticket = { ...before, ...definedFields(change.fields ?? {}) };
  after.status = nextStatus(before, after, comment, change.fields?.status !== undefined);
  if (before.status !== 'new' && after.status === 'new') throw invalid('status', 'ticket.cannot_be_new_again');
  checkStatus(after);
  if (change.satisfaction !== undefined) after.satisfaction = change.satisfaction;
  if (change.requester_assurance) after.requester_assurance = change.requester_assurance;
  if (comment?.public) after.is_public = true;
  if (change.delete) after.deleted_at = context.now;

  const lines: NewAuditEvent[] = [...(change.events ?? [])];
  if (comment) lines.unshift({ type: 'Comment', comment_id: comment.id, public: comment.public });
  lines.push(...changedFields(before, after));
  if (lines.length === 0 && !change.delete && change.satisfaction === undefined) return undefined;

  const facts = new Set<TicketEventName>(change.facts ?? []);
  if (comment) facts.add('ticket.commented.v1');
  statusFacts(before, after, context.now, facts);
  if (before.priority !== after.priority) facts.add('ticket.priority_changed.v1');
  const owner = before.assignee_id !== after.assignee_id || before.group_id !== after.group_id;
  if (owner && (after.assignee_id !== null || after.group_id !== null)) facts.add('ticket.assigned.v1');
  if (moved(before, after)) facts.add('ticket.moved.v1');
  if (change.delete) facts.add('ticket.deleted.v1');

  after.version = before.version + 1;
  // Never the same second twice: `updated_stamp` has a resolution of a second and must tell every two states apart.
  after.updated_at = Math.max(context.now, wholeSecond(before.updated_at) + SECOND);
  return {
    ticket: after,
    comment,
    facts: [...facts],
    expected: before.version,
    closeAt: closeTime([...facts], after, context),
    audit: makeAudit(auditId, after, lines, context),
  };
}

function closeTime(facts: readonly TicketEventName[], ticket: Ticket, context: ChangeContext): Instant | undefined {
  return facts.includes('ticket.solved.v1') && ticket.status !== 'closed' ? context.now + context.closeAfter : undefined;
}

/** A rating may still arrive for a closed ticket; nothing else may. */
function touchesClosed(change: TicketChange): boolean {
  return change.comment !== undefined || Object.keys(definedFields(change.fields ?? {})).length > 0;
}

function nextStatus(before: Ticket, after: Ticket, comment: Comment | undefined, asked: boolean): Ticket['status'] {
  if (asked && after.status !== before.status) return after.status;
  const byCustomer = comment?.origin === 'person' && comment.author_role === 'end-user' && comment.public;
  if (byCustomer && ['pending', 'hold', 'solved'].includes(before.status)) return asked ? after.status : 'open';
  if (before.status !== 'new') return after.status;
  const answered = comment?.public && comment.origin === 'person' && comment.author_role !== 'end-user';
  if (after.assignee_id !== null && (answered || before.assignee_id === null)) return 'open';
  return after.status;
}

function checkStatus(ticket: Ticket): void {
  if (statusClass(ticket.status) === 'done' && ticket.assignee_id === null) throw invalid('assignee_id', 'ticket.solved_needs_assignee');
}

function statusFacts(before: Ticket, after: Ticket, now: Instant, facts: Set<TicketEventName>): void {
  if (before.status === after.status) return;
  facts.add('ticket.status_changed.v1');
  const wasDone = statusClass(before.status) === 'done';
  const isDone = statusClass(after.status) === 'done';
  if (isDone && !wasDone) {
    facts.add('ticket.solved.v1');
    after.solved_at = now;
    after.resolution = before.resolution + 1;
  }
  if (wasDone && !isDone) {
    facts.add('ticket.reopened.v1');
    after.solved_at = null;
  }
  if (after.status === 'closed') facts.add('ticket.closed.v1');
}

const LIST_FIELDS = ['group_id', 'assignee_id', 'requester_id', 'organization_id'] as const;

function moved(before: Ticket, after: Ticket): boolean {
  return statusClass(before.status) !== statusClass(after.status) || LIST_FIELDS.some((name) => before[name] !== after[name]);
}

const AUDITED = [
  'subject',
  'status',
  'priority',
  'type',
  'requester_id',
  'assignee_id',
  'group_id',
  'organization_id',
  'tags',
  'external_id',
  'email_cc_ids',
  'follower_ids',
  'due_at',
  'problem_id',
] as const;

function changedFields(before: Ticket, after: Ticket): NewAuditEvent[] {
  const lines: NewAuditEvent[] = AUDITED.filter((name) => !same(before[name], after[name])).map((name) => ({
    type: 'Change',
    field_name: name,
    value: after[name],
    previous_value: before[name],
  }));
  const ids = new Set([...before.custom_fields, ...after.custom_fields].map((field) => field.id));
  for (const id of ids) {
    const previous_value = before.custom_fields.find((field) => field.id === id)?.value ?? null;
    const value = after.custom_fields.find((field) => field.id === id)?.value ?? null;
    if (!same(previous_value, value)) lines.push({ type: 'Change', field_name: String(id), value, previous_value });
  }
  return lines;
}

function makeComment(text: NewComment, ticketId: number, auditId: number, context: ChangeContext): Comment {
  const { actor } = context;
  const author = text.author ?? (actor.kind === 'user' ? actor : undefined);
  if (text.body === '' && !text.body_object && (text.attachments ?? []).length === 0) {
    throw new DomainError('invalid', 'record_invalid', { fields: [{ field: 'comment', code: 'field_required' }] });
  }
  return {
    id: context.newId(),
    ticket_id: ticketId,
    audit_id: auditId,
    author_id: author?.id ?? SYSTEM_AUTHOR,
    author_role: author?.role ?? 'system',
    body: text.body,
    html_body: text.html_body ?? null,
    body_object: text.body_object ?? null,
    public: text.public,
    origin: text.origin ?? (actor.kind === 'user' ? 'person' : 'system'),
    attachments: [...(text.attachments ?? [])],
    via: context.via,
    created_at: context.now,
  };
}

function makeAudit(id: number, ticket: Ticket, lines: readonly NewAuditEvent[], context: ChangeContext): Audit {
  const { actor } = context;
  return {
    id,
    ticket_id: ticket.id,
    version: ticket.version,
    author_id: actor.kind === 'user' ? actor.id : SYSTEM_AUTHOR,
    via: context.via,
    reason: actor.kind === 'system' ? actor.reason : null,
    events: lines.map((line) => ({ ...line, id: context.newId() })),
    created_at: context.now,
  };
}

function definedFields<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
