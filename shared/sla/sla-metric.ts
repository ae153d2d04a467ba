import * as z from 'zod/mini';
import { type Status, statusClass } from '../tickets/ticket.ts';

/** What is measured; the names are the wire's. */
export const SLA_METRICS = [
  'first_reply_time',
  'requester_wait_time',
  'agent_work_time',
  'total_resolution_time',
] as const;
export const SlaMetric = z.enum(SLA_METRICS);
export type SlaMetric = z.output<typeof SlaMetric>;

/** Metrics of the wire that are not measured yet: policies that ask for them are refused with a reason. */
export const LATER_METRICS = ['next_reply_time', 'periodic_update_time', 'pausable_update_time'] as const;

/** Statuses in which a metric's clock stands still although its promise is still open. */
const PAUSED_IN: Record<SlaMetric, readonly Status[]> = {
  first_reply_time: [],
  requester_wait_time: ['pending'],
  agent_work_time: ['pending', 'hold'],
  total_resolution_time: [],
};

export const SlaStage = z.enum(['running', 'paused', 'fulfilled']);
export type SlaStage = z.output<typeof SlaStage>;

/**
 * Where a metric stands in a status. Solving fulfils every promise; a reopened ticket resumes those about its
 * resolution, while a first reply, once given, is given for good.
 */
export function stageIn(metric: SlaMetric, status: Status, before: SlaStage | undefined, answered: boolean): SlaStage {
  if (statusClass(status) === 'done') return 'fulfilled';
  if (metric === 'first_reply_time') return answered || before === 'fulfilled' ? 'fulfilled' : 'running';
  return PAUSED_IN[metric].includes(status) ? 'paused' : 'running';
}
