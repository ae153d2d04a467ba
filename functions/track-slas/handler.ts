import * as z from 'zod/mini';
import { SECOND } from '../../shared/kernel/clock.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { batchHandler } from '../../shared/platform/messaging/queue-handler.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { policySource } from '../../shared/sla/sla-policy.store.ts';
import { trackBatch } from './track-batch.ts';

export function connect({ table, now }: OutsideWithTable) {
  const { ESCALATION_STEP_SECONDS } = readEnv({ ESCALATION_STEP_SECONDS: z.coerce.number().check(z.positive()) });
  const escalationStep = ESCALATION_STEP_SECONDS * SECOND;
  const deps = { table, now, policies: policySource(table, now), escalationStep };
  return batchHandler(EventMessage, (messages) => trackBatch(messages, deps));
}

export const handler = connect(awsWithTable());
