import { notFound } from '../../shared/kernel/errors.ts';
import { getUser } from '../../shared/people/user.store.ts';
import { userView } from '../../shared/people/user.view.ts';
import type { usersApi } from '../../shared/people/users.api.ts';
import { createOrUpdateUserAs, createUserAs } from '../../shared/people/write-user.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
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

/** Creates a person or changes the one who is meant. */
export const createOrUpdateUser: UseCase<typeof usersApi.routes.createOrUpdate, UsersDeps> = async (request, deps) => {
  const { table } = deps;
  const { user, created: isNew } = await createOrUpdateUserAs(table, request.body.user, writer(request, deps));
  const view = userView(user, request.principal, request.baseUrl);
  return isNew
    ? { status: 201, headers: { location: locationOf(request.baseUrl, user.id) }, body: { user: view } }
    : { body: { user: view } };
};

async function created(request: Parameters<typeof createUser>[0], { table }: UsersDeps, id: number) {
  const user = await getUser(table, id);
  if (!user) throw notFound('user');
  const body = { user: userView(user, request.principal, request.baseUrl) };
  return { body, headers: { location: locationOf(request.baseUrl, id) } };
}

function locationOf(baseUrl: string, id: number): string {
  return `${baseUrl}/users/${id}`;
}
