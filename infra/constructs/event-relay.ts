import { Duration, Validations } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type Function as LambdaFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct, type IDependable } from 'constructs';
import { EVENT_ATTRIBUTE } from '../../shared/platform/messaging/event.ts';
import { ENTITY } from '../../shared/platform/table/schema.ts';
import { allowThrough } from './access.ts';
import { type Alarms, FIVE_MINUTES } from './alarms.ts';
import { alarmOnDeadLetters, keptQueue } from './work-queue.ts';

/** The table's stream into the relay: only items that are new and carry an event, or are a timer. */
export class EventRelay extends Construct {
  constructor(scope: Construct, props: { table: Table; key: IKey; relay: LambdaFunction; alarms: Alarms }) {
    super(scope, 'EventRelay');
    const { table, relay, alarms } = props;
    const streamArn = table.tableStreamArn;
    if (streamArn === undefined) throw new Error('The table has no stream');
    const failures = keptQueue(this, 'Failures');
    Validations.of(failures).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'It is itself where the stream leaves what could not be relayed, which is not a redrive policy that the rule could see.',
    });
    const inserted = (newImage: Record<string, unknown>) =>
      FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT'), dynamodb: { NewImage: newImage } });
    const stream = new EventSourceMapping(this, 'Stream', {
      target: relay,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      parallelizationFactor: 4,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 20,
      maxRecordAge: Duration.hours(20),
      onFailure: new SqsDlq(failures),
      filters: [
        // "exists" only works on a leaf, so the event's id stands for the event.
        inserted({ [EVENT_ATTRIBUTE]: { M: { id: { S: FilterRule.exists() } } } }),
        inserted({ [ENTITY]: { S: FilterRule.isEqual('timer') } }),
      ],
    });
    stream.node.addDependency(...readStream(relay, streamArn, props.key));
    alarmOnDeadLetters(
      alarms,
      'Relay',
      failures,
      'What followed from some changes did not happen: mails were not sent, clocks not started, surveys not offered.',
      'relayFailures',
    );
    alarms.add('RelayIteratorAge', {
      metric: relay.metric('IteratorAge', { period: FIVE_MINUTES, statistic: 'Maximum' }),
      above: Duration.minutes(1).toMilliseconds(),
      impact: 'Customers and agents hear late of what happened to a ticket, and escalations start late.',
      runbook: 'relayBehind',
    });
  }
}

/** What Lambda needs to read the stream in the function's name: that stream, and the key only by way of DynamoDB. */
function readStream(relay: LambdaFunction, streamArn: string, key: IKey): IDependable[] {
  const actions = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((name) => `dynamodb:${name}`);
  const granted = relay.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions, resources: [streamArn] }));
  allowThrough('dynamodb', relay, ['kms:Decrypt'], key);
  return granted.policyDependable ? [granted.policyDependable] : [];
}
