import type { Duration } from 'aws-cdk-lib';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { MoorlineConfig } from '../config.ts';
import type { AlarmProps, Alarms } from './alarms.ts';
import type { ServiceFunction } from './service-function.ts';

interface LogAlarmProps extends Pick<AlarmProps, 'impact' | 'runbook'> {
  readonly config: MoorlineConfig;
  readonly of: ServiceFunction;
  /** What the function logs each time. */
  readonly event: string;
  /** The operators are told once in so long. */
  readonly period: Duration;
  readonly alarms: Alarms;
}

/** An alarm on a line of a function's log: counted as a metric of the same name as the alarm. */
export class LogAlarm extends Construct {
  constructor(scope: Construct, id: string, { config, of, event, period, alarms, impact, runbook }: LogAlarmProps) {
    super(scope, id);
    const filter = new MetricFilter(this, 'Filter', {
      logGroup: of.logGroup,
      // Lambda's JSON log puts what was logged under `message`.
      filterPattern: FilterPattern.stringValue('$.message.event', '=', event),
      metricNamespace: `Moorline/${config.environment}`,
      metricName: id,
      metricValue: '1',
    });
    alarms.add(id, { metric: filter.metric({ statistic: 'Sum', period }), above: 0, impact, runbook });
  }
}
