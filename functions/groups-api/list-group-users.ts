import { listGroupMembers } from '../../shared/people/group.store.ts';
import type { groupsApi } from '../../shared/people/groups.api.ts';
import { getUsers } from '../../shared/people/user.store.ts';
import { userView } from '../../shared/people/user.view.ts';
import { theGroup } from '../../shared/people/write-group.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { idOrder, pageEnvelope, pageOf, pagingOf } from '../../shared/platform/http/paging.ts';
import type { GroupsDeps } from './deps.ts';

/** The people of a group. */
export const listGroupUsers: UseCase<typeof groupsApi.routes.listUsers, GroupsDeps> = async (request, { table }) => {
  const { params, query, principal, baseUrl } = request;
  const [, members] = await Promise.all([theGroup(table, params.id), listGroupMembers(table, params.id)]);
  const paging = pagingOf(query);
  const page = await pageOf(
    paging,
    idOrder(query),
    members.map((member) => ({ id: member.user_id })),
  );
  const ids = page.items.map(({ id }) => id);
  const found = await getUsers(table, ids);
  const users = ids.flatMap((id) => found.get(id) ?? []).map((user) => userView(user, principal, baseUrl));
  return { body: { users, ...pageEnvelope(request, paging, page, members.length) } };
};
