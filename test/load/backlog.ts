import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';

/** What waits at one moment. */
export interface Sample {
  /** Milliseconds since the sampling began. */
  readonly at: number;
  /** Messages that wait or are in work, by queue. */
  readonly depths: ReadonlyMap<string, number>;
  /** How long the oldest of them has waited, in seconds, by queue. */
  readonly ages: ReadonlyMap<string, number>;
}

const Queues = z.array(
  z.object({
    name: z.string(),
    approximateMessageCount: z.number(),
    approximateInflightCount: z.number(),
    approximateDelayedCount: z.number(),
  }),
);
const Messages = z.object({
  messages: z.object({ ready: z.array(z.object({ sentTimestamp: z.number() })) }),
});

const EVERY = 1_000;
/** The page that tells ages lists every message, so it is looked at less often. */
const AGES_EVERY = 5;

/** Looks at all queues each second until it is stopped, by the queue engine's pages for that; takes nothing out of them. */
export function watchBacklog(queues: string) {
  const samples: Sample[] = [];
  const begun = performance.now();
  const until = new AbortController();

  async function look(withAges = true): Promise<Sample> {
    const found = z
      .parse(Queues, await json(`${queues}/_fauxqs/queues`))
      .map((each) => ({ ...each, label: short(each.name) }));
    const ages = await Promise.all(
      found
        .filter((each) => withAges && each.approximateMessageCount > 0)
        .map(async ({ name, label }) => {
          const { messages } = z.parse(Messages, await json(`${queues}/_fauxqs/queues/${name}`));
          const oldest = Math.min(Date.now(), ...messages.ready.map(({ sentTimestamp }) => sentTimestamp));
          return [label, (Date.now() - oldest) / 1000] as const;
        }),
    );
    const depths = found.map(({ label, ...counts }) => {
      // A timer is held back because it is not due; everything else that is held back is late.
      const heldBack = label === 'fire-timers' ? 0 : counts.approximateDelayedCount;
      return [label, counts.approximateMessageCount + counts.approximateInflightCount + heldBack] as const;
    });
    const busy = depths.filter(([, depth]) => depth > 0);
    return { at: performance.now() - begun, depths: new Map(busy), ages: new Map(ages) };
  }

  async function watch(): Promise<void> {
    while (!until.signal.aborted) {
      samples.push(await look(samples.length % AGES_EVERY === 0));
      await sleep(EVERY);
    }
  }

  const watching = watch();
  return {
    samples,
    look,
    async stop() {
      until.abort();
      await watching;
    },
  };
}
export type Backlog = ReturnType<typeof watchBacklog>;

/** Messages in all queues together that somebody still works off. */
export function total({ depths }: Sample): number {
  return [...depths].reduce((sum, [name, depth]) => (name.endsWith(GIVEN_UP) ? sum : sum + depth), 0);
}

/** Messages that were given up: they lie in the dead-letter queues. */
export function givenUp({ depths }: Sample): number {
  return [...depths].reduce((sum, [name, depth]) => (name.endsWith(GIVEN_UP) ? sum + depth : sum), 0);
}

async function json(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

/** `DeliverMailWorkQueueDC97B6F4` as `deliver-mail`, and what was given up there as `deliver-mail given up`. */
function short(name: string): string {
  const [, consumer = name, kind] = /^(.+?)(?:Work)?(Queue|DeadLetters|Failures)[0-9A-F]{8}$/.exec(name) ?? [];
  const words = consumer.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
  return kind === 'Queue' ? words : `${words}${GIVEN_UP}`;
}

const GIVEN_UP = ' given up';
