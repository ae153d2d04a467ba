import * as z from 'zod/mini';
import { DAY } from '../../shared/kernel/clock.ts';
import { idSource } from '../../shared/kernel/ids.ts';
import { httpDeps } from '../../shared/people/http-deps.store.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { secretSource } from '../../shared/platform/secrets.ts';
import { satisfactionRatingsApi } from '../../shared/surveys/satisfaction-ratings.api.ts';
import { ratingsUseCases } from './use-cases.ts';

const { COMPANY_NAME, CLOSE_AFTER_DAYS } = readEnv({
  COMPANY_NAME: z.string(),
  CLOSE_AFTER_DAYS: z.coerce.number().check(z.positive()),
});

export const handler = resourceApi(satisfactionRatingsApi, ratingsUseCases, {
  ...httpDeps(theTable()),
  table: theTable(),
  newId: idSource(Date.now, Math.random),
  secrets: secretSource(),
  companyName: COMPANY_NAME,
  closeAfter: CLOSE_AFTER_DAYS * DAY,
});
