import * as z from 'zod/mini';
import { DAY } from '../../shared/kernel/clock.ts';
import { idSource } from '../../shared/kernel/ids.ts';
import { httpDeps } from '../../shared/people/http.deps.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { secretSource } from '../../shared/platform/secrets.ts';
import { satisfactionRatingsApi } from '../../shared/surveys/satisfaction-ratings.api.ts';
import { ratingsUseCases } from './use-cases.ts';

export function connect(outside: OutsideWithTable) {
  const { COMPANY_NAME, CLOSE_AFTER_DAYS } = readEnv({
    COMPANY_NAME: z.string(),
    CLOSE_AFTER_DAYS: z.coerce.number().check(z.positive()),
  });
  return resourceApi(satisfactionRatingsApi, ratingsUseCases, {
    ...httpDeps(outside),
    table: outside.table,
    newId: idSource(outside.now, outside.random),
    secrets: secretSource(outside),
    companyName: COMPANY_NAME,
    closeAfter: CLOSE_AFTER_DAYS * DAY,
  });
}

export const handler = connect(awsWithTable());
