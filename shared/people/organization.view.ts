import { toIso } from '../kernel/clock.ts';
import type { OrganizationMembership } from './membership.ts';
import type { Organization } from './organization.ts';
import type { OrganizationMembershipWire, OrganizationWire } from './organization-wire.ts';

/** An organization, for agents. */
export function organizationView(organization: Organization, baseUrl: string): OrganizationWire {
  const { version: _version, deleted: _deleted, created_at, updated_at, ...plain } = organization;
  return {
    ...plain,
    url: `${baseUrl}/organizations/${organization.id}.json`,
    created_at: toIso(created_at),
    updated_at: toIso(updated_at),
  };
}

/** A person's place in an organization, for agents. */
export function organizationMembershipView(
  membership: OrganizationMembership,
  organization: Pick<Organization, 'name'>,
  baseUrl: string,
): OrganizationMembershipWire {
  const { version: _version, created_at, updated_at, ...plain } = membership;
  return {
    ...plain,
    url: `${baseUrl}/organization_memberships/${membership.id}.json`,
    organization_name: organization.name,
    view_tickets: false,
    created_at: toIso(created_at),
    updated_at: toIso(updated_at),
  };
}
