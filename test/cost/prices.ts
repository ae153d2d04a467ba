/*
 * What AWS charges, in US dollars, in us-east-1 (N. Virginia), on demand, without any free tier and without volume
 * discounts. Every price with the page that publishes it.
 */

export const REGION = 'us-east-1';
/** When the pages were read. */
export const READ = '2026-11-22';

export interface Price {
  /** Under which service it stands on the bill. */
  readonly service: string;
  /** What is counted. */
  readonly of: string;
  readonly price: number;
  /** The price is for so many. */
  readonly per: number;
  readonly source: string;
}

const MILLION = 1_000_000;
const GB = 2 ** 30;
const page = (name: string) => `https://aws.amazon.com/${name}/pricing/`;

export const PRICES = {
  /** Since November 2024, when AWS halved both. */
  'dynamodb.write': dynamo('write request units', 0.625, MILLION),
  'dynamodb.read': dynamo('read request units', 0.125, MILLION),
  'dynamodb.storage': dynamo('storage, a month', 0.25, GB),
  'dynamodb.recovery': dynamo('point-in-time recovery, a month', 0.2, GB),
  /** Lambda's own reads of a stream are free. */
  'dynamodb.stream': dynamo('stream reads by Lambda', 0, 1),
  'lambda.request': { service: 'Lambda', of: 'invocations', price: 0.2, per: MILLION, source: page('lambda') },
  'lambda.gb_second': {
    service: 'Lambda',
    of: 'GB-seconds, arm64',
    price: 0.0000133334,
    per: 1,
    source: page('lambda'),
  },
  'http.request': {
    service: 'API Gateway',
    of: 'requests of the HTTP API',
    price: 1,
    per: MILLION,
    source: page('api-gateway'),
  },
  'rest.request': {
    service: 'API Gateway',
    of: 'requests of the REST API',
    price: 3.5,
    per: MILLION,
    source: page('api-gateway'),
  },
  'sqs.request': { service: 'SQS', of: 'requests', price: 0.4, per: MILLION, source: page('sqs') },
  'sqs.poll': { service: 'SQS', of: 'receives that find nothing', price: 0.4, per: MILLION, source: page('sqs') },
  /** Deliveries to queues are free. */
  'sns.publish': { service: 'SNS', of: 'notifications from SES', price: 0.5, per: MILLION, source: page('sns') },
  's3.put': { service: 'S3', of: 'PUT requests', price: 0.005, per: 1_000, source: page('s3') },
  's3.get': { service: 'S3', of: 'GET requests', price: 0.0004, per: 1_000, source: page('s3') },
  's3.storage': { service: 'S3', of: 'storage, a month', price: 0.023, per: GB, source: page('s3') },
  'secrets.secret': {
    service: 'Secrets Manager',
    of: 'secrets, a month',
    price: 0.4,
    per: 1,
    source: page('secrets-manager'),
  },
  'secrets.call': {
    service: 'Secrets Manager',
    of: 'calls',
    price: 0.05,
    per: 10_000,
    source: page('secrets-manager'),
  },
  'kms.key': { service: 'KMS', of: 'keys, a month', price: 1, per: 1, source: page('kms') },
  'kms.request': { service: 'KMS', of: 'requests', price: 0.03, per: 10_000, source: page('kms') },
  'logs.ingest': { service: 'CloudWatch', of: 'logs taken in', price: 0.5, per: GB, source: page('cloudwatch') },
  'logs.storage': { service: 'CloudWatch', of: 'logs kept, a month', price: 0.03, per: GB, source: page('cloudwatch') },
  'cloudwatch.alarm': {
    service: 'CloudWatch',
    of: 'metrics that alarms watch, a month',
    price: 0.1,
    per: 1,
    source: page('cloudwatch'),
  },
  'cloudwatch.dashboard': {
    service: 'CloudWatch',
    of: 'dashboards, a month',
    price: 3,
    per: 1,
    source: page('cloudwatch'),
  },
  /** A rule on a schedule costs nothing; EventBridge Scheduler, which we do not use, would cost 1.00 a million. */
  'events.schedule': {
    service: 'EventBridge',
    of: 'runs of a scheduled rule',
    price: 0,
    per: 1,
    source: page('eventbridge'),
  },
  'transfer.out': {
    service: 'Data transfer',
    of: 'out to the internet',
    price: 0.09,
    per: GB,
    source: 'https://aws.amazon.com/ec2/pricing/on-demand/',
  },
  /** Agents only: customers sign in at the exchange. */
  'cognito.user': {
    service: 'Cognito',
    of: 'agents who sign in, a month (Essentials)',
    price: 0.015,
    per: 1,
    source: page('cognito'),
  },
  /** SES's own fee, apart from the rest: à la carte, as it has always been; the plan Essentials takes 0.16 for a thousand. */
  'ses.out': { service: 'SES', of: 'mails sent', price: 0.1, per: 1_000, source: page('ses') },
  /** And 0.09 for a thousand whole chunks of 256 kB, which a mail without files has none of. */
  'ses.in': { service: 'SES', of: 'mails received', price: 0.1, per: 1_000, source: page('ses') },
} as const satisfies Record<string, Price>;

export type Meter = keyof typeof PRICES;

function dynamo(of: string, price: number, per: number): Price {
  return { service: 'DynamoDB', of, price, per, source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/' };
}
