import { forbidden, notFound } from '../../shared/kernel/errors.ts';
import { getIdentity, listIdentities as identitiesOf } from '../../shared/people/identity.store.ts';
import type { Identity } from '../../shared/people/identity.ts';
import { identityView } from '../../shared/people/user.view.ts';
import type { usersApi } from '../../shared/people/users.api.ts';
import { activeUser } from '../../shared/people/write-user.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { UsersDeps } from './deps.ts';

type Routes = typeof usersApi.routes;

/** The caller's own addresses and numbers. */
export const listOwnIdentities: UseCase<Routes['listOwnIdentities'], UsersDeps> = async (
  { principal, baseUrl },
  { table },
) => {
  if (principal.kind !== 'user') throw forbidden();
  return { body: identityList(await identitiesOf(table, principal.userId), baseUrl) };
};

/** A person's addresses and numbers. */
export const listIdentities: UseCase<Routes['listIdentities'], UsersDeps> = async ({ params, baseUrl }, { table }) => {
  const [, identities] = await Promise.all([activeUser(table, params.user_id), identitiesOf(table, params.user_id)]);
  return { body: identityList(identities, baseUrl) };
};

/** One of them. */
export const showIdentity: UseCase<Routes['showIdentity'], UsersDeps> = async ({ params, baseUrl }, { table }) => {
  const identity = await getIdentity(table, params.user_id, params.id);
  if (!identity) throw notFound('identity');
  return { body: { identity: identityView(identity, baseUrl) } };
};

/** All of a person's identities in one answer. */
export function identityList(identities: readonly Identity[], baseUrl: string) {
  const views = identities.map((each) => identityView(each, baseUrl));
  return { identities: views, count: views.length, next_page: null, previous_page: null };
}
