import * as z from 'zod/mini';
import { intakesApi } from '../../shared/intake/intakes.api.ts';
import { DAY, SECOND } from '../../shared/kernel/clock.ts';
import { idSource } from '../../shared/kernel/ids.ts';
import { httpDeps } from '../../shared/people/http.deps.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { intakesUseCases } from './use-cases.ts';

export function connect(outside: OutsideWithTable) {
  const { CLOSE_AFTER_DAYS, INTAKE_DEADLINE_SECONDS, TRIAGE_GROUP } = readEnv({
    CLOSE_AFTER_DAYS: z.coerce.number().check(z.positive()),
    INTAKE_DEADLINE_SECONDS: z.coerce.number().check(z.positive()),
    TRIAGE_GROUP: z.string(),
  });
  return resourceApi(intakesApi, intakesUseCases, {
    ...httpDeps(outside),
    table: outside.table,
    newId: idSource(outside.now, outside.random),
    closeAfter: CLOSE_AFTER_DAYS * DAY,
    deadline: INTAKE_DEADLINE_SECONDS * SECOND,
    triageGroup: TRIAGE_GROUP,
  });
}

export const handler = connect(awsWithTable());
