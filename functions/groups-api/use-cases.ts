import type { groupsApi } from '../../shared/people/groups.api.ts';
import type { UseCases } from '../../shared/platform/http/contract.ts';
import { createManyMemberships, destroyManyMemberships } from './bulk-memberships.ts';
import type { GroupsDeps } from './deps.ts';
import { createGroup, deleteGroup, showGroup, updateGroup } from './group.ts';
import { listGroupUsers } from './list-group-users.ts';
import { countGroups, countGroupsOfUser, listGroups, listGroupsOfUser } from './list-groups.ts';
import {
  listMemberships,
  listMembershipsOfGroup,
  listMembershipsOfUser,
  showMembership,
  showMembershipOfUser,
} from './list-memberships.ts';
import {
  createMembership,
  createMembershipOfUser,
  deleteMembership,
  deleteMembershipOfUser,
  makeMembershipDefault,
  updateMembership,
} from './membership.ts';

/** What serves each route of `groupsApi`. */
export const groupsUseCases: UseCases<typeof groupsApi.routes, GroupsDeps> = {
  list: listGroups,
  listAssignable: (request, deps) => listGroups(request, deps),
  count: countGroups,
  listOfUser: listGroupsOfUser,
  countOfUser: countGroupsOfUser,
  show: showGroup,
  listUsers: listGroupUsers,
  create: createGroup,
  update: updateGroup,
  delete: deleteGroup,
  listMemberships,
  listAssignableMemberships: (request, deps) => listMemberships(request, deps),
  listMembershipsOfGroup,
  listAssignableMembershipsOfGroup: (request, deps) => listMembershipsOfGroup(request, deps),
  listMembershipsOfUser,
  showMembership,
  showMembershipOfUser,
  createMembership,
  createMembershipOfUser,
  updateMembership,
  makeMembershipDefault,
  deleteMembership,
  deleteMembershipOfUser,
  createManyMemberships,
  destroyManyMemberships,
};
