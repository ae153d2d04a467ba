import type { FunctionName } from '../faults/world/functions.ts';
import type { Quantities } from './bill.ts';
import { billed, gbSeconds } from './lambda-time.ts';
import type { StackParts } from './stack-parts.ts';
import type { FunctionUse, Usage } from './world/meter.ts';

/** A month as AWS counts it: 730 hours. */
export const MINUTES_A_MONTH = 730 * 60;

/** Milliseconds of processor time, as measured on this machine. */
export interface ProcessorTimes {
  /** Of one invocation, without the clients. */
  readonly own: ReadonlyMap<FunctionName, number>;
  /** Of a call to the table through the SDK, and of a request that we sign ourselves. */
  readonly table: number;
  readonly signed: number;
}

/** What an instance takes to start, from AWS's side to the end of our imports: billed since August 2025. */
const COLD_START = 400;

/** GB-seconds of one function for its share of a usage; with its cold starts where they count. */
export function functionSeconds(
  name: FunctionName,
  use: FunctionUse,
  memory: number,
  times: ProcessorTimes,
  withColdStarts: boolean,
): number {
  if (use.invocations <= 0) return 0;
  const each = 1 / use.invocations;
  const worked = (times.own.get(name) ?? 0) + (use.tableCalls * times.table + use.otherCalls * times.signed) * each;
  const milliseconds = billed({ memory, waited: use.waited * each, worked }) * use.invocations;
  return gbSeconds(memory, milliseconds + (withColdStarts ? use.coldStarts * COLD_START : 0));
}

/** Invocations, what they take, and what they log. */
function functionQuantities(
  usage: Usage,
  parts: StackParts,
  times: ProcessorTimes,
  withColdStarts: boolean,
): Quantities {
  let invocations = 0;
  let seconds = 0;
  let logged = 0;
  for (const [name, use] of usage.functions) {
    const memory = parts.memory.get(name);
    if (memory === undefined) throw new Error(`The template has no function ${name}`);
    invocations += use.invocations;
    seconds += functionSeconds(name, use, memory, times, withColdStarts);
    logged += use.logBytes + (parts.loggingRuns.includes(name) ? use.invocations * RUN_LINES : 0);
  }
  return { 'lambda.request': invocations, 'lambda.gb_second': seconds, 'logs.ingest': logged, 'logs.storage': logged };
}

/** Lambda's own lines of a run (start and report), where the template does not silence them. */
const RUN_LINES = 700;

/** What tickets took, besides what functions did. */
export interface Traffic {
  readonly mailsIn: number;
  readonly mailsOut: number;
  readonly requests: number;
  readonly bytesOut: number;
  readonly tableBytes: number;
  readonly objectBytes: number;
}

/** All that tickets take, kept for a month. `alone`: each came when everything had gone cold, as in a quiet hour. */
export function ticketQuantities(
  usage: Usage,
  traffic: Traffic,
  parts: StackParts,
  times: ProcessorTimes,
  alone: boolean,
): Quantities {
  const functions = functionQuantities(usage, parts, times, alone);
  const request = (kind: string) => usage.requests.get(kind) ?? 0;
  const notices = traffic.mailsIn + traffic.mailsOut;
  const accessLog = traffic.requests * accessLogLine(parts.accessLogFormat);
  const logged = (functions['logs.ingest'] ?? 0) + accessLog;
  // Counted as they come from the seam; what AWS does by itself is added: SES's copy of each mail, its two kinds of notices.
  const puts = request('s3 PUT') + request('s3 POST') + traffic.mailsIn;
  const gets = request('s3 GET') + request('s3 HEAD');
  const cold = [...usage.functions.values()].reduce((sum, use) => sum + (use.tableCalls > 0 ? use.coldStarts : 0), 0);
  return {
    ...functions,
    'logs.ingest': logged,
    'logs.storage': logged,
    'dynamodb.read': usage.reads,
    'dynamodb.write': usage.writes,
    'dynamodb.storage': traffic.tableBytes,
    'dynamodb.recovery': traffic.tableBytes,
    'dynamodb.stream': 0,
    'sqs.request': request('sqs send') + request('sqs receive') + request('sqs delete') + notices,
    'sns.publish': notices,
    's3.put': puts,
    's3.get': gets,
    's3.storage': traffic.objectBytes,
    'secrets.call': request('secrets read'),
    // The table's key is asked for again after five minutes of rest, a topic's and a bucket's data key likewise.
    'kms.request': alone ? cold + puts + gets + notices : 0,
    'http.request': traffic.requests,
    'transfer.out': traffic.bytesOut,
  };
}

/** SES's own fee for the same tickets. */
export function mailQuantities({ mailsIn, mailsOut }: Pick<Traffic, 'mailsIn' | 'mailsOut'>): Quantities {
  return { 'ses.out': mailsOut, 'ses.in': mailsIn };
}

/** A long poll ends after 20 seconds with nothing. */
const POLLS_A_MINUTE = 3;
/**
 * Pollers of a queue at which nothing happens: Lambda goes down to five, and where no maximum is set to as few as two.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
const POLLERS = { bounded: 5, unbounded: 2 } as const;
/** Whoever reads the table in the sweep's name and the stream in the relay's asks for its key again after five minutes. */
const KEY_REFRESHES_A_MINUTE = 2 / 5;

/** A month in which nothing happens: what stands there, and what runs by the clock. `tick` is one run of the schedule. */
export function idleQuantities(tick: Usage, parts: StackParts, times: ProcessorTimes): Quantities {
  const functions = functionQuantities(tick, parts, times, false);
  const month = Object.fromEntries(
    Object.entries({
      ...functions,
      'dynamodb.read': tick.reads,
      'dynamodb.write': tick.writes,
      'events.schedule': 1,
      'kms.request': KEY_REFRESHES_A_MINUTE,
      'sqs.poll': parts.polled.reduce((sum, queue) => sum + pollersOf(queue), 0) * POLLS_A_MINUTE,
    }).map(([meter, amount]) => [meter, amount * MINUTES_A_MONTH]),
  );
  return {
    ...month,
    'cloudwatch.alarm': parts.alarmMetrics,
    'cloudwatch.dashboard': parts.dashboards,
    'secrets.secret': parts.secrets,
    'kms.key': parts.keys,
  };
}

function pollersOf({ concurrency }: StackParts['polled'][number]): number {
  return concurrency === undefined ? POLLERS.unbounded : POLLERS.bounded;
}

/** What a month would have in polls more if Lambda kept five pollers at every queue. */
export function pollsAtMost({ polled }: StackParts): number {
  const unbounded = polled.filter(({ concurrency }) => concurrency === undefined).length;
  return unbounded * (POLLERS.bounded - POLLERS.unbounded) * POLLS_A_MINUTE * MINUTES_A_MONTH;
}

/** Bytes of a line of the access log, with something usual in each place and what CloudWatch adds. */
export function accessLogLine(format: string): number {
  return Buffer.byteLength(format.replace(/\$context\.[a-zA-Z.]+/g, 'x'.repeat(20))) + 26;
}
