import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { route } from '../platform/http/contract.ts';
import { BULK_IDS, BulkRows, QueuedJobResponse } from './bulk.ts';

const STAFF = ['agent', 'admin'] as const;
const Users = onFirstUse(() => z.object({ users: BulkRows }));

/** Many people at once, by a job: part of the users' resource. */
export const userBulkRoutes = {
  createMany: route({
    method: 'POST',
    path: '/api/v2/users/create_many',
    summary: 'Create up to 100 people',
    allow: STAFF,
    body: Users,
    response: QueuedJobResponse,
  }),
  createOrUpdateMany: route({
    method: 'POST',
    path: '/api/v2/users/create_or_update_many',
    summary: 'Create up to 100 people, or change those who are known by external id or address',
    allow: STAFF,
    body: Users,
    response: QueuedJobResponse,
  }),
  updateMany: route({
    method: 'PUT',
    path: '/api/v2/users/update_many',
    summary: 'Change up to 100 people: all alike by `ids`, or each in its own way',
    allow: STAFF,
    query: () => z.object(BULK_IDS),
    body: () => z.object({ user: z.optional(z.record(z.string(), z.unknown())), users: z.optional(BulkRows) }),
    response: QueuedJobResponse,
  }),
  destroyMany: route({
    method: 'DELETE',
    path: '/api/v2/users/destroy_many',
    summary: 'Delete up to 100 people',
    allow: STAFF,
    query: () => z.object(BULK_IDS),
    response: QueuedJobResponse,
  }),
};
