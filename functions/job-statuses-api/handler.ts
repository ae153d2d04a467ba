import { jobStatusesApi } from '../../shared/jobs/job-statuses.api.ts';
import { httpDeps } from '../../shared/people/http-deps.store.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { jobStatusesUseCases } from './use-cases.ts';

const table = theTable();

export const handler = resourceApi(jobStatusesApi, jobStatusesUseCases, { ...httpDeps(table), table });
