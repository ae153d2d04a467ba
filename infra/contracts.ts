import { attachmentsApi } from '../shared/attachments/attachments.api.ts';
import { filesApi } from '../shared/attachments/files.api.ts';
import { uploadsApi } from '../shared/attachments/uploads.api.ts';
import { intakesApi } from '../shared/intake/intakes.api.ts';
import { jobStatusesApi } from '../shared/jobs/job-statuses.api.ts';
import { suspendedTicketsApi } from '../shared/mail/suspended-tickets.api.ts';
import { apiTokensApi } from '../shared/people/api-tokens.api.ts';
import { groupsApi } from '../shared/people/groups.api.ts';
import { organizationsApi } from '../shared/people/organizations.api.ts';
import { usersApi } from '../shared/people/users.api.ts';
import type { Resource, Route } from '../shared/platform/http/contract.ts';
import { openapiApi } from '../shared/platform/openapi.api.ts';
import { reportsApi } from '../shared/reports/reports.api.ts';
import { agentAvailabilitiesApi } from '../shared/routing/agent-availabilities.api.ts';
import { slaPoliciesApi } from '../shared/sla/sla-policies.api.ts';
import { satisfactionRatingsApi } from '../shared/surveys/satisfaction-ratings.api.ts';
import { requestsApi } from '../shared/tickets/requests.api.ts';
import { ticketFieldsApi } from '../shared/tickets/ticket-fields.api.ts';
import { ticketsApi } from '../shared/tickets/tickets.api.ts';
import { viewsApi } from '../shared/views/views.api.ts';
import type { ApiFunction } from './functions.ts';

/** A resource of the API as the gateways and the OpenAPI document see it. */
export type Contract = Resource<Record<string, Route>>;

/** The contract of every function of the API: its routes at the gateway, and its part of the OpenAPI document. */
export const CONTRACTS: Record<ApiFunction, Contract> = {
  'tickets-api': ticketsApi,
  'requests-api': requestsApi,
  'ticket-fields-api': ticketFieldsApi,
  'users-api': usersApi,
  'groups-api': groupsApi,
  'organizations-api': organizationsApi,
  'api-tokens-api': apiTokensApi,
  'uploads-api': uploadsApi,
  'attachments-api': attachmentsApi,
  'files-api': filesApi,
  'ratings-api': satisfactionRatingsApi,
  'job-statuses-api': jobStatusesApi,
  'sla-policies-api': slaPoliciesApi,
  'agent-availabilities-api': agentAvailabilitiesApi,
  'intakes-api': intakesApi,
  'reports-api': reportsApi,
  'suspended-tickets-api': suspendedTicketsApi,
  'views-api': viewsApi,
  'openapi-api': openapiApi,
};
