import { toIso } from '../../shared/kernel/clock.ts';
import { getUsers } from '../../shared/people/user.store.ts';
import { ROLES, type User } from '../../shared/people/user.ts';
import { userView } from '../../shared/people/user.view.ts';
import { countStaff, listUserIds } from '../../shared/people/user-list.store.ts';
import type { usersApi } from '../../shared/people/users.api.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { idOrder, pageEnvelope, pagingOf, readPage } from '../../shared/platform/http/paging.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { userCounter } from '../../shared/reports/counted.ts';
import { readCount } from '../../shared/reports/counter.store.ts';
import type { UsersDeps } from './deps.ts';

type Role = User['role'];

/** Active people in order of id, those of some roles if asked. */
export const listUsers: UseCase<typeof usersApi.routes.list, UsersDeps> = async (request, { table }) => {
  const { query, principal, baseUrl } = request;
  const paging = pagingOf(query);
  const roles = rolesAsked(request);
  const [page, count] = await Promise.all([
    readPage(
      paging,
      idOrder(query),
      (range) => listUserIds(table, roles, range),
      (ids) => usersInOrder(table, ids),
    ),
    paging.style === 'offset' ? countUsers(table, roles) : 0,
  ]);
  const users = page.items.filter((user) => user.active).map((user) => userView(user, principal, baseUrl));
  return { body: { users, ...pageEnvelope(request, paging, page, count) } };
};

/** How many active people there are. */
export const countAllUsers: UseCase<typeof usersApi.routes.count, UsersDeps> = async (request, { table, now }) => {
  const value = await countUsers(table, rolesAsked(request));
  return { body: { count: { value, refreshed_at: toIso(now()) } } };
};

/** People of these ids that exist, in their order. */
export async function usersInOrder(table: Table, ids: readonly number[]): Promise<User[]> {
  const found = await getUsers(table, ids);
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** `role=agent` or `role[]=agent&role[]=admin`. */
function rolesAsked({ query, rawQuery }: { query: { role?: Role | undefined }; rawQuery: URLSearchParams }): Role[] {
  const asked = [query.role, ...rawQuery.getAll('role[]')];
  const roles = ROLES.filter((role) => asked.includes(role));
  return roles.length > 0 ? roles : [...ROLES];
}

/** Staff are counted where they stand, customers by a counter that lags a moment behind. */
async function countUsers(table: Table, roles: readonly Role[]): Promise<number> {
  const staff = roles.filter((role) => role !== 'end-user');
  const [customers, others] = await Promise.all([
    roles.includes('end-user') ? readCount(table, [userCounter('end-user')]) : 0,
    countStaff(table, staff),
  ]);
  return customers + others;
}
