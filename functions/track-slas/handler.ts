import * as z from 'zod/mini';
import { SECOND } from '../../shared/kernel/clock.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { batchHandler } from '../../shared/platform/messaging/queue-handler.ts';
import { policySource } from '../../shared/sla/sla-policy.store.ts';
import { trackBatch } from './track-batch.ts';

const { ESCALATION_STEP_SECONDS } = readEnv({ ESCALATION_STEP_SECONDS: z.coerce.number().check(z.positive()) });
const table = theTable();
const deps = {
  table,
  now: Date.now,
  policies: policySource(table, Date.now),
  escalationStep: ESCALATION_STEP_SECONDS * SECOND,
};

export const handler = batchHandler(EventMessage, (messages) => trackBatch(messages, deps));
