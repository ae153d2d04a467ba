import { getGroup } from '../../shared/people/group.store.ts';
import { groupView } from '../../shared/people/group.view.ts';
import { getOrganizations } from '../../shared/people/organization.store.ts';
import { organizationView } from '../../shared/people/organization.view.ts';
import { getUsers } from '../../shared/people/user.store.ts';
import { agentView } from '../../shared/people/user.view.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import { ticketView } from '../../shared/tickets/ticket.view.ts';
import { sideloadsOf } from '../../shared/tickets/ticket-sideloads.ts';
import type { TicketWire } from '../../shared/tickets/ticket-wire.ts';

/** Tickets as agents see them, with the records that `include` asks for in them or beside them. */
export async function presentTickets(
  { table, now }: Pick<TicketDeps, 'table' | 'now'>,
  tickets: readonly Ticket[],
  { baseUrl, query }: { readonly baseUrl: string; readonly query: { readonly include?: string | undefined } },
) {
  const include = sideloadsOf(query.include);
  const [users, groups, organizations, slas] = await Promise.all([
    include.has('users') ? usersOf(table, tickets, baseUrl) : undefined,
    include.has('groups') ? groupsOf(table, tickets, baseUrl) : undefined,
    include.has('organizations') ? organizationsOf(table, tickets, baseUrl) : undefined,
    include.has('slas') ? slasOf(table, tickets, now()) : undefined,
  ]);
  const shown = tickets.map((ticket): TicketWire => {
    const more: Pick<TicketWire, 'comment_count' | 'slas'> = {};
    if (include.has('comment_count')) more.comment_count = ticket.comment_count;
    if (slas) more.slas = slas(ticket.id);
    return { ...ticketView(ticket, baseUrl), ...more };
  });
  return {
    tickets: shown,
    ...(users ? { users } : {}),
    ...(groups ? { groups } : {}),
    ...(organizations ? { organizations } : {}),
  };
}

async function slasOf(table: Table, tickets: readonly Ticket[], now: number) {
  return (await import('./live-slas.ts')).liveSlas(table, tickets, now);
}

async function usersOf(table: Table, tickets: readonly Ticket[], baseUrl: string) {
  const ids = tickets.flatMap(({ requester_id, submitter_id, assignee_id, email_cc_ids, follower_ids }) => [
    requester_id,
    submitter_id,
    assignee_id,
    ...email_cc_ids,
    ...follower_ids,
  ]);
  const users = await getUsers(table, distinct(ids));
  return [...users.values()].map((user) => agentView(user, baseUrl));
}

async function groupsOf(table: Table, tickets: readonly Ticket[], baseUrl: string) {
  const ids = distinct(tickets.map((ticket) => ticket.group_id));
  const groups = await Promise.all(ids.map((id) => getGroup(table, id)));
  return groups.flatMap((group) => (group ? [groupView(group, baseUrl)] : []));
}

async function organizationsOf(table: Table, tickets: readonly Ticket[], baseUrl: string) {
  const ids = distinct(tickets.map((ticket) => ticket.organization_id));
  const organizations = await getOrganizations(table, ids);
  return organizations.map((organization) => organizationView(organization, baseUrl));
}

/** Ids of records, each once; the system itself is none. */
function distinct(ids: readonly (number | null)[]): number[] {
  return [...new Set(ids)].filter((id) => id !== null && id > 0) as number[];
}
