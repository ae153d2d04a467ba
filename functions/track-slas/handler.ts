import * as z from 'zod/mini';
import { SECOND } from '../../shared/kernel/clock.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { batchHandler } from '../../shared/platform/messaging/queue-handler.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { rulesSource } from '../../shared/sla/sla-rules.store.ts';
import { trackBatch } from './track-batch.ts';

export function connect({ table, now }: OutsideWithTable) {
  const { ESCALATION_STEP_SECONDS } = readEnv({ ESCALATION_STEP_SECONDS: z.coerce.number().check(z.positive()) });
  const deps = { table, now, rules: rulesSource(table, now, ESCALATION_STEP_SECONDS * SECOND) };
  return batchHandler(EventMessage, (messages) => trackBatch(messages, deps));
}

export const handler = connect(awsWithTable());
