import * as z from 'zod/mini';
import { idSource } from '../../shared/kernel/ids.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { queueHandler } from '../../shared/platform/messaging/queue-handler.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { recordMailEvent } from './record-mail-event.ts';

export function connect({ table, now, random }: OutsideWithTable) {
  const { DEFAULT_LOCALE } = readEnv({ DEFAULT_LOCALE: z.string() });
  const deps = { table, defaultLocale: DEFAULT_LOCALE, now, newId: idSource(now, random) };
  return queueHandler(z.unknown(), (body) => recordMailEvent(body, deps));
}

export const handler = connect(awsWithTable());
