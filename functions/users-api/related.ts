import { notFound } from '../../shared/kernel/errors.ts';
import { getUser } from '../../shared/people/user.store.ts';
import type { usersApi } from '../../shared/people/users.api.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { ticketCounters } from '../../shared/reports/counted.ts';
import { readCount } from '../../shared/reports/counter.store.ts';
import { countListed } from '../../shared/tickets/ticket-list.store.ts';
import type { UsersDeps } from './deps.ts';

/** A customer's tickets are counted up to here, one by one. */
const COUNTED = 10_000;

/** How many tickets a person asked for and works on. */
export const showUserRelated: UseCase<typeof usersApi.routes.related, UsersDeps> = async ({ params }, { table }) => {
  const [user, assigned_tickets, requested_tickets] = await Promise.all([
    getUser(table, params.id),
    readCount(table, ticketCounters('assignee', params.id)),
    countListed(table, { of: 'requester', owner: params.id }, COUNTED),
  ]);
  if (!user) throw notFound('user');
  return {
    body: { user_related: { assigned_tickets, requested_tickets, ccd_tickets: 0, organization_subscriptions: 0 } },
  };
};
