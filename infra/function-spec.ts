import type { Consumer, EventQueue } from '../shared/platform/messaging/subscriptions.ts';
import type { IndexName } from '../shared/platform/table/schema.ts';
import type { FileKind } from './constructs/buckets.ts';
import type { Setting } from './settings.ts';

/** Queues that are not fed by the relay's subscriptions: timers, and what SES and GuardDuty tell us. */
export type OtherQueue = 'fire-timers' | 'ingest-mail' | 'record-mail-events' | 'record-scan-results';
export type QueueName = EventQueue | OtherQueue;
/** What has a queue, and a function of the same name that works it off. */
export type ConsumerName = Consumer | OtherQueue;

/** What may be done to items, in DynamoDB's words. A transaction needs the right to each of its writes and none of its own. */
export type ItemAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'BatchWriteItem'
  | 'ConditionCheckItem';
/** A right to the table; a query names the index it reads, or none when it reads the table itself. */
export type TableRight = ItemAction | 'Query' | `Query ${IndexName}`;
/** What may be done to objects, in S3's words. */
export type ObjectRight = 'GetObject' | 'PutObject' | 'DeleteObject' | 'AbortMultipartUpload';

/**
 * What a function may touch, from which its role and its environment are made. Nothing that is not named here, and
 * nothing that its code does not do: `test/security/function-rights.test.ts` reads the code and says what to write here.
 */
export interface Access {
  readonly table?: readonly TableRight[];
  /** Objects in the bucket of files. */
  readonly files?: Partial<Record<FileKind, readonly ObjectRight[]>>;
  /** Mail as it came in. */
  readonly mail?: readonly ObjectRight[];
  /** The keys of the deployment. */
  readonly keys?: true;
  /** Sends mail through SES. */
  readonly sendsMail?: true;
  /** Queues it sends to. */
  readonly sendsTo?: readonly QueueName[];
  /** Values of the configuration it reads. */
  readonly settings?: readonly Setting[];
}

export interface FunctionSpec extends Access {
  /** MB; processing power comes in proportion: 1,769 is one core. */
  readonly memory: number;
  /** Longer than the usual 25 seconds, where nobody waits. */
  readonly timeoutSeconds?: number;
  /** What a person notices while it fails. A whole sentence. */
  readonly impact: string;
}

/** What the operators are told about a queue. */
export interface QueueSpec {
  /** What a person notices when a message is given up. A whole sentence. */
  readonly lost: string;
  /** What a person notices when messages wait. A whole sentence. */
  readonly late: string;
  /** How many seconds the oldest message may wait before the operators are told. */
  readonly patience: number;
}

export interface ConsumerSpec extends FunctionSpec, QueueSpec {
  /**
   * Functions working at the same time, where something behind it would suffer from more. Without it Lambda polls an empty
   * queue with as few as two pollers instead of five: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
   */
  readonly concurrency?: number | 'mail_rate';
  /** Seconds to wait for further messages and how many are taken at most, where work is cheaper together. */
  readonly together?: { readonly window: number; readonly batch: number };
  /**
   * The second queue of the same function, for what is urgent. Its share of the functions working at the same time comes on
   * top of `concurrency`, but out of the mail rate; both shares are reserved, so that nothing else can take them.
   */
  readonly urgent?: QueueSpec & { readonly concurrency: number };
  /** It is there only where the configuration asks for this. */
  readonly onlyWith?: 'malwareScan';
}
