import type { organizationsApi } from '../../shared/people/organizations.api.ts';
import type { UseCases } from '../../shared/platform/http/contract.ts';
import { createManyMemberships, destroyManyMemberships } from './bulk-memberships.ts';
import { createManyOrganizations, destroyManyOrganizations, updateManyOrganizations } from './bulk-organizations.ts';
import type { OrganizationsDeps } from './deps.ts';
import { autocompleteOrganizations, searchOrganizations } from './find-organizations.ts';
import {
  listMemberships,
  listMembershipsOfOrganization,
  listMembershipsOfUser,
  showMembership,
  showMembershipOfUser,
} from './list-memberships.ts';
import {
  countOrganizations,
  countOrganizationsOfUser,
  listOrganizations,
  listOrganizationsOfUser,
} from './list-organizations.ts';
import { showManyOrganizations, showOrganization, showOrganizationRelated } from './show-organizations.ts';
import {
  createMembership,
  createMembershipOfUser,
  deleteMembership,
  deleteMembershipOfUser,
  makeMembershipDefault,
} from './write-memberships.ts';
import {
  createOrganization,
  createOrUpdateOrganization,
  deleteOrganization,
  updateOrganization,
} from './write-organizations.ts';

/** What serves each route of `organizationsApi`. */
export const organizationsUseCases: UseCases<typeof organizationsApi.routes, OrganizationsDeps> = {
  list: listOrganizations,
  count: countOrganizations,
  showMany: showManyOrganizations,
  search: searchOrganizations,
  autocomplete: autocompleteOrganizations,
  show: showOrganization,
  related: showOrganizationRelated,
  create: createOrganization,
  createOrUpdate: createOrUpdateOrganization,
  update: updateOrganization,
  delete: deleteOrganization,
  listOfUser: listOrganizationsOfUser,
  countOfUser: countOrganizationsOfUser,
  createMany: createManyOrganizations,
  updateMany: updateManyOrganizations,
  destroyMany: destroyManyOrganizations,
  listMemberships,
  listMembershipsOfOrganization,
  listMembershipsOfUser,
  showMembership,
  showMembershipOfUser,
  createMembership,
  createMembershipOfUser,
  makeMembershipDefault,
  deleteMembership,
  deleteMembershipOfUser,
  createManyMemberships,
  destroyManyMemberships,
};
