import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type Alarms, MINUTE } from './alarms.ts';

/** Runs the sweep of due timers each minute, and notices when it does not run. */
export class MinuteSweep extends Construct {
  constructor(scope: Construct, props: { sweep: LambdaFunction; alarms: Alarms }) {
    super(scope, 'MinuteSweep');
    // A run that fails or is not delivered is not worth repeating: the next one reads from the same cursor.
    const once = { maxEventAge: Duration.minutes(1), retryAttempts: 0 };
    props.sweep.configureAsyncInvoke(once);
    const target = new LambdaTarget(props.sweep, once);
    new Rule(this, 'EachMinute', { schedule: Schedule.rate(Duration.minutes(1)), targets: [target] });
    props.alarms.add('SweepSilent', {
      metric: props.sweep.metricInvocations({ period: MINUTE }),
      below: 1,
      periods: 3,
      alarmOnSilence: true,
      impact:
        'No timer comes due: tickets that wait too long are not escalated, solved tickets do not close, surveys do not go out.',
      runbook: 'sweepSilent',
    });
  }
}
