import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { route } from '../platform/http/contract.ts';
import { PAGE_ENVELOPE, PAGE_QUERY, SORT_QUERY } from '../platform/http/paging.ts';
import { BulkRows, QueuedJobResponse } from './bulk.ts';
import { GroupMembershipWire } from './group.view.ts';
import { GroupMemberInput, GroupOfMemberInput } from './membership-input.ts';
import { Id, IdList, IdParams } from './wire-fields.ts';

const STAFF = ['agent', 'admin'] as const;
const ADMIN = ['admin'] as const;
const One = onFirstUse(() => z.object({ group_membership: GroupMembershipWire }));
const Many = onFirstUse(() => z.object({ group_memberships: z.array(GroupMembershipWire), ...PAGE_ENVELOPE }));
const Page = onFirstUse(() => z.object({ ...PAGE_QUERY, ...SORT_QUERY }));
const OfUser = onFirstUse(() => z.object({ user_id: Id }));
const InUser = onFirstUse(() => z.object({ user_id: Id, id: Id }));
const OfGroup = onFirstUse(() => z.object({ group_id: Id }));

/** Who is in which group: part of the groups' resource. */
export const groupMembershipRoutes = {
  listMemberships: route({
    method: 'GET',
    path: '/api/v2/group_memberships',
    summary: 'List all memberships',
    allow: STAFF,
    query: Page,
    response: Many,
  }),
  listAssignableMemberships: route({
    method: 'GET',
    path: '/api/v2/group_memberships/assignable',
    summary: 'Memberships of those who can be given tickets',
    allow: STAFF,
    query: Page,
    response: Many,
  }),
  listMembershipsOfGroup: route({
    method: 'GET',
    path: '/api/v2/groups/{group_id}/memberships',
    summary: "A group's memberships",
    allow: STAFF,
    params: OfGroup,
    query: Page,
    response: Many,
  }),
  listAssignableMembershipsOfGroup: route({
    method: 'GET',
    path: '/api/v2/groups/{group_id}/memberships/assignable',
    summary: "A group's memberships of those who can be given tickets",
    allow: STAFF,
    params: OfGroup,
    query: Page,
    response: Many,
  }),
  listMembershipsOfUser: route({
    method: 'GET',
    path: '/api/v2/users/{user_id}/group_memberships',
    summary: "A person's memberships",
    allow: STAFF,
    params: OfUser,
    query: Page,
    response: Many,
  }),
  showMembership: route({
    method: 'GET',
    path: '/api/v2/group_memberships/{id}',
    summary: 'Show a membership',
    allow: STAFF,
    params: IdParams,
    response: One,
  }),
  showMembershipOfUser: route({
    method: 'GET',
    path: '/api/v2/users/{user_id}/group_memberships/{id}',
    summary: 'Show a membership of a person',
    allow: STAFF,
    params: InUser,
    response: One,
  }),
  createMembership: route({
    method: 'POST',
    path: '/api/v2/group_memberships',
    summary: 'Put an agent into a group',
    allow: ADMIN,
    body: () => z.object({ group_membership: GroupMemberInput }),
    status: 201,
    response: One,
  }),
  createMembershipOfUser: route({
    method: 'POST',
    path: '/api/v2/users/{user_id}/group_memberships',
    summary: 'Put this agent into a group',
    allow: ADMIN,
    params: OfUser,
    body: () => z.object({ group_membership: GroupOfMemberInput }),
    status: 201,
    response: One,
  }),
  updateMembership: route({
    method: 'PUT',
    path: '/api/v2/group_memberships/{id}',
    summary: 'Make a member a supervisor, or no longer one',
    allow: ADMIN,
    params: IdParams,
    body: () => z.object({ group_membership: z.object({ supervisor: z.boolean() }) }),
    response: One,
  }),
  makeMembershipDefault: route({
    method: 'PUT',
    path: '/api/v2/users/{user_id}/group_memberships/{id}/make_default',
    summary: "Make a group the one a person's work falls to",
    allow: ADMIN,
    params: InUser,
    response: Many,
  }),
  deleteMembership: route({
    method: 'DELETE',
    path: '/api/v2/group_memberships/{id}',
    summary: 'Take an agent out of a group',
    allow: ADMIN,
    params: IdParams,
    status: 204,
  }),
  deleteMembershipOfUser: route({
    method: 'DELETE',
    path: '/api/v2/users/{user_id}/group_memberships/{id}',
    summary: 'Take this agent out of a group',
    allow: ADMIN,
    params: InUser,
    status: 204,
  }),
  createManyMemberships: route({
    method: 'POST',
    path: '/api/v2/group_memberships/create_many',
    summary: 'Put up to 100 agents into groups',
    allow: ADMIN,
    body: () => z.object({ group_memberships: BulkRows }),
    response: QueuedJobResponse,
  }),
  destroyManyMemberships: route({
    method: 'DELETE',
    path: '/api/v2/group_memberships/destroy_many',
    summary: 'End up to 100 memberships of groups',
    allow: ADMIN,
    query: () => z.object({ ids: IdList }),
    response: QueuedJobResponse,
  }),
};
