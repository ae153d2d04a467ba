import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { resource, route } from '../platform/http/contract.ts';
import { JobStatusView } from './job.view.ts';

const JobId = onFirstUse(() => z.object({ job_status_id: z.string().check(z.regex(/^[\w-]{1,64}$/)) }));
/** All of them are on one page. */
const Many = onFirstUse(() =>
  z.object({ job_statuses: z.array(JobStatusView), count: z.int(), next_page: z.null(), previous_page: z.null() }),
);

/** The state of bulk requests. Clients poll it every half second, so showing one is a single read. */
export const jobStatusesApi = resource({
  name: 'job-statuses',
  bases: ['/api/v2/job_statuses'],
  routes: {
    list: route({
      method: 'GET',
      path: '/api/v2/job_statuses',
      summary: 'Bulk jobs of the caller, newest first',
      allow: ['agent', 'admin'],
      response: Many,
    }),
    showMany: route({
      method: 'GET',
      path: '/api/v2/job_statuses/show_many',
      summary: 'Several bulk jobs by their ids',
      allow: ['agent', 'admin'],
      query: () => z.object({ ids: z.string().check(z.maxLength(7_000)) }),
      response: Many,
    }),
    show: route({
      method: 'GET',
      path: '/api/v2/job_statuses/{job_status_id}',
      summary: 'A bulk job',
      allow: ['agent', 'admin'],
      params: JobId,
      response: () => z.object({ job_status: JobStatusView }),
    }),
  },
});
