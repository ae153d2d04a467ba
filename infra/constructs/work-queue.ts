import { Duration } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Alarms, FIVE_MINUTES } from './alarms.ts';
import { FUNCTION_TIMEOUT, pascal } from './service-function.ts';

export interface WorkQueueProps {
  /** Its name: that of the function that consumes it, or of that function's queue for what is urgent. */
  readonly name: string;
  readonly alarms: Alarms;
  /** What a person notices when a message is given up. A whole sentence. */
  readonly lost: string;
  /** What a person notices when messages wait. A whole sentence. */
  readonly late: string;
  /** How old the oldest message may be. */
  readonly patience: Duration;
}

export interface Consumption {
  /** Functions working at the same time; no limit unless named. */
  readonly concurrency?: number;
  /** How long to wait for further messages, and how many; for work that is cheaper together. */
  readonly together?: { readonly window: Duration; readonly batch: number };
}

const BATCH = 10;
const ATTEMPTS = 5;
const KEPT = Duration.days(14);

/** A queue, its dead-letter queue, and the alarms of both. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, props: WorkQueueProps) {
    const id = pascal(props.name);
    super(scope, `${id}Work`);
    this.deadLetters = keptQueue(this, 'DeadLetters');
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // AWS's own advice: six times the function's timeout, so that a batch in work is not handed out again.
      visibilityTimeout: Duration.seconds(6 * FUNCTION_TIMEOUT.toSeconds()),
      retentionPeriod: KEPT,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: ATTEMPTS },
    });
    alarmOnDeadLetters(props.alarms, id, this.deadLetters, props.lost);
    props.alarms.add(`${id}QueueAge`, {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES, statistic: 'Maximum' }),
      above: props.patience.toSeconds(),
      impact: props.late,
      runbook: 'oldMessages',
    });
  }

  /** Has a function work it off; failed messages of a batch come again alone. */
  consumedBy(consumer: LambdaFunction, { concurrency, together }: Consumption): void {
    consumer.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: together?.batch ?? BATCH,
        reportBatchItemFailures: true,
        ...(concurrency === undefined ? {} : { maxConcurrency: concurrency }),
        ...(together === undefined ? {} : { maxBatchingWindow: together.window }),
      }),
    );
  }
}

/** A queue that only keeps what was given up, for as long as SQS can. */
export function keptQueue(scope: Construct, id: string): Queue {
  return new Queue(scope, id, { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: KEPT });
}

/** One message there is one too many. */
export function alarmOnDeadLetters(
  alarms: Alarms,
  id: string,
  queue: Queue,
  impact: string,
  runbook: 'deadLetters' | 'relayFailures' = 'deadLetters',
) {
  alarms.add(`${id}DeadLetters`, {
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES, statistic: 'Maximum' }),
    above: 0,
    impact,
    runbook,
  });
}
