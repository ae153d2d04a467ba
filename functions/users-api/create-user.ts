import { notFound } from '../../shared/kernel/errors.ts';
import { getUser } from '../../shared/people/user.store.ts';
import type { User } from '../../shared/people/user.ts';
import { userView } from '../../shared/people/user.view.ts';
import type { usersApi } from '../../shared/people/users.api.ts';
import { createOrUpdateUserAs, createUserAs } from '../../shared/people/write-user.store.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import { type UsersDeps, writer } from './deps.ts';

/** Creates a person; a repeated request with the same `Idempotency-Key` gets the person of the first. */
export const createUser: UseCase<typeof usersApi.routes.create, UsersDeps> = async (request, deps) => {
  const context = writer(request, deps);
  const id = await createOnce<number>(deps.table, request.idempotency, context.now, async (claim) => {
    const user = await createUserAs(deps.table, request.body.user, context, claim);
    return user.id;
  });
  return created(request, deps, id);
};

/** Creates a person or changes the one who is meant; only what creates claims the client's key, a change can be repeated. */
export const createOrUpdateUser: UseCase<typeof usersApi.routes.createOrUpdate, UsersDeps> = async (request, deps) => {
  const context = writer(request, deps);
  let changed: User | undefined;
  const id = await createOnce<number>(deps.table, request.idempotency, context.now, async (claim) => {
    const meant = await createOrUpdateUserAs(deps.table, request.body.user, context, claim);
    if (!meant.created) changed = meant.user;
    return meant.user.id;
  });
  if (changed) return { body: { user: userView(changed, request.principal, request.baseUrl) } };
  return { status: 201, ...(await created(request, deps, id)) };
};

async function created(request: Pick<Request, 'principal' | 'baseUrl'>, { table }: UsersDeps, id: number) {
  const user = await getUser(table, id);
  if (!user) throw notFound('user');
  const body = { user: userView(user, request.principal, request.baseUrl) };
  return { body, headers: { location: locationOf(request.baseUrl, id) } };
}

function locationOf(baseUrl: string, id: number): string {
  return `${baseUrl}/users/${id}`;
}
