import { userView } from '../../shared/people/user.view.ts';
import type { usersApi } from '../../shared/people/users.api.ts';
import { deleteUserAs, updateUserAs } from '../../shared/people/write-user.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { type UsersDeps, writer } from './deps.ts';

/** Changes the fields a request names. */
export const updateUser: UseCase<typeof usersApi.routes.update, UsersDeps> = async (request, deps) => {
  const user = await updateUserAs(deps.table, request.params.id, request.body.user, writer(request, deps));
  return { body: { user: userView(user, request.principal, request.baseUrl) } };
};

/** Deletes a person; answers what is left of them. */
export const deleteUser: UseCase<typeof usersApi.routes.delete, UsersDeps> = async (request, deps) => {
  const user = await deleteUserAs(deps.table, request.params.id, writer(request, deps));
  return { body: { user: userView(user, request.principal, request.baseUrl) } };
};
