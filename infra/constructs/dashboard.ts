import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  Metric,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { MoorlineConfig } from '../config.ts';
import type { Alarms } from './alarms.ts';
import type { HttpGateway } from './http-gateway.ts';
import type { ServiceFunction } from './service-function.ts';
import type { UploadGateway } from './upload-gateway.ts';
import type { WorkQueue } from './work-queue.ts';

interface OverviewProps {
  readonly config: MoorlineConfig;
  readonly alarms: Alarms;
  readonly http: HttpGateway;
  readonly uploads: UploadGateway;
  readonly functions: ReadonlyMap<string, ServiceFunction>;
  readonly queues: ReadonlyMap<string, WorkQueue>;
  readonly table: Table;
}

const HALF = 12;
const FULL = 24;

/** One page that answers: is it well, how fast is it, what waits, what does the mail do. */
export class Overview extends Construct {
  constructor(scope: Construct, props: OverviewProps) {
    super(scope, 'Overview');
    const { http, uploads, functions, queues, table } = props;
    const period = Duration.minutes(5);
    const each = <T>(of: ReadonlyMap<string, T>, metric: (one: T) => Metric) =>
      [...of].map(([label, one]): IMetric => metric(one).with({ label }));
    const graph = (title: string, left: IMetric[], width = HALF) => new GraphWidget({ title, left, width, period });
    const ses = (metricName: string) => new Metric({ namespace: 'AWS/SES', metricName, statistic: 'Sum', period });
    const dashboard = new Dashboard(this, 'Dashboard', { dashboardName: `Moorline-${props.config.environment}` });
    dashboard.addWidgets(
      new TextWidget({
        markdown: `# Moorline ${props.config.environment}\n[Runbook](${props.config.operations.runbookUrl})`,
        width: FULL,
        height: 2,
      }),
    );
    dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms: props.alarms.all, width: FULL, height: 5 }));
    dashboard.addWidgets(
      graph('Requests and errors', [
        http.stage.metricCount(),
        http.stage.metricClientError(),
        http.stage.metricServerError(),
        uploads.api.metricServerError(),
      ]),
      graph('Latency (ms)', [
        http.stage.metricLatency({ statistic: 'p50' }),
        http.stage.metricLatency({ statistic: 'p99' }),
      ]),
    );
    dashboard.addWidgets(
      graph(
        'Messages waiting',
        each(queues, ({ queue }) => queue.metricApproximateNumberOfMessagesVisible()),
      ),
      graph(
        'Age of the oldest message (s)',
        each(queues, ({ queue }) => queue.metricApproximateAgeOfOldestMessage()),
      ),
    );
    dashboard.addWidgets(
      graph(
        'Failures of functions',
        each(functions, (one) => one.metricErrors()),
      ),
      graph(
        'Duration of functions (ms, p95)',
        each(functions, (one) => one.metricDuration({ statistic: 'p95' })),
      ),
    );
    dashboard.addWidgets(
      graph('Mail', [ses('Send'), ses('Delivery'), ses('Bounce'), ses('Complaint'), ses('Reject')]),
      graph('Table: units consumed', [
        table.metricConsumedReadCapacityUnits(),
        table.metricConsumedWriteCapacityUnits(),
      ]),
    );
  }
}

/** Requests that the table refused, of any kind. */
export function throttledRequests(table: Table): IMetric {
  const refused = (metricName: string) => table.metric(metricName, { statistic: 'Sum', period: Duration.minutes(5) });
  return new MathExpression({
    expression: 'reads + writes',
    usingMetrics: { reads: refused('ReadThrottleEvents'), writes: refused('WriteThrottleEvents') },
    period: Duration.minutes(5),
    label: 'Throttled requests',
  });
}
