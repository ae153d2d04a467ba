import type { Chance } from '../chance.ts';

/** The services behind the seam. */
export type Service = 'dynamodb' | 's3' | 'sqs' | 'ses' | 'secrets' | 'webhooks';

/**
 * How a request ends: it works; it is `throttled`; it never `arrives`; or it takes effect and its answer is `lost`.
 * Whoever sent it cannot tell the last two apart.
 */
export type Fate = 'works' | 'throttled' | 'unsent' | 'lost';

/** What goes wrong in a world, and how often. All of it stops at once when calm comes. */
export interface Weather {
  /** Milliseconds a request is under way, there and back. */
  delay(service: Service): readonly [there: number, back: number];
  fate(service: Service, now: number): Fate;
  /** Another transaction is at one of the items. */
  conflict(): boolean;
  /** After how many requests an invocation's instance dies; undefined when it lives. */
  dies(): number | undefined;
  /** The instance is thrown away after an invocation. */
  recycled(): boolean;
  /** A message or a batch is handed over once more. */
  twice(): boolean;
  /** What was deleted from a queue comes again all the same. */
  undeleted(): boolean;
  /** How many of `waiting` are handed over together, at most `most`. */
  batch(waiting: number, most: number): number;
  /** Messages overtake each other. */
  shuffled(): boolean;
  /** Milliseconds until a change shows in eventually consistent reads. */
  lag(): number;
  /** A schedule's tick that does not come. */
  missedTick(): boolean;
  calm(): void;
}

const HARM = [0, 0.01, 0.03, 0.1] as const;

/** A time in which a service answers nobody. */
interface Outage {
  readonly service: Service;
  readonly from: number;
  readonly until: number;
}

const LATEST_OUTAGE = 10 * 60_000;

/** The weather of one seed from `start` on: some seeds are mild, some are not, and each has troubles of its own. */
export function weather(chance: Chance, start: number): Weather {
  let stormy = true;
  const services: readonly Service[] = ['dynamodb', 's3', 'sqs', 'ses', 'secrets'];
  const harmFrom = (source: Chance) => ({
    throttled: source.pick(HARM),
    unsent: source.pick(HARM),
    lost: source.pick(HARM),
    slow: source.pick(HARM),
  });
  const rates = new Map(services.map((service) => [service, harmFrom(chance)]));
  // Servers of others fail as they like, whatever our own do.
  rates.set('webhooks', harmFrom(chance.fork('webhooks')));
  const [conflicts, deaths, doubles, undeleted, disorder, missed] = Array.from({ length: 6 }, () => chance.pick(HARM));
  const lagging = chance.pick([0, 20, 1_500]);
  const outages: Outage[] = Array.from({ length: chance.pick([0, 0, 1, 2]) }, () => {
    const from = start + chance.between(0, LATEST_OUTAGE);
    return { service: chance.pick(services), from, until: from + chance.between(5_000, 150_000) };
  });
  const isDown = (service: Service, now: number) =>
    outages.some((outage) => outage.service === service && outage.from <= now && now < outage.until);
  const draws = chance.fork('draws');
  const happens = (probability: number | undefined) => stormy && draws.happens(probability ?? 0);
  return {
    delay(service) {
      const slow = happens(rates.get(service)?.slow);
      const usual = draws.between(1, 8);
      return slow ? [draws.between(100, 4_000), draws.between(1, 4_000)] : [usual, draws.happens(0.3) ? 3 : 0];
    },
    fate(service, now) {
      const { throttled = 0, unsent = 0, lost = 0 } = rates.get(service) ?? {};
      if (!stormy) return 'works';
      if (isDown(service, now)) return draws.happens(0.5) ? 'unsent' : 'throttled';
      const drawn = draws.next();
      if (drawn < throttled) return 'throttled';
      if (drawn < throttled + unsent) return 'unsent';
      return drawn < throttled + unsent + lost ? 'lost' : 'works';
    },
    conflict: () => happens(conflicts),
    dies: () => (happens(deaths) ? draws.between(0, 12) : undefined),
    recycled: () => happens(0.02),
    twice: () => happens(doubles),
    undeleted: () => happens(undeleted),
    batch: (waiting, most) => Math.min(waiting, stormy ? draws.between(1, most) : most),
    shuffled: () => happens(disorder),
    lag: () => (stormy ? draws.between(0, lagging) : 0),
    missedTick: () => happens(missed),
    calm: () => {
      stormy = false;
    },
  };
}
