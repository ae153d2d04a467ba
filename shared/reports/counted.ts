import type { Organization } from '../people/organization.ts';
import type { User } from '../people/user.ts';
import { statusClass, type Ticket } from '../tickets/ticket.ts';

/** Lists of tickets that are counted; a requester's are counted in the index. */
type CountedList = 'all' | 'group' | 'assignee' | 'unassigned' | 'organization';

/** Names of the counters of a list of tickets, one for each status class. */
export function ticketCounters(
  of: CountedList,
  owner: number | null,
  classes: readonly ('live' | 'done')[] = ['live', 'done'],
): string[] {
  return classes.map((each) => ticketCounter(of, owner, each));
}

function ticketCounter(of: CountedList, owner: number | null, each: 'live' | 'done'): string {
  return of === 'all' ? `tickets#${each}` : `tickets#${of}#${owner}#${each}`;
}

export const userCounter = (role: User['role']): string => `users#${role}`;
export const ORGANIZATIONS_COUNTER = 'organizations';

/** The counters a ticket stands in: none once it is deleted. */
export function countersOfTicket(ticket: Ticket): string[] {
  if (ticket.deleted_at !== null) return [];
  const { group_id, assignee_id, organization_id, status } = ticket;
  const each = statusClass(status);
  return [
    ticketCounter('all', null, each),
    ...(group_id === null ? [] : [ticketCounter('group', group_id, each)]),
    assignee_id === null ? ticketCounter('unassigned', group_id, each) : ticketCounter('assignee', assignee_id, each),
    ...(organization_id === null ? [] : [ticketCounter('organization', organization_id, each)]),
  ];
}

export const countersOfUser = (user: User): string[] => (user.active ? [userCounter(user.role)] : []);
export const countersOfOrganization = (each: Organization): string[] => (each.deleted ? [] : [ORGANIZATIONS_COUNTER]);

/** A record as it stands, with the counters it must be counted in. */
export interface Countable {
  readonly entity: 'ticket' | 'user' | 'organization';
  readonly id: number;
  readonly version: number;
  readonly counters: readonly string[];
}

/** By how much each counter changes when a record moves from one set of counters to another. */
export function counterChanges(before: readonly string[], after: readonly string[]): Map<string, number> {
  const changes = new Map<string, number>();
  for (const counter of after) if (!before.includes(counter)) changes.set(counter, 1);
  for (const counter of before) if (!after.includes(counter)) changes.set(counter, -1);
  return changes;
}
