import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { type DomainError, invalid } from '../kernel/errors.ts';
import type { NewId } from '../kernel/ids.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { emailKey, externalIdKey, identityKey, userKey } from '../platform/table/keys.ts';
import type { Item, Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import type { Write } from '../platform/table/table-input.ts';
import { commitGuarded, type GuardedWrite } from './guarded-commit.store.ts';
import { listIdentities, releaseIdentities, releaseWrites } from './identity.store.ts';
import type { Identity } from './identity.ts';
import { nameFromEmail, normalEmail } from './text-rules.ts';
import { changedUser, deletedUser, newUser, User, type UserFields } from './user.ts';
import { emailItem, identityItem, userEvent, userEventItem, userItem } from './user-items.store.ts';

/** What a store needs to write: the instant and fresh ids. */
export interface WriteContext {
  readonly now: Instant;
  readonly newId: NewId;
}

const EmailOwner = onFirstUse(() => z.object({ user_id: z.int(), identity_id: z.int() }));
const Owner = onFirstUse(() => z.object({ owner_id: z.int() }));

/** The person, deleted or not; undefined when there never was one. */
export async function getUser(table: Table, id: number): Promise<User | undefined> {
  const item = await table.get(userKey(id), { consistent: true });
  return item && z.parse(User, item);
}

/**
 * Several people, by id; unknown ids are left out. Whoever is not seen at once is read again, consistently: people are
 * made together with what they ask, and needed the moment after.
 */
export async function getUsers(table: Table, ids: readonly number[]): Promise<Map<number, User>> {
  const wanted = [...new Set(ids)];
  const users = usersById(await table.batchGet(wanted.map(userKey)));
  const unseen = wanted.filter((id) => !users.has(id));
  if (unseen.length === 0) return users;
  return new Map([...users, ...usersById(await table.batchGet(unseen.map(userKey), { consistent: true }))]);
}

function usersById(items: readonly Item[]): Map<number, User> {
  return new Map(items.map((item) => z.parse(User, item)).map((user) => [user.id, user]));
}

/** Whose address this is, and by which identity. */
export async function findEmailOwner(table: Table, address: string): Promise<z.output<typeof EmailOwner> | undefined> {
  const item = await table.get(emailKey(normalEmail(address)), { consistent: true });
  return item && z.parse(EmailOwner, item);
}

/** The person an address belongs to, primary or not. */
export async function findUserByEmail(table: Table, address: string): Promise<User | undefined> {
  const owner = await findEmailOwner(table, address);
  return owner && getUser(table, owner.user_id);
}

/** The person whom another system knows under this id. */
export async function findUserByExternalId(table: Table, externalId: string): Promise<User | undefined> {
  const item = await table.get(externalIdKey('user', externalId), { consistent: true });
  return item && getUser(table, z.parse(Owner, item).owner_id);
}

/**
 * Creates a person with their first address. Throws `invalid` when the address or external id is somebody's already.
 * `also` joins the same transaction, and if refused, before anything else.
 */
export async function createUser(
  table: Table,
  fields: UserFields & { readonly name: string },
  { now, newId }: WriteContext,
  also: (user: User) => readonly GuardedWrite[] = () => [],
): Promise<User> {
  const user = newUser(newId(), fields, now);
  const writes: GuardedWrite[] = [
    { write: { put: { ...userItem(user), ...userEvent('user.created.v1', user, now) }, condition: 'absent' } },
  ];
  if (user.email !== null) writes.push(...emailWrites(newIdentity(user, user.email, { now, newId })));
  if (user.external_id !== null) writes.push(externalIdWrite(user.id, user.external_id));
  await commitGuarded(table, [...also(user), ...writes]);
  return user;
}

/** A person who is made by their address. */
export interface PersonByEmail {
  readonly email: string;
  readonly name?: string | null;
  readonly locale?: string;
  readonly verified?: boolean;
}

/** The person an address belongs to, created when there is none. Two at the same time get the same person. */
export async function findOrCreateByEmail(table: Table, person: PersonByEmail, context: WriteContext): Promise<User> {
  return (await findUserByEmail(table, person.email)) ?? createByEmail(table, person, context);
}

/** As `findOrCreateByEmail`, for an address that was just found to be nobody's: it is looked up again only if it no longer is. */
export async function createByEmail(
  table: Table,
  { email, name, locale, verified = false }: PersonByEmail,
  context: WriteContext,
): Promise<User> {
  const fields = { email, verified, ...(locale ? { locale } : {}) };
  try {
    return await createUser(table, { ...fields, name: name || nameFromEmail(email) }, context);
  } catch (error) {
    const meanwhile = await findUserByEmail(table, email);
    if (meanwhile) return meanwhile;
    throw error;
  }
}

/**
 * Gives a person other values. A new `email` becomes a further address, or the primary one of somebody who had none;
 * `verified` is that of the primary address. Throws `invalid` when an address or external id is taken, ConditionFailed
 * when the person changed since `before` was read.
 */
export async function updateUser(table: Table, before: User, fields: UserFields, context: WriteContext): Promise<User> {
  const { email: address, ...rest } = fields;
  const email = address ? normalEmail(address) : undefined;
  const owner = email === undefined ? undefined : await findEmailOwner(table, email);
  const added = email !== undefined && owner?.user_id !== before.id ? email : undefined;
  const after = changedUser(before, rest, context.now);
  if (added !== undefined && before.email === null) after.email = added;

  const writes: GuardedWrite[] = [{ write: { put: userItem(after), condition: { version: before.version } } }];
  if (added !== undefined) writes.push(...emailWrites(newIdentity(after, added, context)));
  if (after.verified !== before.verified && before.email !== null) {
    writes.push({ write: await verifiedWrite(table, before.email, after.verified, context.now) });
  }
  if (after.role !== before.role)
    writes.push({ write: { put: userEventItem('user.role_changed.v1', after, context.now) } });
  if (after.external_id !== before.external_id) {
    if (before.external_id !== null) writes.push({ write: externalIdRelease(before.id, before.external_id) });
    if (after.external_id !== null) writes.push(externalIdWrite(after.id, after.external_id));
  }
  await commitGuarded(table, writes);
  return after;
}

/**
 * Deletes a person: their addresses and external id become free, they leave every list, and their name stays for the
 * tickets they are in. Repeating it after it stopped half way completes it.
 */
export async function deleteUser(table: Table, before: User, { now }: WriteContext): Promise<User> {
  const identities = await listIdentities(table, before.id);
  const primary = identities.filter((identity) => identity.primary);
  await releaseIdentities(
    table,
    identities.filter((identity) => !identity.primary),
  );
  const after = deletedUser(before, now);
  await table.transact([
    { put: userItem(after), condition: { version: before.version } },
    { put: userEventItem('user.deleted.v1', after, now) },
    ...primary.flatMap(releaseWrites),
    ...(before.external_id === null ? [] : [externalIdRelease(before.id, before.external_id)]),
  ]);
  return after;
}

/** Somebody has this address already. */
function emailTaken(email: string): DomainError {
  return invalid('email', 'user.email_taken', { value: email });
}

/** The writes that make an address a person's: refused when it is somebody's already. */
export function emailWrites(identity: Identity): GuardedWrite[] {
  return [
    { write: { put: identityItem(identity), condition: 'absent' } },
    { write: { put: emailItem(identity), condition: 'absent' }, refused: () => emailTaken(identity.value) },
  ];
}

function newIdentity(user: User, email: string, { now, newId }: WriteContext): Identity {
  const primary = user.email === email;
  const verified = primary && user.verified;
  return {
    id: newId(),
    user_id: user.id,
    type: 'email',
    value: email,
    verified,
    primary,
    created_at: now,
    updated_at: now,
  };
}

async function verifiedWrite(table: Table, email: string, verified: boolean, now: Instant): Promise<Write> {
  const owner = await findEmailOwner(table, email);
  if (!owner) throw new ConditionFailed(0);
  const key = identityKey(owner.user_id, owner.identity_id);
  return { update: { key, set: { verified, updated_at: now } }, condition: 'present' };
}

function externalIdWrite(owner_id: number, externalId: string): GuardedWrite {
  return {
    write: { put: { ...externalIdKey('user', externalId), entity: 'external_id', owner_id }, condition: 'absent' },
    refused: () => invalid('external_id', 'user.external_id_taken', { value: externalId }),
  };
}

function externalIdRelease(owner_id: number, externalId: string): Write {
  return { delete: externalIdKey('user', externalId), condition: { equals: { owner_id } } };
}
