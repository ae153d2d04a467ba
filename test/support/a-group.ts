import { writeNewGroup } from '../../shared/people/group.store.ts';
import { type Group, NO_ROUTING } from '../../shared/people/group.ts';
import { isFirst, join } from '../../shared/people/membership.store.ts';
import type { GroupMembership } from '../../shared/people/membership.ts';
import { getUser } from '../../shared/people/user.store.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { TestClock } from './clock.ts';

let made = 0;

/** A group in the table. */
export async function aGroup(table: Table, clock: TestClock, fields: Partial<Group> = {}): Promise<Group> {
  const now = clock.now();
  const times = { created_at: now, updated_at: now };
  const flags = { is_public: true, default: false, deleted: false };
  const group = {
    id: clock.newId(),
    version: 1,
    name: `Group ${++made}`,
    description: '',
    routing: NO_ROUTING,
    ...flags,
    ...times,
    ...fields,
  };
  await writeNewGroup(table, group);
  return group;
}

/** Puts an agent into a group. */
export async function aGroupMember(
  table: Table,
  clock: TestClock,
  member: { readonly group_id: number; readonly user_id: number; readonly supervisor?: boolean },
): Promise<GroupMembership> {
  const user = await getUser(table, member.user_id);
  if (!user) throw new Error(`There is no user ${member.user_id}`);
  const now = clock.now();
  const times = { created_at: now, updated_at: now };
  const membership = {
    id: clock.newId(),
    version: 1,
    default: isFirst(user, 'group'),
    supervisor: false,
    ...times,
    ...member,
  };
  await join(table, user, membership);
  return membership;
}
