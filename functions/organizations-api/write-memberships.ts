import { listMembershipsOfUser } from '../../shared/people/membership.store.ts';
import type { organizationsApi } from '../../shared/people/organizations.api.ts';
import {
  joinOrganizationAs,
  leaveOrganizationAs,
  makeDefaultOrganizationAs,
  type OrganizationMemberInput,
  theOrganizationMembership,
} from '../../shared/people/write-organization-membership.store.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import { type OrganizationsDeps, writer } from './deps.ts';
import { membershipViews, oneMembership } from './membership-views.ts';

type Routes = typeof organizationsApi.routes;

/** Puts somebody into an organization. */
export const createMembership: UseCase<Routes['createMembership'], OrganizationsDeps> = (request, deps) =>
  join(request, request.body.organization_membership, deps);

/** The same, for the person in the path. */
export const createMembershipOfUser: UseCase<Routes['createMembershipOfUser'], OrganizationsDeps> = (request, deps) => {
  const { params, body } = request;
  return join(request, { ...body.organization_membership, user_id: params.user_id }, deps);
};

/** Makes an organization the one somebody's tickets are filed under; answers all their memberships. */
export const makeMembershipDefault: UseCase<Routes['makeMembershipDefault'], OrganizationsDeps> = async (
  request,
  deps,
) => {
  const { params, baseUrl } = request;
  const { table } = deps;
  const changed = await makeDefaultOrganizationAs(table, params.id, params.user_id, writer(request, deps));
  const all = await listMembershipsOfUser(table, 'organization', params.user_id);
  // The list may still be read as it was a moment before.
  const current = all.map((each) => (each.id === changed.id ? changed : { ...each, default: false }));
  const organization_memberships = await membershipViews(table, current, baseUrl);
  const count = organization_memberships.length;
  return { body: { organization_memberships, count, next_page: null, previous_page: null } };
};

/** Takes somebody out of an organization. */
export const deleteMembership: UseCase<Routes['deleteMembership'], OrganizationsDeps> = async (request, deps) => {
  await leaveOrganizationAs(deps.table, request.params.id, undefined, writer(request, deps));
  return {};
};

/** The same, for the person in the path. */
export const deleteMembershipOfUser: UseCase<Routes['deleteMembershipOfUser'], OrganizationsDeps> = async (
  request,
  deps,
) => {
  await leaveOrganizationAs(deps.table, request.params.id, request.params.user_id, writer(request, deps));
  return {};
};

async function join(request: Request, input: OrganizationMemberInput, deps: OrganizationsDeps) {
  const { baseUrl, idempotency } = request;
  const context = writer(request, deps);
  const id = await createOnce<number>(deps.table, idempotency, context.now, async (claim) => {
    return (await joinOrganizationAs(deps.table, input, context, claim)).id;
  });
  const membership = await theOrganizationMembership(deps.table, id);
  const location = `${baseUrl}/organization_memberships/${id}`;
  return { headers: { location }, body: await oneMembership(deps.table, membership, baseUrl) };
}
