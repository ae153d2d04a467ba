import * as z from 'zod/mini';

/** What is promised about time, in the wire's names; `shared/sla/metrics/definitions.ts` says what each means. */
export const ALL_METRICS = [
  'first_reply_time',
  'next_reply_time',
  'periodic_update_time',
  'pausable_update_time',
  'requester_wait_time',
  'agent_work_time',
  'total_resolution_time',
] as const;
export const TimedMetric = z.enum(ALL_METRICS);
export type TimedMetric = z.output<typeof TimedMetric>;
