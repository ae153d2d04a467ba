import { DomainError, type FieldError } from '../kernel/errors.ts';
import { getGroup } from '../people/group.store.ts';
import { getOrganization } from '../people/organization.store.ts';
import { findUserByEmail, getUser } from '../people/user.store.ts';
import type { User } from '../people/user.ts';
import type { Table } from '../platform/table/table.ts';
import { getTicket } from './ticket.store.ts';
import type { Ticket } from './ticket.ts';
import { getTicketForm } from './ticket-form.store.ts';
import type { TicketInput } from './ticket-input.ts';
import { findNamed, findUsers, type Named } from './ticket-people.store.ts';
import { recipientIds, recipientsByEmail } from './ticket-recipients.ts';

/** The records that what a client said about a ticket names; undefined where it named none, null where it took one away. */
export interface References {
  readonly requester: User | undefined;
  readonly submitter: User | undefined;
  readonly author: User | undefined;
  readonly assignee: User | null | undefined;
  readonly followupSource: Ticket | undefined;
  /** People named by address, whom nobody has to know yet: the requester, and who is to hear of it. */
  readonly named: Named;
  /** Those named by id who are to hear of it, or not any more. */
  readonly recipients: ReadonlyMap<number, User>;
}

/**
 * Finds everything that is named, all at once. Throws one `invalid` error that names every field whose record does not
 * exist or cannot be used there.
 */
export async function findReferences(table: Table, input: TicketInput): Promise<References> {
  const wrong: FieldError[] = [];
  /** Looks a record up where an id is given, and notes the field when there is none. */
  const find = async <T>(field: string, id: number | null | undefined, get: (id: number) => Promise<T | undefined>) => {
    if (id === undefined || id === null) return undefined;
    const found = await get(id);
    if (found === undefined) wrong.push({ field, code: 'ticket.reference_unknown', params: { id } });
    return found;
  };
  const user = (id: number) => getActiveUser(table, id);
  const [requester, submitter, author, assignee, followupSource, named, recipients] = await Promise.all([
    input.requester ? undefined : find('requester_id', input.requester_id, user),
    find('submitter_id', input.submitter_id, user),
    find('comment.author_id', input.comment?.author_id, user),
    findAssignee(table, input, find),
    find('via_followup_source_id', input.via_followup_source_id, (id) => getTicket(table, id)),
    findNamed(table, [...recipientsByEmail(input), ...(input.requester ? [input.requester] : [])]),
    findUsers(table, recipientIds(input)),
    find('group_id', input.group_id, (id) => getGroup(table, id)),
    find('organization_id', input.organization_id, (id) => getOrganization(table, id)),
    find('ticket_form_id', input.ticket_form_id, (id) => getTicketForm(table, id)),
    find('problem_id', input.problem_id, (id) => getTicket(table, id)),
  ]);
  if (assignee && assignee.role === 'end-user') wrong.push({ field: 'assignee_id', code: 'ticket.assignee_not_agent' });
  if (followupSource && followupSource.status !== 'closed')
    wrong.push({ field: 'via_followup_source_id', code: 'ticket.followup_source_not_closed' });
  if (wrong.length > 0) throw new DomainError('invalid', 'record_invalid', { fields: wrong });
  return { requester, submitter, author, assignee, followupSource, named, recipients };
}

type Find = <T>(field: string, id: number, get: (id: number) => Promise<T | undefined>) => Promise<T | undefined>;

async function findAssignee(table: Table, input: TicketInput, find: Find): Promise<User | null | undefined> {
  const { assignee_id, assignee_email } = input;
  if (typeof assignee_id === 'number') return find('assignee_id', assignee_id, (id) => getActiveUser(table, id));
  if (typeof assignee_email === 'string')
    return find('assignee_email', 0, () => findUserByEmail(table, assignee_email));
  return assignee_id === null || assignee_email === null ? null : undefined;
}

async function getActiveUser(table: Table, id: number): Promise<User | undefined> {
  const user = await getUser(table, id);
  return user?.active ? user : undefined;
}
