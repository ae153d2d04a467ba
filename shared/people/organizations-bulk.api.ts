import * as z from 'zod/mini';
import { route } from '../platform/http/contract.ts';
import { BULK_IDS, BulkRows, QueuedJobResponse } from './bulk.ts';

const STAFF = ['agent', 'admin'] as const;

/** Many organizations at once, by a job: part of the organizations' resource. */
export const organizationBulkRoutes = {
  createMany: route({
    method: 'POST',
    path: '/api/v2/organizations/create_many',
    summary: 'Create up to 100 organizations',
    allow: STAFF,
    body: () => z.object({ organizations: BulkRows }),
    response: QueuedJobResponse,
  }),
  updateMany: route({
    method: 'PUT',
    path: '/api/v2/organizations/update_many',
    summary: 'Change up to 100 organizations: all alike by `ids`, or each in its own way',
    allow: STAFF,
    query: () => z.object(BULK_IDS),
    body: () =>
      z.object({
        organization: z.optional(z.record(z.string(), z.unknown())),
        organizations: z.optional(BulkRows),
      }),
    response: QueuedJobResponse,
  }),
  destroyMany: route({
    method: 'DELETE',
    path: '/api/v2/organizations/destroy_many',
    summary: 'Delete up to 100 organizations',
    allow: ['admin'],
    query: () => z.object(BULK_IDS),
    response: QueuedJobResponse,
  }),
};
