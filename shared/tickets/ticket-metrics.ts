import { type Instant, MINUTE, SECOND, toIso, toIsoOrNull } from '../kernel/clock.ts';
import type { Audit } from './audit.ts';
import { type Status, statusClass, type Ticket } from './ticket.ts';
import type { TicketMetricWire } from './ticket-metric-wire.ts';

/** How much of the time between two instants counts, in milliseconds. */
export type Measure = (from: Instant, to: Instant) => number;

/** A stretch of time, by both ways of counting. */
interface Spent {
  readonly calendar: number;
  readonly business: number;
}

/** What a walk over a ticket's audits gathers. */
interface Course {
  status: Status;
  since: Instant;
  spent: Record<Status, Spent>;
  groups: number;
  assignees: number;
  reopens: number;
  replies: number;
  firstReplyAt: Instant | null;
  firstSolvedAt: Instant | null;
  statusAt: Instant;
  firstAssignedAt: Instant | null;
  assignedAt: Instant | null;
  assigneeAt: Instant | null;
  requesterAt: Instant | null;
  commentAt: Instant | null;
}

const NONE: Spent = { calendar: 0, business: 0 };

/** The figures of a ticket, computed from its audits. `business` measures the time of its business hours. */
export function ticketMetrics(
  ticket: Ticket,
  audits: readonly Audit[],
  business: Measure,
  now: Instant,
  baseUrl: string,
): TicketMetricWire {
  const between = (from: Instant, to: Instant): Spent =>
    to > from ? { calendar: to - from, business: business(from, to) } : NONE;
  const course: Course = {
    status: 'new',
    since: ticket.created_at,
    spent: { new: NONE, open: NONE, pending: NONE, hold: NONE, solved: NONE, closed: NONE },
    groups: 0,
    assignees: 0,
    reopens: 0,
    replies: 0,
    firstReplyAt: null,
    firstSolvedAt: null,
    statusAt: ticket.created_at,
    firstAssignedAt: null,
    assignedAt: null,
    assigneeAt: null,
    requesterAt: null,
    commentAt: null,
  };
  // Ids are of the clocks of several writers; versions are the order in which things happened.
  for (const audit of audits.toSorted((a, b) => a.version - b.version)) follow(course, audit, ticket, between);
  course.spent[course.status] = sum(course.spent[course.status], between(course.since, now));
  const { spent, firstReplyAt } = course;
  const sinceCreation = (at: Instant | null) => minutes(at === null ? null : between(ticket.created_at, at));
  return {
    url: `${baseUrl}/tickets/${ticket.id}/metrics.json`,
    id: ticket.id,
    ticket_id: ticket.id,
    created_at: toIso(ticket.created_at),
    updated_at: toIso(ticket.updated_at),
    group_stations: course.groups,
    assignee_stations: course.assignees,
    reopens: course.reopens,
    replies: course.replies,
    assignee_updated_at: toIsoOrNull(course.assigneeAt),
    requester_updated_at: toIsoOrNull(course.requesterAt),
    status_updated_at: toIso(course.statusAt),
    custom_status_updated_at: toIso(course.statusAt),
    initially_assigned_at: toIsoOrNull(course.firstAssignedAt),
    assigned_at: toIsoOrNull(course.assignedAt),
    solved_at: toIsoOrNull(ticket.solved_at),
    latest_comment_added_at: toIsoOrNull(course.commentAt),
    reply_time_in_minutes: sinceCreation(firstReplyAt),
    reply_time_in_seconds: {
      calendar: firstReplyAt === null ? null : whole(firstReplyAt - ticket.created_at, SECOND),
    },
    first_resolution_time_in_minutes: sinceCreation(course.firstSolvedAt),
    full_resolution_time_in_minutes: sinceCreation(ticket.solved_at),
    agent_wait_time_in_minutes: minutes(spent.pending),
    requester_wait_time_in_minutes: minutes(sum(spent.new, sum(spent.open, spent.hold))),
    on_hold_time_in_minutes: minutes(spent.hold),
  };
}

function follow(course: Course, audit: Audit, ticket: Ticket, between: (from: Instant, to: Instant) => Spent): void {
  const at = audit.created_at;
  if (audit.author_id === ticket.requester_id) course.requesterAt = at;
  if (audit.author_id === ticket.assignee_id) course.assigneeAt = at;
  for (const line of audit.events) {
    if (line.type === 'Comment') {
      course.commentAt = at;
      // The opening comment asks, whoever wrote it down: only what follows can be an answer.
      if (!line.public || line.by !== 'agent' || audit.version === 1) continue;
      course.replies += 1;
      course.firstReplyAt ??= at;
    }
    if (line.type !== 'Create' && line.type !== 'Change') continue;
    if (line.field_name === 'status') turn(course, line.value as Status, at, between);
    if (line.field_name === 'group_id' && line.value !== null) course.groups += 1;
    if (line.field_name === 'assignee_id' && line.value !== null) {
      course.assignees += 1;
      course.firstAssignedAt ??= at;
      course.assignedAt = at;
    }
  }
}

function turn(course: Course, status: Status, at: Instant, between: (from: Instant, to: Instant) => Spent): void {
  course.spent[course.status] = sum(course.spent[course.status], between(course.since, at));
  const wasDone = statusClass(course.status) === 'done';
  if (!wasDone && statusClass(status) === 'done') course.firstSolvedAt ??= at;
  if (wasDone && statusClass(status) === 'live') course.reopens += 1;
  course.status = status;
  course.since = at;
  course.statusAt = at;
}

function sum(a: Spent, b: Spent): Spent {
  return { calendar: a.calendar + b.calendar, business: a.business + b.business };
}

function minutes(spent: Spent | null): TicketMetricWire['reply_time_in_minutes'] {
  if (spent === null) return { calendar: null, business: null };
  return { calendar: whole(spent.calendar, MINUTE), business: whole(spent.business, MINUTE) };
}

function whole(ms: number, unit: number): number {
  return Math.floor(ms / unit);
}
