import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { resource, route } from '../platform/http/contract.ts';
import { PAGE_ENVELOPE, PAGE_QUERY, SORT_QUERY } from '../platform/http/paging.ts';
import { OrganizationInput, OrganizationName } from './organization-input.ts';
import { organizationMembershipRoutes } from './organization-memberships.api.ts';
import { OrganizationWire } from './organization-wire.ts';
import { organizationBulkRoutes } from './organizations-bulk.api.ts';
import { MAX_NAME } from './text-rules.ts';
import { CountResponse, ExternalId, ExternalIdList, Id, IdList, IdParams, text } from './wire-fields.ts';

const STAFF = ['agent', 'admin'] as const;
const One = onFirstUse(() => z.object({ organization: OrganizationWire }));
const Many = onFirstUse(() => z.object({ organizations: z.array(OrganizationWire), ...PAGE_ENVELOPE }));
const OfUser = onFirstUse(() => z.object({ user_id: Id }));
/** Fewer characters would match too much to choose from. */
const MIN_BEGINNING = 2;

/** The companies and other bodies that people belong to. */
export const organizationsApi = resource({
  name: 'organizations',
  bases: ['/api/v2/organizations', '/api/v2/organization_memberships'],
  routes: {
    list: route({
      method: 'GET',
      path: '/api/v2/organizations',
      summary: 'List organizations',
      allow: STAFF,
      query: () => z.object({ ...PAGE_QUERY, ...SORT_QUERY }),
      response: Many,
    }),
    count: route({
      method: 'GET',
      path: '/api/v2/organizations/count',
      summary: 'The number of organizations',
      allow: STAFF,
      response: CountResponse,
    }),
    showMany: route({
      method: 'GET',
      path: '/api/v2/organizations/show_many',
      summary: 'Several organizations by their ids or external ids',
      allow: STAFF,
      query: () => z.object({ ids: z.optional(IdList), external_ids: z.optional(ExternalIdList) }),
      response: Many,
    }),
    search: route({
      method: 'GET',
      path: '/api/v2/organizations/search',
      summary: 'Find an organization by its external id or its exact name; case does not matter',
      allow: STAFF,
      query: () => z.object({ external_id: z.optional(ExternalId), name: z.optional(OrganizationName) }),
      response: Many,
    }),
    autocomplete: route({
      method: 'GET',
      path: '/api/v2/organizations/autocomplete',
      summary: 'Organizations whose name begins so',
      allow: STAFF,
      query: () => z.object({ ...PAGE_QUERY, name: text(MAX_NAME).check(z.minLength(MIN_BEGINNING)) }),
      response: Many,
    }),
    show: route({
      method: 'GET',
      path: '/api/v2/organizations/{id}',
      summary: 'Show an organization',
      allow: STAFF,
      params: IdParams,
      response: One,
    }),
    related: route({
      method: 'GET',
      path: '/api/v2/organizations/{id}/related',
      summary: 'How much belongs to an organization',
      allow: STAFF,
      params: IdParams,
      response: () => z.object({ organization_related: z.object({ tickets_count: z.int(), users_count: z.int() }) }),
    }),
    create: route({
      method: 'POST',
      path: '/api/v2/organizations',
      summary: 'Create an organization',
      allow: STAFF,
      body: () => z.object({ organization: OrganizationInput }),
      status: 201,
      response: One,
    }),
    createOrUpdate: route({
      method: 'POST',
      path: '/api/v2/organizations/create_or_update',
      summary: 'Change the organization with this id, external id or else name, or create it',
      allow: STAFF,
      body: () => z.object({ organization: z.extend(OrganizationInput, { id: z.optional(z.int()) }) }),
      response: One,
    }),
    update: route({
      method: 'PUT',
      path: '/api/v2/organizations/{id}',
      summary: 'Change an organization',
      allow: STAFF,
      params: IdParams,
      body: () => z.object({ organization: OrganizationInput }),
      response: One,
    }),
    delete: route({
      method: 'DELETE',
      path: '/api/v2/organizations/{id}',
      summary: 'Delete an organization; the people who belonged to it stay',
      allow: ['admin'],
      params: IdParams,
      status: 204,
    }),
    listOfUser: route({
      method: 'GET',
      path: '/api/v2/users/{user_id}/organizations',
      summary: 'The organizations a person belongs to',
      allow: STAFF,
      params: OfUser,
      query: () => z.object({ ...PAGE_QUERY, ...SORT_QUERY }),
      response: Many,
    }),
    countOfUser: route({
      method: 'GET',
      path: '/api/v2/users/{user_id}/organizations/count',
      summary: 'The number of organizations a person belongs to',
      allow: STAFF,
      params: OfUser,
      response: CountResponse,
    }),
    ...organizationBulkRoutes,
    ...organizationMembershipRoutes,
  },
});
