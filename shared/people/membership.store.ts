import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { invalid } from '../kernel/errors.ts';
import { sortableId } from '../kernel/ids.ts';
import { type IdRange, MAX_OFFSET } from '../platform/http/paging.ts';
import {
  groupKey,
  groupMembershipKey,
  LIST_SHARDS,
  memberKey,
  membershipListPartition,
  membershipsOfUserPartition,
  membersPartition,
  organizationKey,
  organizationMembershipKey,
  shardOf,
} from '../platform/table/keys.ts';
import type { Item, Table } from '../platform/table/table.ts';
import type { Condition, Key, Write } from '../platform/table/table-input.ts';
import { commitGuarded, type GuardedWrite } from './guarded-commit.store.ts';
import { listIds } from './list-ids.store.ts';
import {
  defaultField,
  GroupMembership,
  type MemberOf,
  type Membership,
  type Memberships,
  memberOf,
  OrganizationMembership,
} from './membership.ts';
import type { User } from './user.ts';
import { userItem } from './user-items.store.ts';

/** A membership by its id. */
export async function getMembership<Of extends MemberOf>(
  table: Table,
  of: Of,
  id: number,
): Promise<Memberships[Of] | undefined> {
  const item = await table.get(keyOf(of, id), { consistent: true });
  return item && parse(of, item);
}

/** The memberships of these ids that exist, in their order. */
export async function getMemberships<Of extends MemberOf>(
  table: Table,
  of: Of,
  ids: readonly number[],
): Promise<Memberships[Of][]> {
  const items = await table.batchGet(ids.map((id) => keyOf(of, id)));
  return items.map((item) => parse(of, item));
}

/** A person's membership in one group or organization. */
export async function findMembership<Of extends MemberOf>(table: Table, of: Of, ownerId: number, userId: number) {
  const item = await table.get(memberKey(of, ownerId, userId), { consistent: true });
  return item && parse(of, item);
}

/** The memberships of these people in one group or organization, in their order. */
export async function getMembers<Of extends MemberOf>(
  table: Table,
  of: Of,
  ownerId: number,
  userIds: readonly number[],
) {
  const items = await table.batchGet(userIds.map((userId) => memberKey(of, ownerId, userId)));
  return items.map((item) => parse(of, item));
}

/** Ids of all memberships. */
export function listMembershipIds(table: Table, of: MemberOf, range: IdRange): Promise<number[]> {
  return listIds(table, { index: 'gsi2', partitions: allPartitions(of) }, range);
}

/** How many memberships there are, counted one by one up to the end of what offset paging reaches. */
export async function countMemberships(table: Table, of: MemberOf): Promise<number> {
  const limit = Math.ceil(MAX_OFFSET / LIST_SHARDS);
  const counts = await Promise.all(
    allPartitions(of).map((partition) => table.count({ index: 'gsi2', partition, limit })),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function allPartitions(of: MemberOf): string[] {
  return Array.from({ length: LIST_SHARDS }, (_, shard) => membershipListPartition(of, shard));
}

/** Ids of the people in one group or organization. */
export function listMemberIds(table: Table, of: MemberOf, ownerId: number, range: IdRange): Promise<number[]> {
  return listIds(table, { partitions: [membersPartition(of, ownerId)] }, range);
}

/** Groups or organizations a person may be in; more would not fit what one request does. */
const MAX_MEMBERSHIPS = 500;

/** The memberships of a person, oldest first. */
export async function listMembershipsOfUser<Of extends MemberOf>(
  table: Table,
  of: Of,
  userId: number,
): Promise<Memberships[Of][]> {
  const range = { descending: false, limit: MAX_MEMBERSHIPS };
  const ids = await listIds(table, { index: 'gsi1', partitions: [membershipsOfUserPartition(of, userId)] }, range);
  return getMemberships(table, of, ids);
}

/** A membership of somebody who had none becomes their default one. */
export function isFirst(user: User, of: MemberOf): boolean {
  return user[defaultField(of)] === null;
}

/**
 * Makes a person a member. Throws `invalid` when they are one already, `not_found` when the group or organization is
 * gone, ConditionFailed when the person changed since `user` was read. `also` joins the transaction.
 */
export async function join(
  table: Table,
  user: User,
  membership: Membership,
  also: readonly Write[] = [],
): Promise<void> {
  const { of, ownerId } = memberOf(membership);
  const first = membership.default ? await defaultWrites(table, user, of, ownerId, membership.created_at) : [];
  await commitGuarded(table, [...also.map((write) => ({ write })), ...first, ...joinWrites(membership)]);
}

/** The writes of a new membership, refused when there is no such group or organization or the person is in it already. */
export function joinWrites(membership: Membership): GuardedWrite[] {
  const { of, ownerId } = memberOf(membership);
  const owner = of === 'group' ? groupKey(ownerId) : organizationKey(ownerId);
  const [main, member] = putWrites(membership, 'absent');
  return [
    {
      write: { check: owner, condition: { equals: { deleted: false } } },
      refused: () => invalid(`${of}_id`, 'record_not_found'),
    },
    { write: main },
    { write: member, refused: () => invalid('user_id', 'membership.exists') },
  ];
}

/** Makes a membership the person's default one. Throws ConditionFailed when something changed meanwhile. */
export async function makeDefault<M extends Membership>(
  table: Table,
  user: User,
  membership: M,
  now: Instant,
): Promise<M> {
  const { of, ownerId } = memberOf(membership);
  if (membership.default && user[defaultField(of)] === ownerId) return membership;
  const after = { ...membership, default: true, version: membership.version + 1, updated_at: now };
  const put = putWrites(after, { version: membership.version }).map((write) => ({ write }));
  await commitGuarded(table, [...(await defaultWrites(table, user, of, ownerId, now)), ...put]);
  return after;
}

/** Changes whether somebody is told of their group's escalations. */
export async function setSupervisor(table: Table, membership: GroupMembership, supervisor: boolean, now: Instant) {
  const after = { ...membership, supervisor, version: membership.version + 1, updated_at: now };
  await table.transact(putWrites(after, { version: membership.version }));
  return after;
}

/**
 * Ends a membership; if it was the default one, there is none until another is chosen. `also` joins the transaction.
 */
export async function leave(
  table: Table,
  user: User | undefined,
  membership: Membership,
  now: Instant,
  also: readonly Write[] = [],
): Promise<void> {
  const { of, ownerId } = memberOf(membership);
  const { id, user_id } = membership;
  const writes: Write[] = [
    ...also,
    { delete: keyOf(of, id), condition: 'present' },
    { delete: memberKey(of, ownerId, user_id), condition: { equals: { id } } },
  ];
  if (user?.active && user[defaultField(of)] === ownerId) {
    const person = { ...user, [defaultField(of)]: null, version: user.version + 1, updated_at: now };
    writes.push({ put: userItem(person), condition: { version: user.version } });
  }
  await table.transact(writes);
}

/** The person points to their new default, and the membership that was it before no longer is. */
async function defaultWrites(
  table: Table,
  user: User,
  of: MemberOf,
  ownerId: number,
  now: Instant,
): Promise<GuardedWrite[]> {
  const before = user[defaultField(of)];
  const person = { ...user, [defaultField(of)]: ownerId, version: user.version + 1, updated_at: now };
  const earlier = before === null || before === ownerId ? undefined : await findMembership(table, of, before, user.id);
  const demoted = earlier && { ...earlier, default: false, version: earlier.version + 1, updated_at: now };
  return [
    { write: { put: userItem(person), condition: { version: user.version } } },
    ...(demoted ? putWrites(demoted, { version: demoted.version - 1 }).map((write) => ({ write })) : []),
  ];
}

/**
 * The two items of a membership: one by its id, listed by person and among all, and one among the members, which also
 * keeps anyone from being a member twice.
 */
function putWrites(membership: Membership, condition: Condition): [Write, Write] {
  const { id, user_id } = membership;
  const { of, ownerId } = memberOf(membership);
  const sk = sortableId(id);
  const byUser: Item = { gsi1pk: membershipsOfUserPartition(of, user_id), gsi1sk: sk };
  const inAll: Item = { gsi2pk: membershipListPartition(of, shardOf(id)), gsi2sk: sk };
  return [
    { put: { ...keyOf(of, id), entity: `${of}_membership`, ...membership, ...byUser, ...inAll }, condition },
    { put: { ...memberKey(of, ownerId, user_id), entity: `${of}_member`, ...membership }, condition },
  ];
}

function keyOf(of: MemberOf, id: number): Key {
  return of === 'group' ? groupMembershipKey(id) : organizationMembershipKey(id);
}

function parse<Of extends MemberOf>(of: Of, item: Item): Memberships[Of] {
  const schema = { group: GroupMembership, organization: OrganizationMembership }[of];
  return z.parse(schema, item) as Memberships[Of];
}
