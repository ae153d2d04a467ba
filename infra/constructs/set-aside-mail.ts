import { Duration } from 'aws-cdk-lib';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { MoorlineConfig } from '../config.ts';
import type { Alarms } from './alarms.ts';
import type { ServiceFunction } from './service-function.ts';

/** What the function that takes mail in logs of each mail it does not accept. */
const SET_ASIDE = 'mail_suspended';

interface SetAsideMailProps {
  readonly config: MoorlineConfig;
  readonly ingest: ServiceFunction;
  readonly alarms: Alarms;
}

/** Mail that was kept but not accepted: counted from the log, told to the operators at most once an hour. */
export class SetAsideMail extends Construct {
  constructor(scope: Construct, { config, ingest, alarms }: SetAsideMailProps) {
    super(scope, 'SetAsideMail');
    const filter = new MetricFilter(this, 'Filter', {
      logGroup: ingest.logGroup,
      // Lambda's JSON log puts what was logged under `message`.
      filterPattern: FilterPattern.stringValue('$.message.event', '=', SET_ASIDE),
      metricNamespace: `Moorline/${config.environment}`,
      metricName: 'MailSetAside',
      metricValue: '1',
    });
    alarms.add('MailSetAside', {
      metric: filter.metric({ statistic: 'Sum', period: Duration.hours(1) }),
      above: 0,
      impact: 'A customer may have written a mail that no agent sees, because it was set aside and became no ticket.',
      runbook: 'mailSetAside',
    });
  }
}
