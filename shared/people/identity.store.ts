import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { emailKey, IDENTITY_PREFIX, identityKey, undeliverableKey, userKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { Identity } from './identity.ts';
import { queryAll } from './list-ids.store.ts';
import type { User } from './user.ts';
import { identityItem, userItem } from './user-items.store.ts';

/** A person's identities, oldest first. */
export async function listIdentities(table: Table, userId: number): Promise<Identity[]> {
  const { pk } = userKey(userId);
  const items = await queryAll(table, { partition: pk, startsWith: IDENTITY_PREFIX, consistent: true });
  return items.map((item) => z.parse(Identity, item));
}

/** One of a person's identities. */
export async function getIdentity(table: Table, userId: number, id: number): Promise<Identity | undefined> {
  const item = await table.get(identityKey(userId, id), { consistent: true });
  return item && z.parse(Identity, item);
}

/** Those of some identities' addresses that mail has given up, by the mark that keeps further mail from them. */
export async function givenUp(table: Table, identities: readonly Identity[]): Promise<ReadonlySet<string>> {
  const addresses = identities.flatMap(({ type, value }) => (type === 'email' ? [value] : []));
  const marks = addresses.length === 0 ? [] : await table.batchGet(addresses.map(undeliverableKey));
  const marked = new Set(marks.map(({ pk }) => pk));
  return new Set(addresses.filter((address) => marked.has(undeliverableKey(address).pk)));
}

/** Marks an identity as proven, or not; the person with it when it is their primary one. */
export async function setVerified(table: Table, user: User, identity: Identity, verified: boolean, now: Instant) {
  const after: Identity = { ...identity, verified, updated_at: now };
  const writes: Write[] = [{ put: identityItem(after), condition: 'present' }];
  if (identity.primary) {
    const changed = { ...user, verified, version: user.version + 1, updated_at: now };
    writes.push({ put: userItem(changed), condition: { version: user.version } });
  }
  await table.transact(writes);
  return after;
}

/** Makes an address the one a person is written to. Throws ConditionFailed when the person changed since `user` was read. */
export async function makePrimary(table: Table, user: User, identities: readonly Identity[], id: number, now: Instant) {
  const after = identities.map((each) => ({ ...each, primary: each.id === id, updated_at: now }));
  const changed = after.filter((each, at) => each.primary !== identities[at]?.primary);
  const primary = after.find((each) => each.primary);
  if (changed.length === 0 || !primary) return identities;
  const { value: email, verified } = primary;
  const person = { ...user, email, verified, version: user.version + 1, updated_at: now };
  await table.transact([
    { put: userItem(person), condition: { version: user.version } },
    ...changed.map((each): Write => ({ put: identityItem(each), condition: 'present' })),
  ]);
  return after;
}

/** Identities that one transaction can release: each is up to two items. */
const RELEASED_TOGETHER = 5;

/** The writes that take an identity away and free its address. */
export function releaseWrites({ id, user_id, type, value }: Identity): Write[] {
  const identity: Write = { delete: identityKey(user_id, id), condition: 'present' };
  return type === 'email' ? [identity, { delete: emailKey(value), condition: { equals: { user_id } } }] : [identity];
}

/** Takes identities away, some at a time. Throws ConditionFailed when one of them is gone already. */
export async function releaseIdentities(table: Table, identities: readonly Identity[]): Promise<void> {
  for (let at = 0; at < identities.length; at += RELEASED_TOGETHER) {
    const writes = identities.slice(at, at + RELEASED_TOGETHER).flatMap(releaseWrites);
    await table.transact(writes);
  }
}
