import * as z from 'zod/mini';
import { SECOND } from '../../shared/kernel/clock.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { queueHandler } from '../../shared/platform/messaging/queue-handler.ts';
import { offerSurvey } from './offer-survey.ts';

const { SURVEY_DELAY_SECONDS } = readEnv({ SURVEY_DELAY_SECONDS: z.coerce.number().check(z.nonnegative()) });
const deps = { table: theTable(), now: Date.now, surveyDelay: SURVEY_DELAY_SECONDS * SECOND };

export const handler = queueHandler(EventMessage, (event) => offerSurvey(event, deps));
