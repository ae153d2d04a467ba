import { ENVIRONMENTS } from '../../infra/config.ts';
import { CONSUMERS } from '../../infra/functions.ts';
import { SLOWER } from '../cost/lambda-time.ts';
import type { FunctionUse } from '../cost/world/meter.ts';
import type { Crowd } from './crowd.ts';
import type { Heat } from './heat.ts';

/** Something that is limited, and how much of it a ticket takes. */
export interface Limit {
  readonly what: string;
  /** In the unit of `need`. */
  readonly limit: number;
  readonly unit: string;
  /** What one ticket a second takes of it. */
  readonly need: number;
  /** How it is turned up. */
  readonly more: string;
  readonly source: string;
}

const docs = (path: string) => `https://docs.aws.amazon.com/${path}`;
const QUOTAS = 'Service Quotas, a request';

/**
 * Every limit that traffic could meet, with the need as it was measured in a crowd. Durations are those of a calm region
 * (`test/cost/world/latencies.ts`) plus a processor time that is guessed on the safe side.
 */
export function limitsOf({ lived, heat, perMinute }: Crowd): Limit[] {
  const { usage, tickets, requests, mailsIn, mailsOut } = lived;
  const each = (count: number) => count / tickets;
  const sent = (kind: string) => each(usage.requests.get(kind) ?? 0);
  const seconds = new Map([...usage.functions].map(([name, use]) => [name, each(busySeconds(use))]));
  const allSeconds = [...seconds.values()].reduce((sum, one) => sum + one, 0);
  const production = ENVIRONMENTS.production;
  const consumers = Object.keys(CONSUMERS) as (keyof typeof CONSUMERS)[];
  const busiest = consumers
    .filter((name) => limitOf(name) === undefined)
    .map((name) => ({ name, busy: seconds.get(name) ?? 0 }));
  const top = busiest.sort((a, b) => b.busy - a.busy)[0] ?? { name: 'ingest-mail', busy: 0 };
  const capped = consumers.flatMap((name): Limit[] => {
    const limit = limitOf(name);
    const need = seconds.get(name) ?? 0;
    if (limit === undefined || need === 0) return [];
    const more =
      name === 'deliver-mail'
        ? '`mail.deliveryConcurrency` in `infra/config.ts`'
        : '`concurrency` in `infra/functions.ts`';
    return [
      {
        what: `\`${name}\` at the same time (our setting)`,
        limit,
        unit: 'functions',
        need,
        more,
        source: docs('lambda/latest/dg/services-sqs-scaling.html'),
      },
    ];
  });
  return [
    ...capped,
    {
      what: 'Requests a second at the gateway (our setting)',
      limit: production.rateLimit.allPerSecond,
      unit: 'requests/s',
      need: each(requests),
      more: '`rateLimit.allPerSecond` in `infra/config.ts`',
      source: docs('apigateway/latest/developerguide/http-api-throttling.html'),
    },
    {
      what: 'API Gateway, all APIs of an account',
      limit: 10_000,
      unit: 'requests/s',
      need: each(requests),
      more: QUOTAS,
      source: docs('apigateway/latest/developerguide/limits.html'),
    },
    {
      what: 'Lambda, functions running at the same time',
      limit: 1_000,
      unit: 'functions',
      need: allSeconds,
      more: QUOTAS,
      source: docs('lambda/latest/dg/gettingstarted-limits.html'),
    },
    {
      what: `Lambda, pollers' functions for one queue (\`${top.name}\`)`,
      limit: 1_250,
      unit: 'functions',
      need: top.busy,
      more: 'provisioned mode, to 20,000',
      source: docs('lambda/latest/dg/services-sqs-scaling.html'),
    },
    {
      what: 'Table, write units, a new table',
      limit: 4_000,
      unit: 'units/s',
      need: each(usage.writes),
      more: 'grows by itself, doubling in 30 minutes; or warm throughput in advance',
      source: docs('amazondynamodb/latest/developerguide/on-demand-capacity-mode.html'),
    },
    {
      what: 'Table, write units, by default',
      limit: 40_000,
      unit: 'units/s',
      need: each(usage.writes),
      more: QUOTAS,
      source: docs('amazondynamodb/latest/developerguide/ServiceQuotas.html'),
    },
    {
      what: 'Table, read units, by default',
      limit: 40_000,
      unit: 'units/s',
      need: each(usage.reads),
      more: QUOTAS,
      source: docs('amazondynamodb/latest/developerguide/ServiceQuotas.html'),
    },
    ...hotPartitions(heat, perMinute),
    {
      what: 'Stream into the relay: batches at a time, 4 a shard, 4 shards of a new table',
      limit: 16,
      unit: 'functions',
      need: seconds.get('relay-events') ?? 0,
      more: 'a shard a partition comes by itself; `parallelizationFactor` to 10',
      source: docs('lambda/latest/dg/services-ddb-params.html'),
    },
    {
      what: 'SQS, messages in the hands of one consumer',
      limit: 120_000,
      unit: 'messages',
      need: 10 * top.busy,
      more: QUOTAS,
      source: docs('AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html'),
    },
    {
      what: 'SNS, notices from SES †',
      limit: 30_000,
      unit: 'notices/s',
      need: each(mailsIn + mailsOut),
      more: QUOTAS,
      source: docs('general/latest/gr/sns.html'),
    },
    {
      what: 'S3, PUTs under one prefix (raw mail)',
      limit: 3_500,
      unit: 'requests/s',
      need: each(mailsIn),
      more: 'splits by itself within an hour: keys are random',
      source: docs('AmazonS3/latest/userguide/optimizing-performance.html'),
    },
    {
      what: 'S3, GETs under one prefix (raw mail)',
      limit: 5_500,
      unit: 'requests/s',
      need: sent('s3 GET'),
      more: 'as above',
      source: docs('AmazonS3/latest/userguide/optimizing-performance.html'),
    },
    {
      what: 'KMS, symmetric operations: one each five minutes for an instance †',
      limit: 10_000,
      unit: 'requests/s',
      need: allSeconds / 300,
      more: QUOTAS,
      source: docs('kms/latest/developerguide/requests-per-second.html'),
    },
    {
      what: 'Secrets Manager, reads: one each five minutes for an instance',
      limit: 10_000,
      unit: 'requests/s',
      need: allSeconds / 300,
      more: QUOTAS,
      source: docs('secretsmanager/latest/userguide/reference_limits.html'),
    },
    {
      what: 'CloudWatch Logs, batches of lines: at most one a second for a busy instance †',
      limit: 5_000,
      unit: 'requests/s',
      need: allSeconds,
      more: QUOTAS,
      source: docs('AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html'),
    },
  ];
}

/** How many of a function may run at a time for what is not urgent, where we say so. */
function limitOf(name: keyof typeof CONSUMERS): number | undefined {
  const { concurrency, urgent } = CONSUMERS[name];
  if (concurrency !== 'mail_rate') return concurrency;
  return ENVIRONMENTS.production.mail.deliveryConcurrency - (urgent?.concurrency ?? 0);
}

/** The warmest partition of the table and of the indexes, whose share grows with the rate. */
function hotPartitions(heat: readonly Heat[], perMinute: number): Limit[] {
  const source = docs('amazondynamodb/latest/developerguide/bp-partition-key-design.html');
  const of = (what: string, hot: Heat | undefined, more: string): Limit[] =>
    hot
      ? [
          {
            what: `${what}: \`${nameOf(hot.partition)}\``,
            limit: 1,
            unit: 'of a partition',
            need: (hot.share * 60) / perMinute,
            more,
            source,
          },
        ]
      : [];
  return [
    ...of(
      'Warmest partition key of the table',
      heat.find(({ partition }) => !partition.startsWith('gsi')),
      'more shards, in the partition key: `figureCellKey`, `counterKey` in `keys.ts`; DynamoDB may split between sort keys by itself',
    ),
    ...of(
      'Warmest partition key of an index',
      heat.find(({ partition }) => partition.startsWith('gsi')),
      'shards for that list, as those of tickets have',
    ),
  ];
}

/** A partition key without the ids of one run. */
export function nameOf(partition: string): string {
  return partition.replace(/\d{6,}/g, 'N');
}

/** Milliseconds of processor time for an invocation and for each of its requests, at half a processor. */
const WORK = { invocation: 1, request: 0.6, share: 0.5 };

/** Seconds in which a function runs. */
function busySeconds({ invocations, waited, tableCalls, otherCalls }: FunctionUse): number {
  const worked = invocations * WORK.invocation + (tableCalls + otherCalls) * WORK.request;
  return (waited + (worked * SLOWER) / WORK.share) / 1_000;
}
