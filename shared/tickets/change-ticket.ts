import { type Instant, SECOND, wholeSecond } from '../kernel/clock.ts';
import { conflict, DomainError, invalid } from '../kernel/errors.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Assurance, Role } from '../kernel/principal.ts';
import { aboutOf, isReclassified } from './about-fields.ts';
import { type Audit, type NewAuditEvent, SYSTEM_AUTHOR } from './audit.ts';
import { changedLines, createdLines, isSame } from './audit-lines.ts';
import type { Comment, NewComment } from './comment.ts';
import type { TicketEventName } from './ticket.events.ts';
import {
  ASSURANCES,
  DESCRIPTION_KEPT,
  type EditableField,
  PRIORITIES,
  statusClass,
  type Ticket,
  type Via,
} from './ticket.ts';

/** Who changes a ticket: a person, who may have a reason to tell, or the system with its own. */
export type Actor =
  | { readonly kind: 'user'; readonly id: number; readonly role: Role; readonly reason?: string }
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
  /** A public comment of this ticket that becomes an internal note. */
  readonly hide?: Comment;
  /** Further lines for the audit, of what only the caller knows about. */
  readonly events?: readonly NewAuditEvent[];
  readonly facts?: readonly TicketEventName[];
  readonly satisfaction?: Ticket['satisfaction'];
  /** Proof of who the requester is; it never makes a ticket less sure. */
  readonly requester_assurance?: Assurance;
  /** The ticket in which this one goes on: closes it for good, whether somebody has it or not. */
  readonly merged_into_id?: number;
  readonly delete?: boolean;
  /** `safe_update`: the `updated_at` (milliseconds) the caller has seen. */
  readonly seen?: Instant;
}

/** A new state and the record of how it came about: to be committed together, or not at all. */
export interface TicketCommit {
  readonly ticket: Ticket;
  readonly audit: Audit;
  /** The comment that was made, or that was changed. */
  readonly comment: Comment | undefined;
  readonly facts: readonly TicketEventName[];
  /** The version the stored ticket must have; 0 when it must not exist. */
  readonly expected: number;
  /** When it is to be closed, if this commit solved it. */
  readonly closeAt: Instant | undefined;
}

/** What the rules make of a new ticket by themselves. */
type Derived =
  | 'version'
  | 'description'
  | 'description_more'
  | 'description_public'
  | 'first_comment_id'
  | 'comment_count'
  | 'public_comment_count'
  | 'is_public'
  | 'resolution'
  | 'satisfaction'
  | 'created_at'
  | 'updated_at'
  | 'solved_at'
  | 'merged_into_id'
  | 'deleted_at';

export type NewTicket = Pick<Ticket, 'id' | 'subject' | 'requester_id' | 'submitter_id' | 'locale'> &
  Partial<Omit<Ticket, Derived>> & { readonly comment: NewComment };

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
    ticket_form_id: null,
    followup_source_id: null,
    requester_assurance: 'unverified',
    ...(definedFields(fields) as typeof fields),
    version: 1,
    satisfaction: null,
    resolution: 0,
    description: comment.body.slice(0, DESCRIPTION_KEPT),
    description_more: comment.body_object !== null || comment.body.length > DESCRIPTION_KEPT,
    description_public: comment.public,
    first_comment_id: comment.id,
    comment_count: 1,
    public_comment_count: comment.public ? 1 : 0,
    is_public: comment.public,
    created_at: context.now,
    updated_at: context.now,
    solved_at: null,
    merged_into_id: null,
    deleted_at: null,
  };
  if (ticket.status === 'new' && ticket.assignee_id !== null) ticket.status = 'open';
  checkStatus(ticket);
  const facts: TicketEventName[] = ['ticket.created.v1'];
  if (ticket.assignee_id !== null || ticket.group_id !== null) facts.push('ticket.assigned.v1');
  if (statusClass(ticket.status) === 'done') {
    Object.assign(ticket, { solved_at: context.now, resolution: 1 });
    facts.push('ticket.solved.v1');
  }
  const lines = [commentLine(comment), ...createdLines(ticket)];
  return {
    ticket,
    comment,
    facts,
    expected: 0,
    closeAt: closeTime(facts, ticket, context),
    audit: makeAudit(auditId, ticket, lines, context),
  };
}

/**
 * Applies a change by the rules of a ticket's life: a closed ticket is final, solving needs an assignee, an assignee or
 * a public answer takes it out of `new`, a customer's own words reopen it. Throws `invalid` or `conflict`; answers
 * undefined when nothing would change.
 */
export function changeTicket(before: Ticket, change: TicketChange, context: ChangeContext): TicketCommit | undefined {
  const { seen, fields = {}, satisfaction } = change;
  if (seen !== undefined && wholeSecond(seen) !== wholeSecond(before.updated_at))
    throw conflict('ticket.update_conflict');
  if (before.status === 'closed' && touchesClosed(change)) throw invalid('status', 'ticket.closed_is_final');
  const auditId = context.newId();
  const comment = change.comment && makeComment(change.comment, before.id, auditId, context);
  const after: Ticket = { ...before, ...definedFields(fields) };
  after.status = nextStatus(before, after, comment, fields.status !== undefined);
  if (change.merged_into_id !== undefined) {
    Object.assign(after, { status: 'closed', merged_into_id: change.merged_into_id } satisfies Partial<Ticket>);
  }
  if (before.status !== 'new' && after.status === 'new') throw invalid('status', 'ticket.cannot_be_new_again');
  if (!change.delete) checkStatus(after);
  after.priority = nextPriority(before, after, context.actor, comment);
  after.requester_assurance = nextAssurance(before, after, change.requester_assurance);
  if (satisfaction !== undefined) after.satisfaction = satisfaction;
  if (change.delete) after.deleted_at = context.now;
  if (comment) countComment(after, comment);
  const hidden = change.hide?.public ? hideComment(after, change.hide) : undefined;

  const lines: NewAuditEvent[] = [...(change.events ?? []), ...changedLines(before, after)];
  if (hidden) lines.unshift({ type: 'CommentPrivacyChange', comment_id: hidden.id, public: false });
  if (comment) lines.unshift(commentLine(comment));
  const given = change.facts ?? [];
  if (lines.length === 0 && given.length === 0 && isSame(before.satisfaction, after.satisfaction)) return undefined;

  after.version = before.version + 1;
  // Never the same second twice: `updated_stamp` has a resolution of a second and must tell every two states apart.
  after.updated_at = Math.max(context.now, wholeSecond(before.updated_at) + SECOND);
  noteResolution(before, after, context.now);
  const facts = [...new Set([...given, ...factsOf(before, after, comment)])];
  if (context.actor.kind === 'user' && isReclassified(before, after)) facts.push('ticket.reclassified.v1');
  return {
    ticket: after,
    comment: comment ?? hidden,
    facts,
    expected: before.version,
    closeAt: closeTime(facts, after, context),
    audit: makeAudit(auditId, after, lines, context),
  };
}

function closeTime(facts: readonly TicketEventName[], ticket: Ticket, context: ChangeContext): Instant | undefined {
  return facts.includes('ticket.solved.v1') && ticket.status !== 'closed'
    ? context.now + context.closeAfter
    : undefined;
}

/** A rating, proof of identity or the hiding of a comment may still come to a closed ticket; nothing else may. */
function touchesClosed(change: TicketChange): boolean {
  if (change.delete) return false;
  const { comment, merged_into_id } = change;
  return (
    comment !== undefined || merged_into_id !== undefined || Object.keys(definedFields(change.fields ?? {})).length > 0
  );
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
  if (ticket.merged_into_id !== null) return;
  if (statusClass(ticket.status) === 'done' && ticket.assignee_id === null)
    throw invalid('assignee_id', 'ticket.solved_needs_assignee');
}

/**
 * Nothing that happens by itself lowers a priority, and no person without saying why, whoever chose it: in a reason, or,
 * unless somebody's money, access or life is at stake, in an internal note that one of us writes with the change.
 */
function nextPriority(before: Ticket, after: Ticket, actor: Actor, comment: Comment | undefined): Ticket['priority'] {
  const isLower = PRIORITIES.indexOf(after.priority ?? 'low') < PRIORITIES.indexOf(before.priority ?? 'low');
  if (!isLower) return after.priority;
  if (actor.kind === 'system') return before.priority;
  const { risk } = aboutOf(before);
  const isDanger = risk !== null && risk !== 'none';
  if (!actor.reason && (isDanger || !isOurNote(comment))) throw invalid('priority', 'ticket.lowering_needs_reason');
  return after.priority;
}

function isOurNote(comment: Comment | undefined): boolean {
  if (!comment || comment.public || comment.author_role === 'end-user') return false;
  return comment.body.trim() !== '' || comment.body_object !== null;
}

/** Proof adds up while the requester stays the same; what is known of one person says nothing about another. */
function nextAssurance(before: Ticket, after: Ticket, proof: Assurance = 'unverified'): Assurance {
  if (before.requester_id !== after.requester_id) return proof;
  return ASSURANCES[Math.max(ASSURANCES.indexOf(before.requester_assurance), ASSURANCES.indexOf(proof))] ?? proof;
}

function countComment(ticket: Ticket, comment: Comment): void {
  ticket.comment_count += 1;
  if (!comment.public) return;
  ticket.public_comment_count += 1;
  ticket.is_public = true;
}

function hideComment(ticket: Ticket, comment: Comment): Comment {
  ticket.public_comment_count -= 1;
  if (comment.id === ticket.first_comment_id) ticket.description_public = false;
  return { ...comment, public: false };
}

function noteResolution(before: Ticket, after: Ticket, now: Instant): void {
  const [was, is] = [statusClass(before.status), statusClass(after.status)];
  if (was === is) return;
  after.solved_at = is === 'done' ? now : null;
  if (is === 'done' && after.merged_into_id === null) after.resolution = before.resolution + 1;
}

function factsOf(before: Ticket, after: Ticket, comment: Comment | undefined): TicketEventName[] {
  const facts: TicketEventName[] = [];
  if (comment) facts.push('ticket.commented.v1');
  if (before.status !== after.status) facts.push('ticket.status_changed.v1');
  const [was, is] = [statusClass(before.status), statusClass(after.status)];
  // What was merged was not solved: it goes on elsewhere, and nobody is asked how it went.
  if (was !== is && after.merged_into_id === null)
    facts.push(is === 'done' ? 'ticket.solved.v1' : 'ticket.reopened.v1');
  if (before.status !== 'closed' && after.status === 'closed') facts.push('ticket.closed.v1');
  if (before.priority !== after.priority) facts.push('ticket.priority_changed.v1');
  const handed = before.assignee_id !== after.assignee_id || before.group_id !== after.group_id;
  if (handed && (after.assignee_id !== null || after.group_id !== null)) facts.push('ticket.assigned.v1');
  if (was !== is || LIST_FIELDS.some((name) => before[name] !== after[name])) facts.push('ticket.moved.v1');
  if (DESCRIBING_FIELDS.some((name) => !isSame(before[name], after[name]))) facts.push('ticket.fields_changed.v1');
  if (before.deleted_at === null && after.deleted_at !== null) facts.push('ticket.deleted.v1');
  return facts;
}

const DESCRIBING_FIELDS = ['type', 'tags', 'custom_fields'] as const;
const LIST_FIELDS = ['group_id', 'assignee_id', 'requester_id', 'organization_id'] as const;

function makeComment(text: NewComment, ticketId: number, auditId: number, context: ChangeContext): Comment {
  const { actor } = context;
  const author = text.author ?? (actor.kind === 'user' ? actor : undefined);
  if (text.body.trim() === '' && !text.body_object && (text.attachments ?? []).length === 0) {
    throw new DomainError('invalid', 'record_invalid', { fields: [{ field: 'comment', code: 'field_required' }] });
  }
  return {
    id: text.id ?? context.newId(),
    ticket_id: ticketId,
    audit_id: auditId,
    author_id: author?.id ?? SYSTEM_AUTHOR,
    author_role: author?.role ?? 'system',
    body: text.body,
    html_body: text.html_body ?? null,
    body_object: text.body_object ?? null,
    public: text.public,
    origin: text.origin ?? (actor.kind === 'user' ? 'person' : 'system'),
    trusted: text.trusted ?? true,
    attachments: [...(text.attachments ?? [])],
    via: context.via,
    created_at: context.now,
  };
}

function commentLine({ id, public: isPublic, author_id, author_role, origin }: Comment): NewAuditEvent {
  const by = origin !== 'person' ? 'machine' : author_role === 'end-user' ? 'customer' : 'agent';
  return { type: 'Comment', comment_id: id, public: isPublic, author_id, by };
}

function makeAudit(id: number, ticket: Ticket, lines: readonly NewAuditEvent[], context: ChangeContext): Audit {
  const { actor } = context;
  return {
    id,
    ticket_id: ticket.id,
    version: ticket.version,
    author_id: actor.kind === 'user' ? actor.id : SYSTEM_AUTHOR,
    via: context.via,
    reason: actor.reason ?? null,
    events: lines.map((line, at) => ({ ...line, id: id + 1 + at })),
    created_at: context.now,
  };
}

function definedFields<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
