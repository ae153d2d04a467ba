import { invalid, notFound } from '../kernel/errors.ts';
import { noClaim } from '../platform/idempotency.ts';
import type { Table } from '../platform/table/table.ts';
import { commitGuarded, type GuardedWrite, withFreshState } from './guarded-commit.store.ts';
import { getIdentity, listIdentities, makePrimary, releaseIdentities, setVerified } from './identity.store.ts';
import { type Identity, MAX_IDENTITIES } from './identity.ts';
import { isEmail, normalEmail } from './text-rules.ts';
import { assertMayChangeIdentities } from './user.policy.ts';
import { emailWrites } from './user.store.ts';
import type { User } from './user.ts';
import { identityItem, userItem } from './user-items.store.ts';
import { activeUser, type WriterContext } from './write-user.store.ts';

/** What a request says about a new address or number. */
export interface IdentityInput {
  readonly type: Identity['type'];
  readonly value: string;
  readonly verified?: boolean | undefined;
  readonly primary?: boolean | undefined;
}

/** Adds an address or number to a person; their first address is their primary one. Throws `invalid` when it is taken. */
export function addIdentity(
  table: Table,
  userId: number,
  input: IdentityInput,
  context: WriterContext,
  claim = noClaim,
): Promise<Identity> {
  return withFreshState(async () => {
    const user = await activeUser(table, userId);
    assertMayChangeIdentities(context.principal, user);
    const identities = await listIdentities(table, userId);
    if (identities.length >= MAX_IDENTITIES) throw invalid('base', 'identity.too_many', { limit: MAX_IDENTITIES });
    const added = newIdentity(user, input, context);
    const claimed = claim(added.id).map((write) => ({ write }));
    if (added.type !== 'email') {
      await commitGuarded(table, [...claimed, { write: { put: identityItem(added), condition: 'absent' } }]);
      return added;
    }
    const changes = added.primary ? primaryWrites(user, identities, added) : [];
    await commitGuarded(table, [...claimed, ...emailWrites(added), ...changes]);
    return added;
  });
}

/** Says whether an address or number is proven to be theirs. */
export function verifyIdentity(table: Table, userId: number, id: number, verified: boolean, context: WriterContext) {
  return withFreshState(async () => {
    const { user, identity } = await theIdentity(table, userId, id, context);
    return identity.verified === verified ? identity : setVerified(table, user, identity, verified, context.now);
  });
}

/** Makes an address the one the person is written to; answers all their identities. */
export function makeIdentityPrimary(table: Table, userId: number, id: number, context: WriterContext) {
  return withFreshState(async () => {
    const { user, identity } = await theIdentity(table, userId, id, context);
    if (identity.type !== 'email') throw invalid('type', 'identity.only_email_primary');
    return makePrimary(table, user, await listIdentities(table, userId), id, context.now);
  });
}

/** Takes an address or number from a person; the primary address stays. */
export function removeIdentity(table: Table, userId: number, id: number, context: WriterContext): Promise<void> {
  return withFreshState(async () => {
    const { identity } = await theIdentity(table, userId, id, context);
    if (identity.primary) throw invalid('primary', 'identity.primary_stays');
    await releaseIdentities(table, [identity]);
  });
}

/** A person's identity, and that the caller may change it. Throws `not_found` or `forbidden`. */
export async function theIdentity(table: Table, userId: number, id: number, context: Pick<WriterContext, 'principal'>) {
  const [user, identity] = await Promise.all([activeUser(table, userId), getIdentity(table, userId, id)]);
  assertMayChangeIdentities(context.principal, user);
  if (!identity) throw notFound('identity');
  return { user, identity };
}

function newIdentity(user: User, input: IdentityInput, { now, newId }: WriterContext): Identity {
  const { type, verified = false } = input;
  const isAddress = type === 'email';
  const value = isAddress ? normalEmail(input.value) : input.value.trim();
  if (isAddress ? !isEmail(value) : !/^\+?[\d\s().-]{3,40}$/.test(value)) {
    throw invalid('value', isAddress ? 'email_invalid' : 'field_invalid');
  }
  const primary = isAddress && (user.email === null || input.primary === true);
  return { id: newId(), user_id: user.id, type, value, verified, primary, created_at: now, updated_at: now };
}

/** The person is written to at the new address, and at no other. */
function primaryWrites(
  user: User,
  identities: readonly Identity[],
  { value, verified, created_at: now }: Identity,
): GuardedWrite[] {
  const person = { ...user, email: value, verified, version: user.version + 1, updated_at: now };
  const demoted = identities
    .filter((each) => each.primary)
    .map((each) => ({ ...each, primary: false, updated_at: now }));
  return [
    { write: { put: userItem(person), condition: { version: user.version } } },
    ...demoted.map((each): GuardedWrite => ({ write: { put: identityItem(each), condition: 'present' } })),
  ];
}
