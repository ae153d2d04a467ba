import type { Instant } from '../kernel/clock.ts';
import type { TimedMetric } from '../tickets/timed-metric.ts';
import type { KeptClock } from './clock-record.ts';

/** What a customer may be told of a promise: what will be done by when. */
export interface PromisedTime {
  readonly what: 'answer' | 'solution';
  readonly at: Instant;
}

/** What each promise means to a customer; how long agents may work on something is no matter of theirs. */
const MEANS: Readonly<Partial<Record<TimedMetric, PromisedTime['what']>>> = {
  first_reply_time: 'answer',
  next_reply_time: 'answer',
  requester_wait_time: 'solution',
  total_resolution_time: 'solution',
};

/**
 * The next thing that is promised to a customer: an answer before a solution, of several the first. Undefined where nothing
 * is promised, while its clock stands still, and once it is over.
 */
export function promisedTime(clock: KeptClock | undefined, now: Instant): PromisedTime | undefined {
  const promises = (clock?.metrics ?? []).flatMap(({ metric, due_at, breached_at }): PromisedTime[] => {
    const what = MEANS[metric];
    const at = breached_at === null ? due_at : null;
    return what === undefined || at === null || at <= now ? [] : [{ what, at }];
  });
  const first = (what: PromisedTime['what']) =>
    promises.filter((each) => each.what === what).sort((a, b) => a.at - b.at)[0];
  return first('answer') ?? first('solution');
}
