import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../infra/build-app.ts';
import { configOf } from '../../infra/config.ts';
import type { RawResource, Template } from '../../infra/local/template/template.ts';

/** What costs something in a deployed stack whether or not anybody uses it, and the settings that decide what use costs. */
export interface StackParts {
  /** Metrics that alarms look at: what an alarm is charged by. */
  readonly alarmMetrics: number;
  readonly alarms: number;
  readonly dashboards: number;
  readonly secrets: number;
  readonly keys: number;
  /** Queues that a function is fed from, and whether it may only run so many at a time. */
  readonly polled: readonly { readonly concurrency: number | undefined }[];
  /** MB by function. */
  readonly memory: ReadonlyMap<string, number>;
  /** Functions of which Lambda logs each run. */
  readonly loggingRuns: readonly string[];
  /** A line of the API's access log, as it is configured. */
  readonly accessLogFormat: string;
  /** Anything else, by type: so that a new kind of resource is noticed. */
  readonly types: ReadonlyMap<string, number>;
}

/** The parts of the stack of `production`, synthesised from the source as it is. */
export function stackParts(): StackParts {
  const outdir = mkdtempSync(join(tmpdir(), 'moorline-cost-'));
  try {
    const { stacks } = buildApp(configOf('production'), { bundling: false, checks: false, outdir }).synth();
    return partsOf(stacks.map(({ template }) => template as Template));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

interface Properties {
  readonly Metrics?: readonly { readonly MetricStat?: unknown }[];
  readonly MemorySize?: number;
  readonly LoggingConfig?: { readonly SystemLogLevel?: string };
  readonly EventSourceArn?: unknown;
  readonly ScalingConfig?: { readonly MaximumConcurrency?: number };
  readonly AccessLogSettings?: { readonly Format?: string };
}

function partsOf(templates: readonly Template[]): StackParts {
  const all = templates.flatMap(({ Resources }) => Object.entries(Resources));
  const of = (type: string) => all.filter(([, { Type }]) => Type === type);
  const props = (resource: RawResource) => (resource.Properties ?? {}) as Properties;
  const alarms = of('AWS::CloudWatch::Alarm').map(([, resource]) => props(resource));
  const functions = of('AWS::Lambda::Function').flatMap(([, resource]) => {
    const name = String(resource.Metadata?.['moorline:entry'] ?? '').split('/')[1];
    return name === undefined ? [] : [{ name, ...props(resource) }];
  });
  const queues = new Set(of('AWS::SQS::Queue').map(([id]) => id));
  const types = Map.groupBy(all, ([, { Type }]) => Type);
  return {
    alarms: alarms.length,
    alarmMetrics: alarms.reduce(
      (sum, { Metrics }) => sum + (Metrics?.filter((each) => each.MetricStat).length ?? 1),
      0,
    ),
    dashboards: of('AWS::CloudWatch::Dashboard').length,
    secrets: of('AWS::SecretsManager::Secret').length,
    keys: of('AWS::KMS::Key').length,
    polled: of('AWS::Lambda::EventSourceMapping')
      .map(([, resource]) => props(resource))
      .filter(({ EventSourceArn }) => [...queues].some((id) => JSON.stringify(EventSourceArn).includes(`"${id}"`)))
      .map(({ ScalingConfig }) => ({ concurrency: ScalingConfig?.MaximumConcurrency })),
    memory: new Map(functions.map(({ name, MemorySize }) => [name, MemorySize ?? 128])),
    loggingRuns: functions
      .filter(({ LoggingConfig }) => LoggingConfig?.SystemLogLevel !== 'WARN')
      .map(({ name }) => name),
    accessLogFormat: of('AWS::ApiGatewayV2::Stage')
      .map(([, resource]) => props(resource).AccessLogSettings?.Format ?? '')
      .join(''),
    types: new Map([...types].map(([type, each]) => [type, each.length])),
  };
}
