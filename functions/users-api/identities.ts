import { forbidden, notFound } from '../../shared/kernel/errors.ts';
import { getIdentity, givenUp, listIdentities as identitiesOf } from '../../shared/people/identity.store.ts';
import type { Identity } from '../../shared/people/identity.ts';
import { identityView } from '../../shared/people/user.view.ts';
import type { usersApi } from '../../shared/people/users.api.ts';
import { activeUser } from '../../shared/people/write-user.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { UsersDeps } from './deps.ts';

type Routes = typeof usersApi.routes;

/** The caller's own addresses and numbers. */
export const listOwnIdentities: UseCase<Routes['listOwnIdentities'], UsersDeps> = async (
  { principal, baseUrl },
  { table },
) => {
  if (principal.kind !== 'user') throw forbidden();
  return { body: await identityList(table, await identitiesOf(table, principal.userId), baseUrl) };
};

/** A person's addresses and numbers. */
export const listIdentities: UseCase<Routes['listIdentities'], UsersDeps> = async ({ params, baseUrl }, { table }) => {
  const [, identities] = await Promise.all([activeUser(table, params.user_id), identitiesOf(table, params.user_id)]);
  return { body: await identityList(table, identities, baseUrl) };
};

/** One of them. */
export const showIdentity: UseCase<Routes['showIdentity'], UsersDeps> = async ({ params, baseUrl }, { table }) => {
  const identity = await getIdentity(table, params.user_id, params.id);
  if (!identity) throw notFound('identity');
  return { body: await oneIdentity(table, identity, baseUrl) };
};

/** One identity as an answer. */
export async function oneIdentity(table: Table, identity: Identity, baseUrl: string) {
  return { identity: identityView(identity, await givenUp(table, [identity]), baseUrl) };
}

/** All of a person's identities in one answer. */
export async function identityList(table: Table, identities: readonly Identity[], baseUrl: string) {
  const unreachable = await givenUp(table, identities);
  const views = identities.map((each) => identityView(each, unreachable, baseUrl));
  return { identities: views, count: views.length, next_page: null, previous_page: null };
}
