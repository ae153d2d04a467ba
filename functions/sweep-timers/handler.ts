import * as z from 'zod/mini';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { log } from '../../shared/platform/log.ts';
import { queueSender } from '../../shared/platform/messaging/sqs.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { sweepTimers } from './sweep-timers.ts';

/** Runs each minute. */
export function connect(outside: OutsideWithTable) {
  const { table, now } = outside;
  const { QUEUE_URL_FIRE_TIMERS } = readEnv({ QUEUE_URL_FIRE_TIMERS: z.string() });
  const deps = { table, now, sendMessages: queueSender(outside), timerQueue: QUEUE_URL_FIRE_TIMERS };
  return async (): Promise<void> => {
    const { sent, sweptTo, complete } = await sweepTimers(deps);
    log.info('timers_swept', { sent, swept_to: new Date(sweptTo).toISOString(), complete });
  };
}

export const handler = connect(awsWithTable());
