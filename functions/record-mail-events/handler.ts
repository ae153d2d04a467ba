import * as z from 'zod/mini';
import { idSource } from '../../shared/kernel/ids.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { queueHandler } from '../../shared/platform/messaging/queue-handler.ts';
import { recordMailEvent } from './record-mail-event.ts';

const { DEFAULT_LOCALE } = readEnv({ DEFAULT_LOCALE: z.string() });
const deps = {
  table: theTable(),
  defaultLocale: DEFAULT_LOCALE,
  now: Date.now,
  newId: idSource(Date.now, Math.random),
};

export const handler = queueHandler(z.unknown(), (body) => recordMailEvent(body, deps));
