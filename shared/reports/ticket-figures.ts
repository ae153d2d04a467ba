import { type Instant, MINUTE } from '../kernel/clock.ts';
import type { Audit, AuditEvent } from '../tickets/audit.ts';
import { type Status, statusClass, type Ticket } from '../tickets/ticket.ts';
import { categoryOf } from '../tickets/ticket-category.ts';
import { type Cell, type Counted, cellBucket, NOW, repliesBucket, sumOfCounted } from './bucket.ts';
import { roundedWait } from './expected-wait.ts';
import type { FigureFacts, PromiseOutcome } from './figure-row.ts';
import { type Duration, minuteFigure } from './histogram.ts';
import { reportDay } from './report-day.ts';

/** What a ticket's figures are made from: it, all its audits up to its version, and what became of its promises. */
export interface FigureSource {
  readonly ticket: Ticket;
  readonly audits: readonly Audit[];
  readonly promises: readonly PromiseOutcome[];
}

/** Who had a ticket at a moment. */
interface Holder {
  readonly group_id: number | null;
  readonly agent_id: number | null;
}
type Happening = Holder & { readonly at: Instant };

/** A customer's last word on one resolution, and that they were asked for it. */
interface Satisfaction {
  readonly offered: Happening | null;
  readonly given: (Happening & { readonly score: 'good' | 'bad' }) | null;
}

/** What a walk over a ticket's audits gathers. */
interface Course {
  at: Instant;
  status: Status;
  merged: boolean;
  group_id: number | null;
  agent_id: number | null;
  first: { group_id: number | null; agent_id: number | null };
  /** From when until when it was open, and who had it. */
  readonly stays: { readonly from: Happening; until: Instant | null }[];
  readonly solved: Happening[];
  readonly reopened: Happening[];
  readonly mergings: Happening[];
  readonly replies: Happening[];
  /** By the number of solvings before. */
  readonly satisfaction: Map<number, Satisfaction>;
}

/**
 * What became of a ticket and what it counts in. A pure function of what it is made from: events that come late, twice or
 * in another order end at the same figures.
 */
export function ticketFigures({ ticket, audits, promises }: FigureSource): FigureFacts & { readonly counted: Counted } {
  const course = courseOf(audits);
  const firstSolved = course.solved[0] ?? null;
  const isSolved = statusClass(course.status) === 'done' && !course.merged;
  const lastSolved = isSolved ? (course.solved.at(-1) ?? null) : null;
  const facts: FigureFacts = {
    ticket_id: ticket.id,
    created_at: ticket.created_at,
    status: ticket.status,
    priority: ticket.priority,
    channel: ticket.via.channel,
    category: categoryOf(ticket),
    group_id: ticket.group_id,
    agent_id: ticket.assignee_id,
    first_reply_at: course.replies[0]?.at ?? null,
    first_solved_at: firstSolved?.at ?? null,
    solved_at: lastSolved?.at ?? null,
    replies: course.replies.length,
    reopens: course.reopened.length,
    promises: [...promises],
    satisfaction: ticket.satisfaction?.score ?? null,
    deleted: ticket.deleted_at !== null,
  };
  // Deletion is for what should never have been a ticket: it leaves every figure, of days past too.
  if (facts.deleted) return { ...facts, counted: {} };
  return { ...facts, counted: countedOf(facts, course, lastSolved) };
}

function countedOf(facts: FigureFacts, course: Course, lastSolved: Happening | null): Counted {
  const counted: Record<string, Record<string, number>> = {};
  const add = (bucket: string, figure: string, by = 1) => {
    const figures = counted[bucket] ?? {};
    counted[bucket] = figures;
    figures[figure] = (figures[figure] ?? 0) + by;
  };
  const cellOf = ({ group_id, agent_id }: Holder): Cell => {
    return { group_id, agent_id, category: facts.category, channel: facts.channel };
  };
  const count = (figure: string, where: Happening, by = 1) =>
    add(cellBucket(reportDay(where.at), cellOf(where)), figure, by);
  const took = (duration: Duration, where: Happening | null | undefined) => {
    if (where) count(minuteFigure(duration, minutesSince(facts.created_at, where.at)), where);
  };

  count('created', { at: facts.created_at, ...course.first });
  for (const { from, until } of course.stays) {
    count('open', from);
    if (until === null) add(cellBucket(NOW, cellOf(from)), 'open');
    else count('open', { ...from, at: until }, -1);
  }
  for (const each of course.solved) count('solved', each);
  for (const each of course.reopened) count('reopened', each);
  for (const each of course.mergings) count('merged', each);
  const [reply] = course.replies;
  took('first_reply', reply);
  took('first_resolution', course.solved[0]);
  took('full_resolution', lastSolved);
  if (reply) {
    const minutes = roundedWait(minutesSince(facts.created_at, reply.at));
    add(repliesBucket(reportDay(reply.at), reply.group_id), minuteFigure('first_reply', minutes));
  }
  for (const promise of facts.promises) countPromise(promise, course, lastSolved, count);
  for (const { offered, given } of course.satisfaction.values()) {
    if (offered) count('offered', offered);
    if (given) count(given.score, given);
  }
  return Object.fromEntries(sumOfCounted([counted]));
}

/** A promise counts when it was kept, or was due; where its clock does not know, when it ended: by an answer, or by solving. */
function countPromise(
  { metric, kept, at }: PromiseOutcome,
  course: Course,
  lastSolved: Happening | null,
  count: (figure: string, where: Happening) => void,
): void {
  const ended = metric === 'first_reply_time' ? earlier(course.replies[0], course.solved[0]) : lastSolved;
  // Merging ends clocks, too, and keeps no promise.
  if (kept && course.merged && !ended) return;
  const where = at === null || ended?.at === at ? ended : { at, ...holderAt(course, at) };
  if (where) count(`${kept ? 'achieved' : 'breached'}_${metric}`, where);
}

function earlier(a: Happening | undefined, b: Happening | undefined): Happening | undefined {
  return a && b ? (a.at <= b.at ? a : b) : (a ?? b);
}

/** Who had the ticket at an instant, or last before it. */
function holderAt({ stays, first }: Course, at: Instant): Holder {
  const { group_id, agent_id } = stays.findLast(({ from }) => from.at <= at)?.from ?? first;
  return { group_id, agent_id };
}

function courseOf(audits: readonly Audit[]): Course {
  const inOrder = audits.toSorted((a, b) => a.version - b.version);
  const nobody = { group_id: null, agent_id: null };
  const course: Course = {
    at: inOrder[0]?.created_at ?? 0,
    status: 'new',
    merged: false,
    ...nobody,
    first: { ...nobody },
    stays: [],
    solved: [],
    reopened: [],
    mergings: [],
    replies: [],
    satisfaction: new Map(),
  };
  for (const audit of inOrder) follow(course, audit);
  return course;
}

function follow(course: Course, audit: Audit): void {
  const opens = audit.version === 1;
  const wasLive = !opens && statusClass(course.status) === 'live';
  const [group, agent] = [course.group_id, course.agent_id];
  // Writers' clocks differ a little; time never goes back.
  course.at = Math.max(course.at, audit.created_at);
  for (const line of audit.events) changeField(course, line);
  course.first.group_id ??= course.group_id;
  course.first.agent_id ??= course.agent_id;
  const { at, group_id, agent_id } = course;
  const here: Happening = { at, group_id, agent_id };
  const live = statusClass(course.status) === 'live';
  const handed = group_id !== group || agent_id !== agent;
  const stay = course.stays.at(-1);
  if (wasLive && (!live || handed) && stay) stay.until = at;
  if (live && (!wasLive || handed)) course.stays.push({ from: here, until: null });
  if (!live && (wasLive || opens)) (course.merged ? course.mergings : course.solved).push(here);
  if (live && !wasLive && !opens) course.reopened.push(here);
  for (const line of audit.events) hear(course, line, here, opens);
}

function changeField(course: Course, line: AuditEvent): void {
  if (line.type !== 'Create' && line.type !== 'Change') return;
  if (line.field_name === 'status') course.status = line.value as Status;
  if (line.field_name === 'group_id') course.group_id = line.value as number | null;
  if (line.field_name === 'assignee_id') course.agent_id = line.value as number | null;
  if (line.field_name === 'merged_into_id') course.merged = line.value !== null;
}

function hear(course: Course, line: AuditEvent, here: Happening, opens: boolean): void {
  if (line.type === 'Comment' && line.public && line.by === 'agent' && !opens)
    course.replies.push({ ...here, agent_id: line.author_id });
  const resolution = course.solved.length;
  const before = course.satisfaction.get(resolution) ?? { offered: null, given: null };
  if (line.type === 'Change' && line.field_name === 'satisfaction_score' && line.value === 'offered')
    course.satisfaction.set(resolution, { ...before, offered: before.offered ?? here });
  if (line.type === 'SatisfactionRating' && (line.score === 'good' || line.score === 'bad'))
    course.satisfaction.set(resolution, {
      ...before,
      given: { ...here, agent_id: line.assignee_id, score: line.score },
    });
}

function minutesSince(from: Instant, to: Instant): number {
  return Math.max(0, Math.floor((to - from) / MINUTE));
}
