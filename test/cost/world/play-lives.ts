import { AsyncLocalStorage } from 'node:async_hooks';
import { chance } from '../../faults/chance.ts';
import { itemSize } from '../../faults/table/item-size.ts';
import { apiClient } from '../../faults/workload/api-client.ts';
import { FILES_BUCKET, MAIL_BUCKET } from '../../faults/world/environment.ts';
import type { FunctionName } from '../../faults/world/functions.ts';
import type { SentMail } from '../../faults/world/post-office.ts';
import type { World } from '../../faults/world/world.ts';
import { hireTeams, type Team } from './cast.ts';
import { type OnUnits, type Usage, without } from './meter.ts';
import { meteredWorld, type Within } from './metered-world.ts';
import { type Pace, ticketLife } from './ticket-life.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** 2026-03-02T00:00:00Z: where the clock of every run starts. */
export const START = Date.UTC(2026, 2, 2);

export interface LivesOptions {
  /** When each ticket's first mail comes, in milliseconds from the start. */
  readonly starts: readonly number[];
  readonly pace: Pace;
  /** How many agents each group has, and who handles the nth ticket. */
  readonly teamSizes: readonly number[];
  readonly teamOf: (ticket: number, teams: readonly Team[]) => Team;
  readonly surveyDelay: number;
  readonly closeAfter: number;
  /** How long to go on, from the start. */
  readonly until: number;
  readonly onUnits?: OnUnits;
  /** Told when the first ticket may come: everybody is hired and at rest. */
  readonly onBegin?: (at: number) => void;
  readonly within?: Within;
  /** False where only time is measured. */
  readonly metered?: boolean;
}

/** What became of the tickets, and all that was used for it. */
export interface Lived {
  readonly usage: Usage;
  /** Runs of the schedule. */
  readonly ticks: number;
  readonly tickets: number;
  readonly mailsIn: number;
  readonly mailsOut: number;
  readonly requests: number;
  /** Bytes of the API's answers. */
  readonly bytesOut: number;
  /** Bytes in the table, and in the buckets. */
  readonly tableBytes: number;
  readonly objectBytes: number;
}

/** Lets tickets live through a calm world, and answers what it took. Throws when any of them did not come to its end. */
export async function playLives(options: LivesOptions): Promise<Lived> {
  const { starts, pace, teamSizes, teamOf, surveyDelay, closeAfter, until, onUnits, metered = true } = options;
  // Handlers read it when they are made, and that is on their first use.
  process.env['SURVEY_DELAY_SECONDS'] = String(surveyDelay / 1000);
  process.env['CLOSE_AFTER_DAYS'] = String(closeAfter / DAY);
  // As long as a real one, so that nobody is reminded who is being answered.
  process.env['INTAKE_DEADLINE_SECONDS'] = String((3 * DAY) / 1_000);
  process.env['ESCALATION_STEP_SECONDS'] = '1800';
  const printing = keepWhatIsPrinted();
  const within: Within = (name, run) => printing.inNameOf(name, () => (options.within ?? plainly)(name, run));
  const made = meteredWorld({ start: START, within, metered, ...(onUnits ? { onUnits } : {}) });
  try {
    const { world, meter } = made;
    printing.onLine = (name, bytes) => meter.logged(name, bytes);
    const teams = await hireTeams(world, teamSizes);
    let ticks = 0;
    const letTicks = async (many: number) => {
      for (const end = ticks + many; ticks < end; ticks++) {
        void world.tick();
        await world.time.run(world.time.now() + MINUTE);
      }
    };
    await letTicks(SETTLING);
    const begun = world.time.now();
    options.onBegin?.(begun);
    const startUsage = meter.read();
    const startSize = await tableSize(world);
    const mails = mailboxes(world);
    let done = 0;
    let requests = 0;
    let bytesOut = 0;
    const problems: unknown[] = [];
    const desk = {
      world,
      api: apiClient(world, chance('lives')),
      nextMail: mails.next,
      onAnswer(answer: { body: unknown }) {
        requests++;
        bytesOut += Buffer.byteLength(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
      },
    };
    for (const [at, start] of starts.entries()) {
      world.time.at(begun + start, () => {
        const team = teamOf(at, teams);
        const agent = team.agents[at % team.agents.length];
        if (!agent) throw new Error('A group has no agent');
        const handled = { customer: `c${at}@mail.test`, agent, groupId: team.groupId, pace };
        ticketLife(desk, handled).then(
          () => done++,
          (error) => problems.push(error),
        );
      });
    }
    await letTicks(Math.ceil(until / MINUTE));
    if (problems.length > 0 || made.failures.length > 0 || done < starts.length)
      throw new Error(`${done} of ${starts.length} tickets came to an end`, { cause: problems[0] ?? made.failures[0] });
    return {
      usage: without(meter.read(), startUsage),
      ticks: ticks - SETTLING,
      tickets: done,
      mailsIn: 2 * done,
      mailsOut: world.post.sent.length,
      requests,
      bytesOut,
      tableBytes: (await tableSize(world)) - startSize,
      objectBytes: objectBytes(world),
    };
  } finally {
    printing.stop();
  }
}

/** Minutes until what followed from hiring everybody is over, and the sweep has looked back as far as it does at first. */
const SETTLING = 16;

const plainly: Within = (_, run) => run();

/** What AWS adds to the size of each item. */
const PER_ITEM = 100;

async function tableSize(world: World): Promise<number> {
  const items = await world.engine.items();
  return items.reduce((sum, item) => sum + itemSize(item) + PER_ITEM, 0);
}

function objectBytes({ buckets }: World): number {
  let sum = 0;
  for (const bucket of [MAIL_BUCKET, FILES_BUCKET]) {
    for (const path of buckets.keys(bucket)) {
      const key = path.slice(bucket.length + 2);
      sum += Buffer.byteLength(buckets.text(bucket, key) ?? '');
    }
  }
  return sum;
}

/** The mails of those who wait for one; nobody else reads theirs. */
function mailboxes(world: World) {
  const unread = new Map<string, SentMail[]>();
  const waiting = new Map<string, (mail: SentMail) => void>();
  world.post.onArrival((mail) => {
    const reader = waiting.get(mail.to);
    waiting.delete(mail.to);
    if (reader) reader(mail);
    else if (mail.to.endsWith('@mail.test')) unread.set(mail.to, [...(unread.get(mail.to) ?? []), mail]);
  });
  return {
    next(address: string): Promise<SentMail> {
      const [first, ...rest] = unread.get(address) ?? [];
      unread.set(address, rest);
      return first ? Promise.resolve(first) : new Promise((done) => waiting.set(address, done));
    },
  };
}

/** What Lambda's JSON format puts around a line, and what CloudWatch adds to the size of each event. */
const ENVELOPE =
  '{"timestamp":"2026-03-02T00:00:00.000Z","level":"INFO","requestId":"00000000-0000-0000-0000-000000000000","message":}';
const PER_EVENT = 26;

function keepWhatIsPrinted() {
  const names = new AsyncLocalStorage<FunctionName>();
  const before = { ...console };
  const kept = {
    onLine: (_: FunctionName, __: number): void => undefined,
    inNameOf: <T>(name: FunctionName, run: () => T): T => names.run(name, run),
    stop: () => Object.assign(console, before),
  };
  const print = (line: unknown) => {
    const name = names.getStore();
    if (name) kept.onLine(name, Buffer.byteLength(JSON.stringify(line) + ENVELOPE) + PER_EVENT);
  };
  Object.assign(console, { log: print, warn: print, error: print });
  return kept;
}
