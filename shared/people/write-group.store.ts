import { invalid, notFound } from '../kernel/errors.ts';
import { noClaim } from '../platform/idempotency.ts';
import type { Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { getGroup, listGroups, saveGroup, writeNewGroup } from './group.store.ts';
import { type Group, type GroupRouting, NO_ROUTING } from './group.ts';
import { groupRoutingEvent } from './group-event.store.ts';
import { withFreshState } from './guarded-commit.store.ts';
import { getMembership, isFirst, join, leave, makeDefault, setSupervisor } from './membership.store.ts';
import { type GroupMembership, newMembership } from './membership.ts';
import { removeMembers } from './remove-members.store.ts';
import { cleanName } from './text-rules.ts';
import { getUser, type WriteContext } from './user.store.ts';
import { isStaffMember } from './user.ts';
import { activeUser } from './write-user.store.ts';

/** What a request may say about a group. */
export interface GroupInput {
  readonly name?: string | undefined;
  readonly description?: string | null | undefined;
  readonly is_public?: boolean | undefined;
  readonly routing?: Partial<{ readonly [K in keyof GroupRouting]: GroupRouting[K] | undefined }> | undefined;
}

/** Creates a group; the first one of all becomes the default group. */
export async function createGroup(
  table: Table,
  { name, description, is_public, routing }: GroupInput & { readonly name: string },
  { now, newId }: WriteContext,
  claim = noClaim,
): Promise<Group> {
  const isDefault = (await listGroups(table)).length === 0;
  const group: Group = {
    id: newId(),
    version: 1,
    name: cleanName(name),
    description: description ?? '',
    is_public: is_public ?? true,
    default: isDefault,
    deleted: false,
    routing: changedRouting(NO_ROUTING, routing),
    created_at: now,
    updated_at: now,
  };
  await writeNewGroup(table, group, claim(group.id));
  return group;
}

/** Changes the fields of a group that a request names. */
export function updateGroup(table: Table, id: number, input: GroupInput, { now }: WriteContext): Promise<Group> {
  return withFreshState(async () => {
    const before = await theGroup(table, id);
    const after: Group = {
      ...before,
      name: input.name === undefined ? before.name : cleanName(input.name),
      description: input.description === undefined ? before.description : (input.description ?? ''),
      is_public: input.is_public ?? before.is_public,
      routing: changedRouting(before.routing, input.routing),
      version: before.version + 1,
      updated_at: now,
    };
    await saveGroup(table, after, groupRoutingEvent(before, after));
    return after;
  });
}

function changedRouting(before: GroupRouting, asked: GroupInput['routing'] = {}): GroupRouting {
  const { enabled = before.enabled, skill_timeout_seconds = before.skill_timeout_seconds } = asked;
  return { enabled, skill_timeout_seconds };
}

/**
 * Deletes a group after everybody has left it, and once more those who came in meanwhile. Repeating it goes on where it
 * stopped.
 */
export async function deleteGroup(table: Table, id: number, context: WriteContext): Promise<void> {
  const group = await theGroup(table, id);
  if (group.default) throw invalid('default', 'group.default_stays');
  await removeMembers(table, 'group', id, context.now);
  await withFreshState(async () => {
    const before = await theGroup(table, id);
    const routing = { ...before.routing, enabled: false };
    const after = { ...before, routing, deleted: true, version: before.version + 1, updated_at: context.now };
    await saveGroup(table, after, groupRoutingEvent(before, after));
  });
  await removeMembers(table, 'group', id, context.now);
}

/** A group that was not deleted. Throws `not_found`. */
export async function theGroup(table: Table, id: number): Promise<Group> {
  const group = await getGroup(table, id);
  if (!group) throw notFound('group');
  return group;
}

/** What a request may say about a new member. */
export interface MemberInput {
  readonly user_id: number;
  readonly group_id: number;
  readonly supervisor?: boolean | undefined;
  readonly default?: boolean | undefined;
}

/** Puts somebody who works here into a group; their first group becomes their default one. */
export function joinGroup(
  table: Table,
  input: MemberInput,
  context: WriteContext,
  claim = noClaim,
): Promise<GroupMembership> {
  return withFreshState(async () => {
    const user = await getUser(table, input.user_id);
    if (!user?.active) throw invalid('user_id', 'record_not_found');
    if (!isStaffMember(user)) throw invalid('user_id', 'user.not_staff');
    const isDefault = input.default === true || isFirst(user, 'group');
    const made = newMembership('group', input.group_id, user.id, isDefault, context);
    const membership = { ...made, supervisor: input.supervisor ?? false };
    await join(table, user, membership, claim(membership.id));
    return membership;
  });
}

/** Takes somebody out of a group. `also` joins the transaction. */
export function leaveGroup(
  table: Table,
  id: number,
  { now }: WriteContext,
  also: readonly Write[] = [],
): Promise<void> {
  return withFreshState(async () => {
    const membership = await theGroupMembership(table, id);
    await leave(table, await getUser(table, membership.user_id), membership, now, also);
  });
}

/** Makes a group the one somebody's work falls to. */
export function makeDefaultGroup(table: Table, id: number, { now }: WriteContext): Promise<GroupMembership> {
  return withFreshState(async () => {
    const membership = await theGroupMembership(table, id);
    return makeDefault(table, await activeUser(table, membership.user_id), membership, now);
  });
}

/** Says whether a member is told of the group's escalations. */
export function changeSupervisor(table: Table, id: number, supervisor: boolean, { now }: WriteContext) {
  return withFreshState(async () => {
    const membership = await theGroupMembership(table, id);
    return membership.supervisor === supervisor ? membership : setSupervisor(table, membership, supervisor, now);
  });
}

/** A membership, of this person if one is named. Throws `not_found`. */
export async function theGroupMembership(table: Table, id: number, userId?: number): Promise<GroupMembership> {
  const membership = await getMembership(table, 'group', id);
  if (!membership || (userId !== undefined && membership.user_id !== userId)) throw notFound('group_membership');
  return membership;
}
