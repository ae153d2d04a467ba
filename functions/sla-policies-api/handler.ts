import { idSource } from '../../shared/kernel/ids.ts';
import { httpDeps } from '../../shared/people/http-deps.store.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { slaPoliciesApi } from '../../shared/sla/sla-policies.api.ts';
import { slaPoliciesUseCases } from './use-cases.ts';

export const handler = resourceApi(slaPoliciesApi, slaPoliciesUseCases, {
  ...httpDeps(theTable()),
  table: theTable(),
  newId: idSource(Date.now, Math.random),
});
