import { ANONYMOUS_VIEW, userView } from '../../shared/people/user.view.ts';
import type { usersApi } from '../../shared/people/users.api.ts';
import { activeUser } from '../../shared/people/write-user.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { UsersDeps } from './deps.ts';

/** Who calls. Clients read from the answer whether their credentials are right. */
export const showMe: UseCase<typeof usersApi.routes.me, UsersDeps> = async ({ principal, baseUrl }, { table }) => {
  if (principal.kind === 'anonymous') return { body: { user: ANONYMOUS_VIEW } };
  return { body: { user: userView(await activeUser(table, principal.userId), principal, baseUrl) } };
};
