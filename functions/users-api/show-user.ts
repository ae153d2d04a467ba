import { invalid, notFound } from '../../shared/kernel/errors.ts';
import { findUserByExternalId, getUser } from '../../shared/people/user.store.ts';
import type { User } from '../../shared/people/user.ts';
import { userView } from '../../shared/people/user.view.ts';
import type { usersApi } from '../../shared/people/users.api.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { UsersDeps } from './deps.ts';
import { usersInOrder } from './list-users.ts';

/** One person; a deleted one is shown as such, because tickets still name them. */
export const showUser: UseCase<typeof usersApi.routes.show, UsersDeps> = async (request, { table }) => {
  const user = await getUser(table, request.params.id);
  if (!user) throw notFound('user');
  return { body: { user: userView(user, request.principal, request.baseUrl) } };
};

/** Several people at once; ids nobody has are left out. */
export const showManyUsers: UseCase<typeof usersApi.routes.showMany, UsersDeps> = async (request, { table }) => {
  const { ids, external_ids } = request.query;
  const known = ids ? await usersInOrder(table, ids) : await byExternalIds(table, external_ids);
  const users = known.map((user) => userView(user, request.principal, request.baseUrl));
  return { body: { users, count: users.length, next_page: null, previous_page: null } };
};

async function byExternalIds(table: UsersDeps['table'], externalIds: readonly string[] | undefined): Promise<User[]> {
  if (!externalIds) throw invalid('ids', 'field_required');
  const found = await Promise.all(externalIds.map((id) => findUserByExternalId(table, id)));
  return found.filter((user) => user !== undefined);
}
