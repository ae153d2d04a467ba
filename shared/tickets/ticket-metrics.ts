import * as z from 'zod/mini';
import { type Instant, MINUTE, SECOND, toIso, toIsoOrNull } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { Audit } from './audit.ts';
import { type Status, statusClass, type Ticket } from './ticket.ts';

const Minutes = onFirstUse(() => z.object({ calendar: z.nullable(z.int()), business: z.nullable(z.int()) }));
const Time = z.nullable(z.string());

/** Figures about the course of a ticket. Without business hours both counts of minutes are those of the calendar. */
export const TicketMetricWire = onFirstUse(() =>
  z.object({
    url: z.string(),
    id: z.int(),
    ticket_id: z.int(),
    created_at: z.string(),
    updated_at: z.string(),
    group_stations: z.int(),
    assignee_stations: z.int(),
    reopens: z.int(),
    replies: z.int(),
    assignee_updated_at: Time,
    requester_updated_at: Time,
    status_updated_at: Time,
    initially_assigned_at: Time,
    assigned_at: Time,
    solved_at: Time,
    latest_comment_added_at: Time,
    reply_time_in_minutes: Minutes,
    reply_time_in_seconds: z.object({ calendar: z.nullable(z.int()) }),
    first_resolution_time_in_minutes: Minutes,
    full_resolution_time_in_minutes: Minutes,
    agent_wait_time_in_minutes: Minutes,
    requester_wait_time_in_minutes: Minutes,
    on_hold_time_in_minutes: Minutes,
  }),
);
export type TicketMetricWire = z.input<typeof TicketMetricWire>;

/** What a walk over a ticket's audits gathers. */
interface Course {
  status: Status;
  since: Instant;
  spent: Record<Status, number>;
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

/** The figures of a ticket, computed from its audits in order of time. */
export function ticketMetrics(
  ticket: Ticket,
  audits: readonly Audit[],
  now: Instant,
  baseUrl: string,
): TicketMetricWire {
  const course: Course = {
    status: 'new',
    since: ticket.created_at,
    spent: { new: 0, open: 0, pending: 0, hold: 0, solved: 0, closed: 0 },
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
  for (const audit of audits) follow(course, audit, ticket);
  course.spent[course.status] += Math.max(0, now - course.since);
  const { spent } = course;
  const sinceCreation = (at: Instant | null) => (at === null ? null : at - ticket.created_at);
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
    initially_assigned_at: toIsoOrNull(course.firstAssignedAt),
    assigned_at: toIsoOrNull(course.assignedAt),
    solved_at: toIsoOrNull(ticket.solved_at),
    latest_comment_added_at: toIsoOrNull(course.commentAt),
    reply_time_in_minutes: minutes(sinceCreation(course.firstReplyAt)),
    reply_time_in_seconds: { calendar: whole(sinceCreation(course.firstReplyAt), SECOND) },
    first_resolution_time_in_minutes: minutes(sinceCreation(course.firstSolvedAt)),
    full_resolution_time_in_minutes: minutes(sinceCreation(ticket.solved_at)),
    agent_wait_time_in_minutes: minutes(spent.pending),
    requester_wait_time_in_minutes: minutes(spent.new + spent.open + spent.hold),
    on_hold_time_in_minutes: minutes(spent.hold),
  };
}

function follow(course: Course, audit: Audit, ticket: Ticket): void {
  const at = audit.created_at;
  if (audit.author_id === ticket.requester_id) course.requesterAt = at;
  if (audit.author_id === ticket.assignee_id) course.assigneeAt = at;
  for (const line of audit.events) {
    if (line.type === 'Comment') {
      course.commentAt = at;
      if (!line.public || line.by !== 'agent') continue;
      course.replies += 1;
      course.firstReplyAt ??= at;
    }
    if (line.type !== 'Create' && line.type !== 'Change') continue;
    if (line.field_name === 'status') turn(course, line.value as Status, at);
    if (line.field_name === 'group_id' && line.value !== null) course.groups += 1;
    if (line.field_name === 'assignee_id' && line.value !== null) {
      course.assignees += 1;
      course.firstAssignedAt ??= at;
      course.assignedAt = at;
    }
  }
}

function turn(course: Course, status: Status, at: Instant): void {
  course.spent[course.status] += Math.max(0, at - course.since);
  const wasDone = statusClass(course.status) === 'done';
  if (!wasDone && statusClass(status) === 'done') course.firstSolvedAt ??= at;
  if (wasDone && statusClass(status) === 'live') course.reopens += 1;
  course.status = status;
  course.since = at;
  course.statusAt = at;
}

function minutes(ms: number | null): z.input<typeof Minutes> {
  const value = whole(ms, MINUTE);
  return { calendar: value, business: value };
}

function whole(ms: number | null, unit: number): number | null {
  return ms === null ? null : Math.floor(ms / unit);
}
