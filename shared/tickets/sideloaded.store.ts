import { getGroup } from '../people/group.store.ts';
import type { Group } from '../people/group.ts';
import { getOrganizations } from '../people/organization.store.ts';
import type { Organization } from '../people/organization.ts';
import { getUsers } from '../people/user.store.ts';
import type { User } from '../people/user.ts';
import type { Table } from '../platform/table/table.ts';
import type { Ticket } from './ticket.ts';
import type { Sideload } from './ticket-sideloads.ts';

/** The records that come along with tickets: those kinds that were asked for. */
export interface Sideloaded {
  readonly users?: readonly User[];
  readonly groups?: readonly Group[];
  readonly organizations?: readonly Organization[];
}

/** Everybody and everything that some tickets name, of the kinds that are asked for: one read for each kind. */
export async function getSideloaded(
  table: Table,
  tickets: readonly Ticket[],
  include: ReadonlySet<Sideload>,
): Promise<Sideloaded> {
  const [users, groups, organizations] = await Promise.all([
    include.has('users') ? getUsers(table, distinct(tickets.flatMap(peopleOf))) : undefined,
    include.has('groups') ? getGroups(table, distinct(tickets.map((ticket) => ticket.group_id))) : undefined,
    include.has('organizations')
      ? getOrganizations(table, distinct(tickets.map((ticket) => ticket.organization_id)))
      : undefined,
  ]);
  return {
    ...(users ? { users: [...users.values()] } : {}),
    ...(groups ? { groups } : {}),
    ...(organizations ? { organizations } : {}),
  };
}

function peopleOf(ticket: Ticket): (number | null)[] {
  const { requester_id, submitter_id, assignee_id, email_cc_ids, follower_ids } = ticket;
  return [requester_id, submitter_id, assignee_id, ...email_cc_ids, ...follower_ids];
}

async function getGroups(table: Table, ids: readonly number[]): Promise<Group[]> {
  const groups = await Promise.all(ids.map((id) => getGroup(table, id)));
  return groups.flatMap((group) => group ?? []);
}

/** Ids of records, each once; the system itself is none. */
function distinct(ids: readonly (number | null)[]): number[] {
  return [...new Set(ids)].filter((id) => id !== null && id > 0) as number[];
}
