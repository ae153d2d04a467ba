import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { route } from '../platform/http/contract.ts';
import { PAGE_ENVELOPE, PAGE_QUERY, SORT_QUERY } from '../platform/http/paging.ts';
import { BulkRows, QueuedJobResponse } from './bulk.ts';
import { OrganizationMemberInput, OrganizationOfMemberInput } from './membership-input.ts';
import { OrganizationMembershipWire } from './organization-wire.ts';
import { Id, IdList, IdParams } from './wire-fields.ts';

const STAFF = ['agent', 'admin'] as const;
const One = onFirstUse(() => z.object({ organization_membership: OrganizationMembershipWire }));
const Many = onFirstUse(() =>
  z.object({ organization_memberships: z.array(OrganizationMembershipWire), ...PAGE_ENVELOPE }),
);
const Page = onFirstUse(() => z.object({ ...PAGE_QUERY, ...SORT_QUERY }));
const OfUser = onFirstUse(() => z.object({ user_id: Id }));
const InUser = onFirstUse(() => z.object({ user_id: Id, id: Id }));

const base = '/api/v2/organization_memberships';
const ofUser = '/api/v2/users/{user_id}/organization_memberships';

/** Who belongs to which organization: part of the organizations' resource. */
export const organizationMembershipRoutes = {
  listMemberships: route({
    method: 'GET',
    path: base,
    summary: 'List all memberships of organizations',
    allow: STAFF,
    query: Page,
    response: Many,
  }),
  listMembershipsOfOrganization: route({
    method: 'GET',
    path: '/api/v2/organizations/{organization_id}/organization_memberships',
    summary: "An organization's memberships",
    allow: STAFF,
    params: () => z.object({ organization_id: Id }),
    query: Page,
    response: Many,
  }),
  listMembershipsOfUser: route({
    method: 'GET',
    path: ofUser,
    summary: "A person's memberships of organizations",
    allow: STAFF,
    params: OfUser,
    query: Page,
    response: Many,
  }),
  showMembership: route({
    method: 'GET',
    path: `${base}/{id}`,
    summary: 'Show a membership of an organization',
    allow: STAFF,
    params: IdParams,
    response: One,
  }),
  showMembershipOfUser: route({
    method: 'GET',
    path: `${ofUser}/{id}`,
    summary: 'Show a membership of a person',
    allow: STAFF,
    params: InUser,
    response: One,
  }),
  createMembership: route({
    method: 'POST',
    path: base,
    summary: 'Put a person into an organization',
    allow: STAFF,
    body: () => z.object({ organization_membership: OrganizationMemberInput }),
    status: 201,
    response: One,
  }),
  createMembershipOfUser: route({
    method: 'POST',
    path: ofUser,
    summary: 'Put this person into an organization',
    allow: STAFF,
    params: OfUser,
    body: () => z.object({ organization_membership: OrganizationOfMemberInput }),
    status: 201,
    response: One,
  }),
  makeMembershipDefault: route({
    method: 'PUT',
    path: `${ofUser}/{id}/make_default`,
    summary: "Make an organization the one a person's tickets are filed under",
    allow: STAFF,
    params: InUser,
    response: Many,
  }),
  deleteMembership: route({
    method: 'DELETE',
    path: `${base}/{id}`,
    summary: 'Take a person out of an organization',
    allow: STAFF,
    params: IdParams,
    status: 204,
  }),
  deleteMembershipOfUser: route({
    method: 'DELETE',
    path: `${ofUser}/{id}`,
    summary: 'Take this person out of an organization',
    allow: STAFF,
    params: InUser,
    status: 204,
  }),
  createManyMemberships: route({
    method: 'POST',
    path: `${base}/create_many`,
    summary: 'Put up to 100 people into organizations',
    allow: STAFF,
    body: () => z.object({ organization_memberships: BulkRows }),
    response: QueuedJobResponse,
  }),
  destroyManyMemberships: route({
    method: 'DELETE',
    path: `${base}/destroy_many`,
    summary: 'End up to 100 memberships of organizations',
    allow: STAFF,
    query: () => z.object({ ids: IdList }),
    response: QueuedJobResponse,
  }),
};
