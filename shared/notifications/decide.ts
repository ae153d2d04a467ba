import { isDone, type Side, sideOf } from './comment-side.ts';
import type { Params, Template } from './delivery.ts';
import { assigneeBefore, escalationsOf, type GroupPeople, type Happening, isLeftWaiting, toldOf } from './happening.ts';

/** One mail to one person, before it is known how they are reached. */
export interface Notice {
  readonly template: Template;
  readonly recipientId: number;
  /** Whose words it brings, if anybody's. */
  readonly authorId: number | null;
  readonly params: Params;
}

/**
 * Who is told what about something that happened. Customers get an acknowledgement of what they asked, what they
 * are asked for, and every public answer; agents learn of tickets that became theirs and of what customers add, those who follow a ticket of all that
 * people say on it; supervisors of broken promises. Nobody is told what they did themselves, but that it did not reach the
 * customer; nobody answers a machine,
 * and no customer gets from us what another one wrote: our good name would carry anybody's words to anybody.
 */
export function decideNotices(happening: Happening, people: GroupPeople): Notice[] {
  const { names } = happening;
  const notices: Notice[] = [];
  if (names.includes('ticket.created.v1')) notices.push(...created(happening));
  else if (names.includes('ticket.commented.v1')) notices.push(...commented(happening));
  notices.push(...followed(happening, notices));
  if (names.includes('ticket.assigned.v1')) notices.push(...assigned(happening, people));
  notices.push(...leftWaiting(happening, people));
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
  const { names, ticket, comment } = happening;
  if (names.includes('ticket.information_asked.v1')) return [notice('asked', ticket.requester_id, null)];
  if (comment?.origin === 'unsent') return [notice('unsent', comment.author_id, null)];
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

/**
 * Those who follow a ticket hear what people say on it, in public and among themselves, unless the words reach them
 * anyway. Staff in copy get the answers; what customers write they are told as followers are. Whoever is no member of
 * staff (any more) is left out when they are looked up, and whoever asks for something is no member of it on that ticket.
 */
function followed({ names, ticket, comment }: Happening, others: readonly Notice[]): Notice[] {
  const isSaid = names.includes('ticket.created.v1') || names.includes('ticket.commented.v1');
  if (!isSaid || comment?.origin !== 'person') return [];
  const hearAnyway = others.filter(({ template }) => template === 'answer' || template === 'customer-commented');
  const left = new Set([comment.author_id, ticket.requester_id, ...hearAnyway.map(({ recipientId }) => recipientId)]);
  const copied = sideOf({ ticket, comment }) === 'customer' ? ticket.email_cc_ids : [];
  const params = { says: comment.public ? sideOf({ ticket, comment }) : 'note' };
  return [...new Set([...ticket.follower_ids, ...copied])]
    .filter((id) => !left.has(id))
    .map((id) => notice('followed', id, comment.author_id, params));
}

/**
 * The new assignee, or everybody in the group while nobody has the ticket; not who assigned it. In a group whose work is
 * given out, somebody has it in a moment, or else that is told.
 */
function assigned({ ticket, audit }: Happening, { members, isRouted = false }: GroupPeople): Notice[] {
  if (isDone(ticket) || !audit) return [];
  const urgency = priorityOf(ticket);
  const changed = (field: string) =>
    audit.events.some((event) => (event.type === 'Create' || event.type === 'Change') && event.field_name === field);
  const others = (ids: readonly number[]) => ids.filter((id) => id !== audit.author_id);
  if (ticket.assignee_id !== null) {
    if (!changed('assignee_id')) return [];
    return others([ticket.assignee_id]).map((id) => notice('assigned', id, null, { to: 'person', ...urgency }));
  }
  if (!changed('group_id') && !changed('assignee_id')) return [];
  if (isRouted && isToDo(ticket)) return [];
  return others(members).map((id) => notice('assigned', id, null, { to: 'group', ...urgency }));
}

/** What waits for somebody else is given to nobody yet. */
function isToDo({ status }: Happening['ticket']): boolean {
  return status === 'new' || status === 'open';
}

/** Everybody in the group where a ticket was offered and nobody could take it; not whose doing it is that it is there. */
function leftWaiting(happening: Happening, { members }: GroupPeople): Notice[] {
  const { ticket, audit } = happening;
  if (!isLeftWaiting(happening) || !isToDo(ticket)) return [];
  const others = members.filter((id) => id !== audit?.author_id);
  return others.map((id) => notice('assigned', id, null, { to: 'group', ...priorityOf(ticket) }));
}

function escalated(happening: Happening, people: GroupPeople): Notice[] {
  const lines = escalationsOf(happening);
  // What is broken already is what the mail is about.
  const first = lines.find(({ type }) => type === 'SlaBreach') ?? lines[0];
  if (!first) return [];
  const { ticket } = happening;
  const step = Math.max(...lines.filter(({ type }) => type === first.type).map((each) => each.step));
  const soon: Params = first.type === 'SlaWarning' ? { soon: 1 } : {};
  const params = { metric: first.metric, step, due_at: first.due_at, ...soon, ...priorityOf(ticket) };
  const told = toldOf(happening);
  const assignee = told.has('assignee') ? assigneeBefore(happening) : [];
  const group = told.has('group') ? people.members : [];
  const all = [...assignee, ...group, ...people.supervisors, ...(people.named ?? []), ...people.admins];
  return all.map((id) => notice('escalated', id, null, params));
}

function priorityOf({ priority }: Happening['ticket']): Params {
  return priority === null ? {} : { priority };
}

function notice(template: Template, recipientId: number, authorId: number | null, params: Params = {}): Notice {
  return { template, recipientId, authorId, params };
}
