import * as z from 'zod/mini';
import { groupKey, membersPartition } from '../platform/table/keys.ts';
import type { Item, Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { Group } from './group.ts';
import { queryAll } from './list-ids.store.ts';
import { GroupMembership } from './membership.ts';

/** The group, or undefined when there is none or it was deleted. */
export async function getGroup(table: Table, id: number): Promise<Group | undefined> {
  const item = await table.get(groupKey(id), { consistent: true });
  const group = item && z.parse(Group, item);
  return group && !group.deleted ? group : undefined;
}

/** Every group that is not deleted, oldest first. Groups are few: they share one partition. */
export async function listGroups(table: Table): Promise<Group[]> {
  const { pk } = groupKey(0);
  const items = await queryAll(table, { partition: pk, consistent: true });
  return items.map((item) => z.parse(Group, item)).filter((group) => !group.deleted);
}

/** The people of a group with their part in it, in order of person. */
export async function listGroupMembers(table: Table, groupId: number): Promise<GroupMembership[]> {
  const items = await queryAll(table, { partition: membersPartition('group', groupId), consistent: true });
  return items.map((item) => z.parse(GroupMembership, item));
}

/** Writes a group that did not exist before, together with `also`. */
export async function writeNewGroup(table: Table, group: Group, also: readonly Write[] = []): Promise<void> {
  await table.transact([...also, { put: groupItem(group), condition: 'absent' }]);
}

/** Writes a group's next state, together with `also`. Throws ConditionFailed when it is not at the version before. */
export async function saveGroup(table: Table, group: Group, also: readonly Write[] = []): Promise<void> {
  await table.transact([{ put: groupItem(group), condition: { version: group.version - 1 } }, ...also]);
}

function groupItem(group: Group): Item {
  return { ...groupKey(group.id), entity: 'group', ...group };
}
