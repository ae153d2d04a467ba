import * as z from 'zod/mini';
import { DAY, SECOND } from '../../shared/kernel/clock.ts';
import { idSource } from '../../shared/kernel/ids.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { queueHandler } from '../../shared/platform/messaging/queue-handler.ts';
import { sendMessages } from '../../shared/platform/messaging/sqs.ts';
import { secretSource } from '../../shared/platform/secrets.ts';
import { policySource } from '../../shared/sla/sla-policy.store.ts';
import { Timer } from '../../shared/timers/timer.ts';
import type { TimerDeps } from './deps.ts';
import { fireTimer } from './fire-timer.ts';

const env = readEnv({
  QUEUE_URL_FIRE_TIMERS: z.string(),
  PUBLIC_URL: z.string(),
  DEFAULT_LOCALE: z.string(),
  CLOSE_AFTER_DAYS: z.coerce.number().check(z.positive()),
  ESCALATION_STEP_SECONDS: z.coerce.number().check(z.positive()),
});

const table = theTable();
const deps: TimerDeps = {
  table,
  now: Date.now,
  newId: idSource(Date.now, Math.random),
  sendMessages,
  timerQueue: env.QUEUE_URL_FIRE_TIMERS,
  policies: policySource(table, Date.now),
  secrets: secretSource(),
  publicUrl: env.PUBLIC_URL,
  defaultLocale: env.DEFAULT_LOCALE,
  closeAfter: env.CLOSE_AFTER_DAYS * DAY,
  escalationStep: env.ESCALATION_STEP_SECONDS * SECOND,
};

export const handler = queueHandler(Timer, (timer) => fireTimer(timer, deps));
