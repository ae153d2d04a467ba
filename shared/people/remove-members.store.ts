import type { Instant } from '../kernel/clock.ts';
import type { Table } from '../platform/table/table.ts';
import { withFreshState } from './guarded-commit.store.ts';
import { findMembership, leave, listMemberIds } from './membership.store.ts';
import type { MemberOf } from './membership.ts';
import { getUser } from './user.store.ts';

const AT_ONCE = 10;

/** Takes everybody out of a group or organization, some at a time; repeating it goes on where it stopped. */
export async function removeMembers(table: Table, of: MemberOf, ownerId: number, now: Instant): Promise<void> {
  for (;;) {
    const userIds = await listMemberIds(table, of, ownerId, { descending: false, limit: AT_ONCE });
    if (userIds.length === 0) return;
    await Promise.all(userIds.map((userId) => withFreshState(() => removeMember(table, of, ownerId, userId, now))));
  }
}

async function removeMember(table: Table, of: MemberOf, ownerId: number, userId: number, now: Instant): Promise<void> {
  const [user, membership] = await Promise.all([getUser(table, userId), findMembership(table, of, ownerId, userId)]);
  if (membership) await leave(table, user, membership, now);
}
