import * as z from 'zod/mini';
import { theTable } from '../../shared/platform/aws.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { log } from '../../shared/platform/log.ts';
import { sendMessages } from '../../shared/platform/messaging/sqs.ts';
import { sweepTimers } from './sweep-timers.ts';

const { QUEUE_URL_FIRE_TIMERS } = readEnv({ QUEUE_URL_FIRE_TIMERS: z.string() });
const deps = { table: theTable(), now: Date.now, sendMessages, timerQueue: QUEUE_URL_FIRE_TIMERS };

/** Runs each minute. */
export async function handler(): Promise<void> {
  const { sent, sweptTo, complete } = await sweepTimers(deps);
  log.info('timers_swept', { sent, swept_to: new Date(sweptTo).toISOString(), complete });
}
