import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { MoorlineConfig } from '../config.ts';
import { serviceTopic } from './topic.ts';

/** The headings of `infra/docs/runbook.md`: one for each kind of alarm. */
export const RUNBOOK = {
  functionErrors: 'A function fails',
  functionThrottles: 'Functions are throttled',
  apiErrors: 'The API answers with errors of its own',
  deadLetters: 'A dead-letter queue is not empty',
  oldMessages: 'A queue is not worked off',
  relayBehind: 'Events are relayed late',
  relayFailures: 'Events could not be relayed',
  sweepSilent: 'The minute sweep does not run',
  tableThrottles: 'The table refuses requests',
  mailSetAside: 'Mail was set aside',
  mailHeldUp: 'SES does not take our mail',
  bounces: 'Too many of our mails bounce',
  complaints: 'Too many people call our mail spam',
} as const;
export type RunbookEntry = keyof typeof RUNBOOK;

/** The part of a link that leads to a heading, as GitHub and GitLab make it. */
export function runbookAnchor(entry: RunbookEntry): string {
  return RUNBOOK[entry]
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}

export interface AlarmProps {
  readonly metric: IMetric;
  /** Alarms when the metric is above it (or below it, with `below`). */
  readonly above?: number;
  readonly below?: number;
  /** How many periods in a row; 1 unless named. */
  readonly periods?: number;
  /** Whether silence is a bad sign. */
  readonly alarmOnSilence?: boolean;
  /** What it means for a person: a customer, an agent. A whole sentence. */
  readonly impact: string;
  readonly runbook: RunbookEntry;
}

/** The alarms of the stack: each says what it means for a person and where to read what to do, and tells the operators. */
export class Alarms extends Construct {
  readonly topic: Topic;
  readonly all: Alarm[] = [];
  readonly #runbookUrl: string;

  constructor(scope: Construct, config: MoorlineConfig, masterKey: IKey) {
    super(scope, 'Alarms');
    this.#runbookUrl = config.operations.runbookUrl;
    this.topic = serviceTopic(this, 'Topic', { masterKey, publisher: 'cloudwatch.amazonaws.com' });
    if (config.operations.alarmEmail) this.topic.addSubscription(new EmailSubscription(config.operations.alarmEmail));
  }

  /** Adds an alarm. `id` is its name in the stack. */
  add(id: string, props: AlarmProps): Alarm {
    const alarm = new Alarm(this, id, {
      metric: props.metric,
      threshold: props.above ?? props.below ?? 0,
      comparisonOperator:
        props.below === undefined ? ComparisonOperator.GREATER_THAN_THRESHOLD : ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: props.periods ?? 1,
      treatMissingData: props.alarmOnSilence ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: `${props.impact} Runbook: ${this.#runbookUrl}#${runbookAnchor(props.runbook)}`,
    });
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    this.all.push(alarm);
    return alarm;
  }
}

export const MINUTE = Duration.minutes(1);
export const FIVE_MINUTES = Duration.minutes(5);
