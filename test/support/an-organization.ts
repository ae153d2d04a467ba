import { join } from '../../shared/people/membership.store.ts';
import { newMembership, type OrganizationMembership } from '../../shared/people/membership.ts';
import { createOrganization } from '../../shared/people/organization.store.ts';
import type { Organization } from '../../shared/people/organization.ts';
import { newOrganization, type OrganizationInput } from '../../shared/people/organization-input.ts';
import { getUser } from '../../shared/people/user.store.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { TestClock } from './clock.ts';

let made = 0;

/** An organization in the table, with a name of its own unless given. */
export async function anOrganization(
  table: Table,
  clock: TestClock,
  fields: OrganizationInput = {},
): Promise<Organization> {
  const organization = newOrganization(clock.newId(), { name: `Organization ${++made}`, ...fields }, clock.now());
  await createOrganization(table, organization);
  return organization;
}

/** Puts a person into an organization. */
export async function anOrganizationMember(
  table: Table,
  clock: TestClock,
  member: { readonly organization_id: number; readonly user_id: number },
): Promise<OrganizationMembership> {
  const user = await getUser(table, member.user_id);
  if (!user) throw new Error(`There is no user ${member.user_id}`);
  const context = { now: clock.now(), newId: clock.newId };
  const isDefault = user.organization_id === null;
  const membership = newMembership('organization', member.organization_id, user.id, isDefault, context);
  await join(table, user, membership);
  return membership;
}
