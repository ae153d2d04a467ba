import { notFound } from '../../shared/kernel/errors.ts';
import { getIdentity } from '../../shared/people/identity.store.ts';
import type { usersApi } from '../../shared/people/users.api.ts';
import * as write from '../../shared/people/write-identity.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import { type UsersDeps, writer } from './deps.ts';
import { identityList, oneIdentity } from './identities.ts';

type Routes = typeof usersApi.routes;

/** Adds an address or number to a person. */
export const createIdentity: UseCase<Routes['createIdentity'], UsersDeps> = async (request, deps) => {
  const { params, body, baseUrl } = request;
  const context = writer(request, deps);
  const id = await createOnce<number>(deps.table, request.idempotency, context.now, async (claim) => {
    const added = await write.addIdentity(deps.table, params.user_id, body.identity, context, claim);
    return added.id;
  });
  const identity = await getIdentity(deps.table, params.user_id, id);
  if (!identity) throw notFound('identity');
  const location = `${baseUrl}/users/${params.user_id}/identities/${id}`;
  return { headers: { location }, body: await oneIdentity(deps.table, identity, baseUrl) };
};

/** Says whether it is proven. */
export const updateIdentity: UseCase<Routes['updateIdentity'], UsersDeps> = async (request, deps) => {
  const { params, body, baseUrl } = request;
  const { verified } = body.identity;
  const context = writer(request, deps);
  const identity =
    verified === undefined
      ? (await write.theIdentity(deps.table, params.user_id, params.id, context)).identity
      : await write.verifyIdentity(deps.table, params.user_id, params.id, verified, context);
  return { body: await oneIdentity(deps.table, identity, baseUrl) };
};

/** Marks it as proven. */
export const verifyIdentity: UseCase<Routes['verifyIdentity'], UsersDeps> = async (request, deps) => {
  const { params, baseUrl } = request;
  const identity = await write.verifyIdentity(deps.table, params.user_id, params.id, true, writer(request, deps));
  return { body: await oneIdentity(deps.table, identity, baseUrl) };
};

/** Makes an address the one the person is written to. */
export const makeIdentityPrimary: UseCase<Routes['makeIdentityPrimary'], UsersDeps> = async (request, deps) => {
  const { params, baseUrl } = request;
  const identities = await write.makeIdentityPrimary(deps.table, params.user_id, params.id, writer(request, deps));
  return { body: await identityList(deps.table, identities, baseUrl) };
};

/** Accepts the wish that a person proves an address: their next signed-in request or verified mail does. */
export const requestIdentityVerification: UseCase<Routes['requestIdentityVerification'], UsersDeps> = async (
  request,
  deps,
) => {
  await write.theIdentity(deps.table, request.params.user_id, request.params.id, request);
  return { body: {} };
};

/** Takes it away. */
export const deleteIdentity: UseCase<Routes['deleteIdentity'], UsersDeps> = async (request, deps) => {
  await write.removeIdentity(deps.table, request.params.user_id, request.params.id, writer(request, deps));
  return {};
};
