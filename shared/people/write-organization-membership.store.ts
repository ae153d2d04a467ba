import { invalid, notFound } from '../kernel/errors.ts';
import { noClaim } from '../platform/idempotency.ts';
import type { Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { withFreshState } from './guarded-commit.store.ts';
import { getMembership, isFirst, join, leave, makeDefault } from './membership.store.ts';
import { newMembership, type OrganizationMembership } from './membership.ts';
import { assertMayChangeOrganizationsOf } from './organization.policy.ts';
import { getUser } from './user.store.ts';
import type { OrganizationWriter } from './write-organization.store.ts';
import { activeUser } from './write-user.store.ts';

/** What a request may say about somebody's place in an organization. */
export interface OrganizationMemberInput {
  readonly user_id: number;
  readonly organization_id: number;
  readonly default?: boolean | null | undefined;
}

/** Puts somebody into an organization; their first one becomes their default one. */
export function joinOrganizationAs(
  table: Table,
  input: OrganizationMemberInput,
  context: OrganizationWriter,
  claim = noClaim,
): Promise<OrganizationMembership> {
  return withFreshState(async () => {
    const user = await getUser(table, input.user_id);
    if (!user?.active) throw invalid('user_id', 'record_not_found');
    assertMayChangeOrganizationsOf(context.principal, user);
    const isDefault = input.default === true || isFirst(user, 'organization');
    const membership = newMembership('organization', input.organization_id, user.id, isDefault, context);
    await join(table, user, membership, claim(membership.id));
    return membership;
  });
}

/** Takes somebody out of an organization. `also` joins the transaction. */
export function leaveOrganizationAs(
  table: Table,
  id: number,
  userId: number | undefined,
  context: OrganizationWriter,
  also: readonly Write[] = [],
): Promise<void> {
  return withFreshState(async () => {
    const membership = await theOrganizationMembership(table, id, userId);
    const user = await getUser(table, membership.user_id);
    assertMayChangeOrganizationsOf(context.principal, user);
    await leave(table, user, membership, context.now, also);
  });
}

/** Makes an organization the one somebody's tickets are filed under. */
export function makeDefaultOrganizationAs(
  table: Table,
  id: number,
  userId: number,
  context: OrganizationWriter,
): Promise<OrganizationMembership> {
  return withFreshState(async () => {
    const membership = await theOrganizationMembership(table, id, userId);
    const user = await activeUser(table, membership.user_id);
    assertMayChangeOrganizationsOf(context.principal, user);
    return makeDefault(table, user, membership, context.now);
  });
}

/** A membership, of this person if one is named. Throws `not_found`. */
export async function theOrganizationMembership(
  table: Table,
  id: number,
  userId?: number,
): Promise<OrganizationMembership> {
  const membership = await getMembership(table, 'organization', id);
  if (!membership || (userId !== undefined && membership.user_id !== userId)) throw notFound('organization_membership');
  return membership;
}
