import { invalid, notFound } from '../kernel/errors.ts';
import type { Principal } from '../kernel/principal.ts';
import { noClaim } from '../platform/idempotency.ts';
import type { Table } from '../platform/table/table.ts';
import { withFreshState } from './guarded-commit.store.ts';
import { findMembership, join, joinWrites, leave, listMembershipsOfUser, makeDefault } from './membership.store.ts';
import { type MemberOf, newMembership } from './membership.ts';
import { assertMayChangeUser, assertMayCreateUser, assertMayDeleteUser } from './user.policy.ts';
import {
  createUser,
  deleteUser,
  findUserByEmail,
  findUserByExternalId,
  getUser,
  updateUser,
  type WriteContext,
} from './user.store.ts';
import type { User } from './user.ts';
import { type UserInput, userFields } from './user-input.ts';

/** Who asks for a change of people, and what new ones are given where the request is silent. */
export interface WriterContext extends WriteContext {
  readonly principal: Principal;
  readonly defaultLocale: string;
}

/** Creates the person whom a request describes, in their organization if it names one. */
export async function createUserAs(
  table: Table,
  input: UserInput,
  context: WriterContext,
  claim = noClaim,
): Promise<User> {
  assertMayCreateUser(context.principal, input);
  const { name, organization_id = null } = input;
  if (name === undefined) throw invalid('name', 'field_required');
  const { email } = input;
  const fields = {
    locale: context.defaultLocale,
    ...userFields(input),
    name,
    organization_id,
    ...(email ? { email } : {}),
  };
  return createUser(table, fields, context, (user) => [
    ...claim(user.id).map((write) => ({ write })),
    ...(organization_id === null
      ? []
      : joinWrites(newMembership('organization', organization_id, user.id, true, context))),
  ]);
}

/** Changes a person as a request asks; `change` may depend on how the person is before. */
export function updateUserAs(
  table: Table,
  id: number,
  change: UserInput | ((before: User) => UserInput),
  context: WriterContext,
): Promise<User> {
  return withFreshState(async () => {
    const before = await activeUser(table, id);
    const input = typeof change === 'function' ? change(before) : change;
    assertMayChangeUser(context.principal, before, input);
    const updated = await updateUser(table, before, userFields(input), context);
    const moved = await withDefault(table, updated, 'organization', input.organization_id, context);
    const settled = await withDefault(table, moved, 'group', input.default_group_id, context);
    if (input.role !== 'end-user') return settled;
    return leaveAll(table, settled, 'group', context);
  });
}

/** The person whom a request means: by external id, else by address. They are changed, or created when there is none. */
export async function createOrUpdateUserAs(
  table: Table,
  input: UserInput,
  context: WriterContext,
  claim = noClaim,
): Promise<{ user: User; created: boolean }> {
  const known = await userMeant(table, input);
  if (known) return { user: await updateUserAs(table, known.id, input, context), created: false };
  try {
    return { user: await createUserAs(table, input, context, claim), created: true };
  } catch (error) {
    const meanwhile = await userMeant(table, input);
    if (!meanwhile) throw error;
    return { user: await updateUserAs(table, meanwhile.id, input, context), created: false };
  }
}

async function userMeant(table: Table, { external_id, email }: UserInput): Promise<User | undefined> {
  const byExternalId = external_id ? await findUserByExternalId(table, external_id) : undefined;
  return byExternalId ?? (email ? findUserByEmail(table, email) : undefined);
}

/** Deletes a person; staff leave their groups first. */
export function deleteUserAs(table: Table, id: number, context: WriterContext): Promise<User> {
  return withFreshState(async () => {
    const before = await activeUser(table, id);
    assertMayDeleteUser(context.principal, before);
    const alone = await leaveAll(table, await leaveAll(table, before, 'group', context), 'organization', context);
    return deleteUser(table, alone, context);
  });
}

/** A person who was not deleted. Throws `not_found`. */
export async function activeUser(table: Table, id: number): Promise<User> {
  const user = await getUser(table, id);
  if (!user?.active) throw notFound('user');
  return user;
}

/** Ends all of a person's memberships of one kind, one after the other; answers the person after the last. */
async function leaveAll(table: Table, user: User, of: MemberOf, context: WriteContext): Promise<User> {
  let current = user;
  for (const membership of await listMembershipsOfUser(table, of, user.id)) {
    await leave(table, current, membership, context.now);
    current = await activeUser(table, user.id);
  }
  return current;
}

/** Gives a person another default group or organization. People join organizations this way, but not groups. */
async function withDefault(
  table: Table,
  user: User,
  of: MemberOf,
  ownerId: number | null | undefined,
  context: WriteContext,
) {
  const field = of === 'group' ? 'default_group_id' : 'organization_id';
  const current = user[field];
  if (ownerId === undefined || ownerId === current) return user;
  if (ownerId === null) {
    const membership = current === null ? undefined : await findMembership(table, of, current, user.id);
    if (membership && of === 'organization') await leave(table, user, membership, context.now);
  } else {
    const membership = await findMembership(table, of, ownerId, user.id);
    if (!membership && of === 'group') throw invalid(field, 'membership.missing');
    if (membership) await makeDefault(table, user, membership, context.now);
    else await join(table, user, newMembership(of, ownerId, user.id, true, context));
  }
  return activeUser(table, user.id);
}
