import * as z from 'zod/mini';
import { SECOND } from '../../shared/kernel/clock.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { queueHandler } from '../../shared/platform/messaging/queue-handler.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { offerSurvey } from './offer-survey.ts';

export function connect({ table, now }: OutsideWithTable) {
  const { SURVEY_DELAY_SECONDS } = readEnv({ SURVEY_DELAY_SECONDS: z.coerce.number().check(z.nonnegative()) });
  const deps = { table, now, surveyDelay: SURVEY_DELAY_SECONDS * SECOND };
  return queueHandler(EventMessage, (event) => offerSurvey(event, deps));
}

export const handler = connect(awsWithTable());
