import * as z from 'zod/mini';
import { DAY, SECOND } from '../../shared/kernel/clock.ts';
import { idSource } from '../../shared/kernel/ids.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { queueHandler } from '../../shared/platform/messaging/queue-handler.ts';
import { queueSender } from '../../shared/platform/messaging/sqs.ts';
import { openObjects } from '../../shared/platform/objects.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { secretSource } from '../../shared/platform/secrets.ts';
import { rulesSource } from '../../shared/sla/sla-rules.store.ts';
import { Timer } from '../../shared/timers/timer.ts';
import type { TimerDeps } from './deps.ts';
import { fireTimer } from './fire-timer.ts';

export function connect(outside: OutsideWithTable) {
  const { table, now, random, requests } = outside;
  const env = readEnv({
    FILES_BUCKET: z.string(),
    QUEUE_URL_FIRE_TIMERS: z.string(),
    PUBLIC_URL: z.string(),
    DEFAULT_LOCALE: z.string(),
    CLOSE_AFTER_DAYS: z.coerce.number().check(z.positive()),
    ESCALATION_STEP_SECONDS: z.coerce.number().check(z.positive()),
  });
  const deps: TimerDeps = {
    table,
    files: openObjects(env.FILES_BUCKET, requests),
    now,
    newId: idSource(now, random),
    sendMessages: queueSender(outside),
    timerQueue: env.QUEUE_URL_FIRE_TIMERS,
    rules: rulesSource(table, now, env.ESCALATION_STEP_SECONDS * SECOND),
    secrets: secretSource(outside),
    publicUrl: env.PUBLIC_URL,
    defaultLocale: env.DEFAULT_LOCALE,
    closeAfter: env.CLOSE_AFTER_DAYS * DAY,
  };
  return queueHandler(Timer, (timer) => fireTimer(timer, deps));
}

export const handler = connect(awsWithTable());
