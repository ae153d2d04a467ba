import { type Status, statusClass } from '../../tickets/ticket.ts';
import type { TimedMetric } from '../../tickets/timed-metric.ts';

/**
 * What the seven promises about time mean. A comment counts when it is public and a person wrote it: automatic mail
 * never does. A customer's counts by whatever channel it came, an answer when it is one of our people's. The comment that
 * opens a ticket asks, whoever wrote it down. Solving fulfils whatever is open.
 *
 * - `first_reply_time`: from the opening until the first answer. Never pauses, is given once.
 * - `next_reply_time`: from the oldest comment of a customer that has no answer, once the first reply was given, until the
 *   next answer. Never pauses; every wait is measured anew.
 * - `periodic_update_time`: from each answer until the next. Never pauses.
 * - `pausable_update_time`: the same, and stands still while pending.
 * - `requester_wait_time`: all the time spent new, open or on hold, until solved; goes on when it is reopened.
 * - `agent_work_time`: all the time spent new or open, until solved; goes on when it is reopened.
 * - `total_resolution_time`: all the time from the opening until solved, whatever the status; goes on when it is reopened.
 */

/** What happened to a ticket, as far as metrics go by it. */
export interface Happening {
  /** The ticket was opened by it. */
  readonly opened: boolean;
  /** A customer asked in it. */
  readonly asked: boolean;
  /** One of our people answered in it. */
  readonly answered: boolean;
  /** The status after it. */
  readonly status: Status;
  /** The first reply was still owed when it happened. */
  readonly firstReplyOwed: boolean;
}

/** How a metric ended up after what happened: a promise may end and the next one begin at once. */
export interface Move {
  readonly fulfils: boolean;
  readonly begins: boolean;
}

const STAYS: Move = { fulfils: false, begins: false };

const PAUSED_IN: Readonly<Partial<Record<TimedMetric, readonly Status[]>>> = {
  pausable_update_time: ['pending'],
  requester_wait_time: ['pending'],
  agent_work_time: ['pending', 'hold'],
};

/** Whether a promise that is open stands still in a status. */
export function pausesIn(metric: TimedMetric, status: Status): boolean {
  return PAUSED_IN[metric]?.includes(status) ?? false;
}

/** What happens to a metric, given whether its promise was open before. */
export function moveOf(metric: TimedMetric, open: boolean, happening: Happening): Move {
  const { opened, asked, answered, status, firstReplyOwed } = happening;
  const done = statusClass(status) === 'done';
  const begins = (when: boolean): Move => (!open && when && !done ? { fulfils: false, begins: true } : STAYS);
  if (open && done) return { fulfils: true, begins: false };
  switch (metric) {
    case 'first_reply_time':
      return open && answered ? { fulfils: true, begins: false } : begins(opened);
    case 'next_reply_time':
      return open && answered ? { fulfils: true, begins: false } : begins(asked && !opened && !firstReplyOwed);
    case 'periodic_update_time':
    case 'pausable_update_time':
      return answered ? { fulfils: open, begins: !done } : STAYS;
    default:
      return begins(true);
  }
}

/** Whether a promise of a metric goes on where it stopped when it begins again, instead of being measured anew. */
export function goesOn(metric: TimedMetric): boolean {
  return metric === 'requester_wait_time' || metric === 'agent_work_time' || metric === 'total_resolution_time';
}
