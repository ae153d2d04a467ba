import type { VirtualTime } from './virtual-time.ts';
import type { Fate, Service } from './weather.ts';

/** A request that a function makes: where to, what it does there, and how it reads in the trace. */
export interface Reach<T> {
  readonly service: Service;
  readonly what: () => string;
  readonly effect: () => Promise<T> | T;
}

/** How a request ended when it did not work. `sent`: it may have taken effect, whoever asked cannot know. */
export class Unanswered extends Error {
  readonly fate: Exclude<Fate, 'works'>;
  constructor(fate: Exclude<Fate, 'works'>) {
    super(fate);
    this.fate = fate;
  }
}

/** The outside as one instance of a function reaches it. */
export interface Instance {
  readonly name: string;
  reach<T>(reach: Reach<T>): Promise<T>;
  /** Waits, as `setTimeout` would. */
  pause(milliseconds: number): Promise<void>;
}

/** What stands between an instance and its world. */
export interface Seam {
  readonly time: VirtualTime;
  readonly fate: (service: Service) => Fate;
  readonly delay: (service: Service) => readonly [number, number];
  readonly note: (who: string, what: () => string) => void;
  /** Does something that takes no virtual time, however long it takes: the clock stands still meanwhile. */
  readonly hold: <T>(work: () => Promise<T>) => Promise<T>;
}

/** An instance under control: it works on one thing at a time, and can die while it waits for an answer. */
export interface ControlledInstance extends Instance {
  /** Begins an invocation that dies after so many requests, or never. */
  begin(diesAfter: number | undefined, onDeath: () => void): void;
  end(): void;
  kill(): void;
  /** Whether it works on something right now, rather than waiting for an answer. */
  readonly working: boolean;
  readonly dead: boolean;
}

/** What the dead wait for. One for each wait: whoever waits for a promise is kept as long as the promise. */
const never = () => new Promise<never>(() => undefined);

export function controlledInstance(name: string, seam: Seam): ControlledInstance {
  let busy = false;
  let dead = false;
  let waiting = 0;
  let left = Number.POSITIVE_INFINITY;
  let onDeath: () => void = () => undefined;

  function kill(): void {
    if (dead) return;
    dead = true;
    seam.note(name, () => 'dies');
    onDeath();
  }

  /** Waits with the instance at rest; never comes back to one that has died meanwhile. */
  async function rest(milliseconds: number): Promise<void> {
    if (milliseconds === 0) return;
    waiting++;
    await seam.time.sleep(milliseconds);
    if (dead) return never();
    waiting--;
  }

  return {
    name,
    async reach({ service, what, effect }) {
      if (dead) return never();
      if (left-- <= 0) {
        kill();
        return never();
      }
      const [there, back] = seam.delay(service);
      await rest(there);
      const fate = seam.fate(service);
      seam.note(name, () => (fate === 'works' ? what() : `${what()} -> ${fate}`));
      if (fate === 'throttled' || fate === 'unsent') {
        await rest(back);
        throw new Unanswered(fate);
      }
      waiting++;
      try {
        const answer = await effect();
        waiting--;
        if (fate === 'works') {
          await rest(back);
          return answer;
        }
      } catch (error) {
        waiting--;
        await rest(back);
        if (fate === 'works') throw error;
      }
      await rest(back);
      throw new Unanswered('lost');
    },
    pause: rest,
    begin(diesAfter, whenDead) {
      busy = true;
      left = diesAfter ?? Number.POSITIVE_INFINITY;
      onDeath = whenDead;
    },
    end() {
      busy = false;
    },
    kill,
    get working() {
      return busy && !dead && waiting === 0;
    },
    get dead() {
      return dead;
    },
  };
}
