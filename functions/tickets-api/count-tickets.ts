import { toIso } from '../../shared/kernel/clock.ts';
import { notFound } from '../../shared/kernel/errors.ts';
import { getGroup } from '../../shared/people/group.store.ts';
import { getOrganization } from '../../shared/people/organization.store.ts';
import { getUser } from '../../shared/people/user.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { MAX_OFFSET } from '../../shared/platform/http/paging.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ticketCounters } from '../../shared/reports/counted.ts';
import { readCount } from '../../shared/reports/counter.store.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import { countListed, type TicketList } from '../../shared/tickets/ticket-list.store.ts';
import type { ticketsApi } from '../../shared/tickets/tickets.api.ts';

type Routes = typeof ticketsApi.routes;

/** How many tickets a list has: one person's requests are counted where they stand, the rest by counters that lag a moment. */
export function countList(table: Table, list: TicketList): Promise<number> {
  return list.of === 'requester'
    ? countListed(table, list, MAX_OFFSET)
    : readCount(table, ticketCounters(list.of, list.owner));
}

/** Throws `not_found` when whose list it is does not exist. */
export async function assertOwnerExists(table: Table, { of, owner }: TicketList): Promise<void> {
  if (owner === null) return;
  const get = {
    group: getGroup,
    unassigned: getGroup,
    organization: getOrganization,
    assignee: getUser,
    requester: getUser,
    all: undefined,
  };
  if ((await get[of]?.(table, owner)) === undefined) throw notFound(of);
}

async function countIn(list: TicketList, { table, now }: TicketDeps) {
  const value = await countList(table, list);
  if (value === 0) await assertOwnerExists(table, list);
  return { body: { count: { value, refreshed_at: toIso(now()) } } };
}

export const countTickets: UseCase<Routes['count'], TicketDeps> = (_request, deps) =>
  countIn({ of: 'all', owner: null }, deps);

export const countRequestedTickets: UseCase<Routes['countRequested'], TicketDeps> = ({ params }, deps) =>
  countIn({ of: 'requester', owner: params.user_id }, deps);

export const countAssignedTickets: UseCase<Routes['countAssigned'], TicketDeps> = ({ params }, deps) =>
  countIn({ of: 'assignee', owner: params.user_id }, deps);

export const countTicketsOfGroup: UseCase<Routes['countOfGroup'], TicketDeps> = ({ params }, deps) =>
  countIn({ of: 'group', owner: params.group_id }, deps);

export const countTicketsOfOrganization: UseCase<Routes['countOfOrganization'], TicketDeps> = ({ params }, deps) =>
  countIn({ of: 'organization', owner: params.organization_id }, deps);
