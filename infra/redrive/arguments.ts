import { parseArgs } from 'node:util';
import { HelpAsked, UsageError } from '../command-line.ts';
import type { QueueName } from '../function-spec.ts';
import { QUEUES } from '../functions.ts';

/** What stands for the messages that the stream's relay gave up. */
export const RELAY_QUEUE = 'relay';

export type Task =
  | { readonly do: 'show' }
  | { readonly do: 'move' }
  | { readonly do: 'drop'; readonly confirmed: boolean }
  | { readonly do: 'resend'; readonly since: number; readonly pretend: boolean };

/** What the operator asked for. */
export interface Order {
  readonly queue: QueueName | typeof RELAY_QUEUE;
  readonly task: Task;
  /** The stack in AWS; without it the instance that runs here. */
  readonly stack: string | undefined;
  readonly region: string | undefined;
  readonly limit: number | undefined;
  /** The one message it is about. */
  readonly message: string | undefined;
}

const USAGE = `npm run redrive -- QUEUE [options]

  QUEUE            ${[...QUEUES.keys()].join(', ')},
                   or relay: what the table's stream gave up

  --dry-run        only show what is there
  --limit N        at most so many messages
  --message ID     only this message
  --drop ID        throw this message away for good; it is written to a file first
  --yes            do not ask
  --since TIME     relay only: send again what the table has since then (2026-11-22T09:30Z, 90m, 6h, 2d)
  --stack NAME     a deployment, for instance Moorline-production, with your own AWS credentials;
                   otherwise the instance that "npm start" runs here
  --region REGION  of the stack`;

const DAY = 86_400_000;
/** A queue keeps messages no longer, and every consumer remembers for longer what it has done. */
const FURTHEST_BACK = 14 * DAY;

/** Reads the command line. Throws UsageError, and HelpAsked. */
export function readOrder(args: readonly string[], now: number): Order {
  const { values, positionals } = parse(args);
  if (values.help) throw new HelpAsked(USAGE);
  const [queue, ...more] = positionals;
  if (queue === undefined || more.length > 0 || !isQueue(queue)) {
    throw new UsageError(queue === undefined ? USAGE : `There is no queue "${positionals.join(' ')}".\n\n${USAGE}`);
  }
  const { drop, since, stack, region } = values;
  const pretend = values['dry-run'] ?? false;
  if (since !== undefined && queue !== RELAY_QUEUE) throw new UsageError('--since is for the queue "relay" only.');
  if ([since, drop, values.message].filter((each) => each !== undefined).length > 1)
    throw new UsageError('Choose one of --since, --drop and --message.');
  return {
    queue,
    task: taskOf({ drop, since, pretend, confirmed: values.yes ?? false }, now),
    stack,
    region,
    limit: values.limit === undefined ? undefined : wholeNumber(values.limit),
    message: drop ?? values.message,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean' },
        yes: { type: 'boolean' },
        limit: { type: 'string' },
        message: { type: 'string' },
        drop: { type: 'string' },
        since: { type: 'string' },
        stack: { type: 'string' },
        region: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

const isQueue = (name: string): name is Order['queue'] => name === RELAY_QUEUE || QUEUES.has(name as QueueName);

interface Asked {
  readonly drop: string | undefined;
  readonly since: string | undefined;
  readonly pretend: boolean;
  readonly confirmed: boolean;
}

function taskOf({ drop, since, pretend, confirmed }: Asked, now: number): Task {
  if (since !== undefined) return { do: 'resend', since: timeOf(since, now), pretend };
  if (pretend) return { do: 'show' };
  return drop === undefined ? { do: 'move' } : { do: 'drop', confirmed };
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: DAY };

function timeOf(text: string, now: number): number {
  const [, amount, unit = ''] = /^(\d+)([mhd])$/.exec(text) ?? [];
  // A time without a zone would mean another instant on each machine.
  const dated = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  const time = amount === undefined ? dated : now - Number(amount) * (UNITS[unit] ?? 0);
  if (Number.isNaN(time))
    throw new UsageError(`"${text}" is no time. Write 2026-11-22T09:30Z, or 90m, 6h, 2d for how long ago.`);
  if (time > now) throw new UsageError(`${text} is yet to come.`);
  if (time < now - FURTHEST_BACK)
    throw new UsageError('At most 14 days back: what is older was either given up on or is done.');
  return time;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new UsageError('--limit takes a number from 1.');
  return Number(text);
}
