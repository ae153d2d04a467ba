import { isDone, type Side, sideOf } from './comment-side.ts';
import type { Params, Template } from './delivery.ts';
import { breachesOf, type GroupPeople, type Happening } from './happening.ts';

/** One mail to one person, before it is known how they are reached. */
export interface Notice {
  readonly template: Template;
  readonly recipientId: number;
  /** Whose words it brings, if anybody's. */
  readonly authorId: number | null;
  readonly params: Params;
}

/**
 * Who is told what about something that happened. Customers get an acknowledgement of what they asked and every public
 * answer; agents learn of tickets that became theirs and of what customers add; supervisors of broken promises. Nobody
 * is told what they did themselves, and nobody answers a machine.
 */
export function decideNotices(happening: Happening, people: GroupPeople): Notice[] {
  const { names } = happening;
  const notices: Notice[] = [];
  if (names.includes('ticket.created.v1')) notices.push(...created(happening));
  else if (names.includes('ticket.commented.v1')) notices.push(...commented(happening));
  if (names.includes('ticket.assigned.v1')) notices.push(...assigned(happening, people));
  notices.push(...escalated(happening, people));
  if (happening.survey) notices.push(notice('survey', happening.ticket.requester_id, null, { ...happening.survey }));
  const seen = new Set<string>();
  return notices.filter(({ template, recipientId }) => {
    const same = `${template} ${recipientId}`;
    if (seen.has(same)) return false;
    seen.add(same);
    return true;
  });
}

function created(happening: Happening): Notice[] {
  const { ticket } = happening;
  const side: Side = sideOf(happening);
  if (side === 'staff') return answers(happening);
  return side === 'customer' ? [notice('acknowledgement', ticket.requester_id, null)] : [];
}

function commented(happening: Happening): Notice[] {
  const { ticket, comment } = happening;
  const side = sideOf(happening);
  if (side === 'staff') return answers(happening);
  if (side !== 'customer' || !comment || ticket.assignee_id === null || ticket.assignee_id === comment.author_id)
    return [];
  return [notice('customer-commented', ticket.assignee_id, comment.author_id)];
}

/** A public answer goes to the customer and everybody whom they or we copied. */
function answers({ ticket, comment }: Happening): Notice[] {
  const authorId = comment?.author_id ?? null;
  return [ticket.requester_id, ...ticket.email_cc_ids]
    .filter((id) => id !== authorId)
    .map((id) => notice('answer', id, authorId));
}

/** The new assignee, or everybody in the group while nobody has the ticket; not who assigned it. */
function assigned({ ticket, audit }: Happening, { members }: GroupPeople): Notice[] {
  if (isDone(ticket) || !audit) return [];
  const changed = (field: string) =>
    audit.events.some((event) => (event.type === 'Create' || event.type === 'Change') && event.field_name === field);
  const others = (ids: readonly number[]) => ids.filter((id) => id !== audit.author_id);
  if (ticket.assignee_id !== null) {
    if (!changed('assignee_id')) return [];
    return others([ticket.assignee_id]).map((id) => notice('assigned', id, null, { to: 'person' }));
  }
  if (!changed('group_id') && !changed('assignee_id')) return [];
  return others(members).map((id) => notice('assigned', id, null, { to: 'group' }));
}

function escalated(happening: Happening, { supervisors, admins }: GroupPeople): Notice[] {
  const [first, ...further] = breachesOf(happening);
  if (!first) return [];
  const step = Math.max(first.step, ...further.map((each) => each.step));
  const params = { metric: first.metric, step, due_at: first.due_at };
  return [...supervisors, ...admins].map((id) => notice('escalated', id, null, params));
}

function notice(template: Template, recipientId: number, authorId: number | null, params: Params = {}): Notice {
  return { template, recipientId, authorId, params };
}
