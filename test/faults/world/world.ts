import { openTable } from '../../../shared/platform/table/table.ts';
import type { Chance } from '../chance.ts';
import type { TableEngine } from '../table/memory-table.ts';
import type { Trace } from '../trace.ts';
import { type Buckets, buckets } from './buckets.ts';
import { dynamoClient } from './dynamo-client.ts';
import { MAIL_BUCKET, SECRETS, TABLE } from './environment.ts';
import { FUNCTIONS, type FunctionName, QUEUES } from './functions.ts';
import type { ControlledInstance, Instance, Seam } from './instance.ts';
import { type Handler, type Lambda, lambda } from './lambda.ts';
import { type PostOffice, postOffice } from './post-office.ts';
import { type WorkQueue, workQueue } from './queues.ts';
import { type Receiver, receiver } from './receiver.ts';
import { scanner } from './scanner.ts';
import { signedRequests } from './signed-requests.ts';
import { type StreamSource, streamSource } from './stream.ts';
import { type VirtualTime, virtualTime } from './virtual-time.ts';
import type { Weather } from './weather.ts';

/** Everything that is deployed, with the services behind it, on a clock of its own. */
export interface World {
  readonly time: VirtualTime;
  readonly engine: TableEngine;
  readonly buckets: Buckets;
  readonly post: PostOffice;
  readonly receiver: Receiver;
  readonly stream: StreamSource;
  readonly queues: ReadonlyMap<string, WorkQueue>;
  readonly functions: ReadonlyMap<FunctionName, Lambda>;
  /** One tick of the schedule that runs each minute. */
  tick(): Promise<void>;
  /** When the last timer before `end` falls due. */
  lastTimer(end: number): number;
}

export interface WorldOptions {
  readonly start: number;
  readonly chance: Chance;
  readonly weather: Weather;
  readonly trace: Trace;
  readonly engine: (now: () => number) => TableEngine;
  readonly fateOf: (address: string) => 'bounce' | 'complaint' | undefined;
  readonly tamper?: Tamper;
}

type Send = ReturnType<typeof dynamoClient>['send'];

/** Puts something between a function and its world: how the harness itself is put to the test. */
export interface Tamper {
  /** Between a function and its table. */
  readonly table?: (send: Send, name: FunctionName) => Send;
  /** Around a function. */
  readonly handler?: (handler: Handler, name: FunctionName) => Handler;
}

const FUNCTION_TIMEOUT = 25_000;
const SWEEP_TIMEOUT = 60_000;
const VISIBILITY = 150_000;
const MAX_RECEIVES = 5;
const CONCURRENCY = 5;
const STREAM_ATTEMPTS = 20;

export function world(options: WorldOptions): World {
  const { chance, weather, trace, tamper = {} } = options;
  const instances = new Set<ControlledInstance>();
  let busy = 0;
  const time = virtualTime(options.start, async () => {
    do await new Promise(setImmediate);
    while (busy > 0 || isWorking(instances));
  });
  const seam: Seam = {
    time,
    fate: (service) => weather.fate(service, time.now()),
    delay: weather.delay,
    note: (who, what) => trace.note(time.now(), who, what),
    async hold(work) {
      busy++;
      try {
        return await work();
      } finally {
        busy--;
      }
    },
  };
  const real = options.engine(time.now);
  const store = buckets(scanner(chance.fork('scanner'), () => queue('record-scan-results')));
  const queues = new Map<string, WorkQueue>();
  const queue = (name: string): WorkQueue => {
    const found = queues.get(name.slice(name.lastIndexOf('/') + 1));
    if (!found) throw new Error(`There is no queue ${name}`);
    return found;
  };
  /** The clock waits for the engine, whatever it takes; what was written wakes the stream. */
  const dues: number[] = [];
  const engine: TableEngine = {
    ...real,
    async execute(command) {
      try {
        return await seam.hold(() => real.execute(command));
      } finally {
        if (!READS.has(command.constructor.name)) {
          dues.push(...timersIn(command.input as Written));
          stream.wake();
        }
      }
    },
  };
  const post = postOffice({
    seam,
    chance: chance.fork('post'),
    buckets: store,
    mailBucket: MAIL_BUCKET,
    incoming: () => queue('ingest-mail'),
    events: () => queue('record-mail-events'),
    fateOf: options.fateOf,
  });
  const called = receiver();
  const parts = { time, engine, store, queue, post, called, weather, tamper };
  const functions = new Map<FunctionName, Lambda>();
  for (const [name, connect] of Object.entries(FUNCTIONS) as [FunctionName, (outside: never) => Handler][]) {
    const timeout = name === 'sweep-timers' ? SWEEP_TIMEOUT : FUNCTION_TIMEOUT;
    const draws = chance.fork(name);
    const fresh = (instance: Instance) => {
      const handler = connect(outsideOf(instance, name, draws, parts) as never);
      return tamper.handler ? tamper.handler(handler, name) : handler;
    };
    functions.set(name, lambda({ name, seam, weather, instances, timeout, connect: fresh }));
  }
  const call = (name: FunctionName): Lambda => {
    const found = functions.get(name);
    if (!found) throw new Error(`There is no function ${name}`);
    return found;
  };
  for (const [name, consumer] of QUEUES) {
    const settings = { visibility: VISIBILITY, maxReceives: MAX_RECEIVES, concurrency: CONCURRENCY };
    queues.set(
      name,
      workQueue({ name, consumer: call(consumer), seam, weather, chance: chance.fork(`${name}?`), ...settings }),
    );
  }
  const stream = streamSource({ engine: real, relay: call('relay-events'), seam, weather, attempts: STREAM_ATTEMPTS });
  return {
    time,
    engine,
    buckets: store,
    post,
    receiver: called,
    stream,
    queues,
    functions,
    lastTimer: (end) => Math.max(0, ...dues.filter((due) => due < end)),
    async tick() {
      if (weather.missedTick()) return;
      await call('sweep-timers')
        .invoke({})
        .catch(() => undefined);
    },
  };
}

interface Written {
  readonly Item?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly { readonly Put?: Written }[];
}

function timersIn({ Item, TransactItems = [] }: Written): number[] {
  const items = [Item, ...TransactItems.map(({ Put }) => Put?.Item)];
  return items.flatMap((item) => (item?.['entity'] === 'timer' ? [Number(item['due_at'])] : []));
}

const READS = new Set(['GetCommand', 'BatchGetCommand', 'QueryCommand']);

function isWorking(instances: ReadonlySet<ControlledInstance>): boolean {
  for (const instance of instances) if (instance.working) return true;
  return false;
}

interface Parts {
  readonly time: VirtualTime;
  readonly engine: TableEngine;
  readonly store: Buckets;
  readonly queue: (url: string) => WorkQueue;
  readonly post: PostOffice;
  readonly called: Receiver;
  readonly weather: Weather;
  readonly tamper: Tamper;
}

/** The outside of one instance: everything in it goes through the instance's seam. */
function outsideOf(instance: Instance, name: FunctionName, chance: Chance, parts: Parts) {
  const { time, engine, store, queue, post, called, weather, tamper } = parts;
  const { send } = dynamoClient(instance, engine, { weather, chance });
  const client = { send: tamper.table ? tamper.table(send, name) : send };
  const waiting = { pause: instance.pause, random: chance.next };
  let tokens = 0;
  return {
    now: time.now,
    random: chance.next,
    pause: instance.pause,
    newToken: () => `${instance.name}-${++tokens}-${chance.between(0, 2 ** 31)}`,
    requests: signedRequests(instance, { buckets: store, queue, secret: () => JSON.stringify(SECRETS) }, chance),
    table: openTable(client as never, TABLE, waiting),
    ses: post.client(instance),
    callServer: called.client(instance),
  };
}
