import type { Instant } from '../kernel/clock.ts';
import { dueAt, type SlaClock } from './clock.ts';
import type { SlaMetric } from './sla-metric.ts';

/** What a customer may be told of a promise: what will be done by when. */
export interface PromisedTime {
  readonly what: 'answer' | 'solution';
  readonly at: Instant;
}

/** What each promise means to a customer; how long agents may work on something is no matter of theirs. */
const MEANS: Readonly<Partial<Record<SlaMetric, PromisedTime['what']>>> = {
  first_reply_time: 'answer',
  requester_wait_time: 'solution',
  total_resolution_time: 'solution',
};

/**
 * The next thing that is promised to a customer: an answer before a solution, of several the first. Undefined where nothing
 * is promised, while its clock stands still, and once it is over.
 */
export function promisedTime(clock: SlaClock | undefined, now: Instant): PromisedTime | undefined {
  const promises = (clock?.metrics ?? []).flatMap((metric): PromisedTime[] => {
    const what = MEANS[metric.metric];
    const at = metric.step === 0 ? dueAt(metric) : null;
    return what === undefined || at === null || at <= now ? [] : [{ what, at }];
  });
  const first = (what: PromisedTime['what']) =>
    promises.filter((each) => each.what === what).sort((a, b) => a.at - b.at)[0];
  return first('answer') ?? first('solution');
}
