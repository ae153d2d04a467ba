import { DomainError, type FieldError } from '../kernel/errors.ts';
import { getGroup } from '../people/group.store.ts';
import { getOrganization } from '../people/organization.store.ts';
import { findOrCreateByEmail, findUserByEmail, getUser, getUsers } from '../people/user.store.ts';
import { localeOfId, type User } from '../people/user.ts';
import type { Table } from '../platform/table/table.ts';
import { getTicket } from './ticket.store.ts';
import type { Ticket } from './ticket.ts';
import type { TicketDeps } from './ticket-deps.store.ts';
import type { PersonInput, TicketInput } from './ticket-input.ts';

type Deps = Pick<TicketDeps, 'table' | 'now' | 'newId' | 'defaultLocale'>;

/** The records that what a client said about a ticket names; undefined where it named none, null where it took one away. */
export interface References {
  readonly requester: User | undefined;
  readonly submitter: User | undefined;
  readonly author: User | undefined;
  readonly assignee: User | null | undefined;
  readonly followupSource: Ticket | undefined;
}

/**
 * Finds everything that is named, all at once, and makes a requester who is new. Throws one `invalid` error that names
 * every field whose record does not exist or cannot be used there.
 */
export async function findReferences(deps: Deps, input: TicketInput): Promise<References> {
  const { table } = deps;
  const wrong: FieldError[] = [];
  /** Looks a record up where an id is given, and notes the field when there is none. */
  const find = async <T>(field: string, id: number | null | undefined, get: (id: number) => Promise<T | undefined>) => {
    if (id === undefined || id === null) return undefined;
    const found = await get(id);
    if (found === undefined) wrong.push({ field, code: 'ticket.reference_unknown', params: { id } });
    return found;
  };
  const user = (id: number) => getActiveUser(table, id);
  const [requester, submitter, author, assignee, followupSource] = await Promise.all([
    input.requester ? findPerson(deps, input.requester) : find('requester_id', input.requester_id, user),
    find('submitter_id', input.submitter_id, user),
    find('comment.author_id', input.comment?.author_id, user),
    findAssignee(table, input, find),
    find('via_followup_source_id', input.via_followup_source_id, (id) => getTicket(table, id)),
    find('group_id', input.group_id, (id) => getGroup(table, id)),
    find('organization_id', input.organization_id, (id) => getOrganization(table, id)),
    find('problem_id', input.problem_id, (id) => getTicket(table, id)),
  ]);
  if (assignee && assignee.role === 'end-user') wrong.push({ field: 'assignee_id', code: 'ticket.assignee_not_agent' });
  if (followupSource && followupSource.status !== 'closed')
    wrong.push({ field: 'via_followup_source_id', code: 'ticket.followup_source_not_closed' });
  if (wrong.length > 0) throw new DomainError('invalid', 'record_invalid', { fields: wrong });
  return { requester, submitter, author, assignee, followupSource };
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

/** The person of an address, made when there is none. */
export function findPerson(deps: Deps, { email, name, locale, locale_id }: PersonInput): Promise<User> {
  const language = locale ?? (typeof locale_id === 'number' ? localeOfId(locale_id) : undefined);
  const person = { email, ...(name ? { name } : {}), locale: language ?? deps.defaultLocale };
  return findOrCreateByEmail(deps.table, person, { now: deps.now(), newId: deps.newId });
}

/** The people of these ids who are not deleted. Who is missing from the cheap read is looked up once more. */
export async function findUsers(table: Table, ids: readonly number[]): Promise<Map<number, User>> {
  if (ids.length === 0) return new Map();
  const users = await getUsers(table, ids);
  const late = ids.filter((id) => !users.has(id));
  for (const user of await Promise.all(late.map((id) => getUser(table, id)))) if (user) users.set(user.id, user);
  for (const user of [...users.values()]) if (!user.active) users.delete(user.id);
  return users;
}
