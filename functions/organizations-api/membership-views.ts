import { notFound } from '../../shared/kernel/errors.ts';
import type { OrganizationMembership } from '../../shared/people/membership.ts';
import { getOrganizations } from '../../shared/people/organization.store.ts';
import { organizationMembershipView } from '../../shared/people/organization.view.ts';
import type { OrganizationMembershipWire } from '../../shared/people/organization-wire.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** Memberships with the names of their organizations; those of an organization that is gone are left out. */
export async function membershipViews(
  table: Table,
  memberships: readonly OrganizationMembership[],
  baseUrl: string,
): Promise<OrganizationMembershipWire[]> {
  const ids = memberships.map((membership) => membership.organization_id);
  const organizations = new Map((await getOrganizations(table, ids)).map((each) => [each.id, each]));
  return memberships.flatMap((membership) => {
    const organization = organizations.get(membership.organization_id);
    return organization ? [organizationMembershipView(membership, organization, baseUrl)] : [];
  });
}

/** One membership as an answer. Throws `not_found` when its organization is gone. */
export async function oneMembership(table: Table, membership: OrganizationMembership, baseUrl: string) {
  const [organization_membership] = await membershipViews(table, [membership], baseUrl);
  if (!organization_membership) throw notFound('organization_membership');
  return { organization_membership };
}
