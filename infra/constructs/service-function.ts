import { dirname, join } from 'node:path';
import { AssetHashType, DockerImage, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  type CfnFunction,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { buildSync } from 'esbuild';
import { type Alarms, FIVE_MINUTES } from './alarms.ts';
import { bundleOptions, entryOf, ROOT } from './bundling/options.ts';

/** Longer than any request may take, shorter than the 29 and 30 seconds after which the gateways give up. */
export const FUNCTION_TIMEOUT = Duration.seconds(25);

/** Where the local run finds the source of a function. */
const ENTRY_METADATA = 'moorline:entry';

export interface ServiceFunctionProps {
  /** The folder in `functions/`. */
  readonly name: string;
  readonly memory: number;
  /** 25 seconds unless named. */
  readonly timeout?: Duration;
  /** How many of it may run at the same time, kept free for it; out of what the account has left unless named. */
  readonly reserved?: number;
  readonly environment: Record<string, string>;
  readonly logRetention: RetentionDays;
  /** Where its own alarm goes; none where the alarms of its queue or its gateway tell of its failures. */
  readonly alarms: Alarms | undefined;
  /** What a person notices while it fails. A whole sentence. */
  readonly impact: string;
}

/** A function of the product, with all that every one of them has: its own role and its own log. */
export class ServiceFunction extends LambdaFunction {
  constructor(scope: Construct, props: ServiceFunctionProps) {
    const id = pascal(props.name);
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      description: `Moorline ${props.name}. While it fails: ${props.impact}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: bundled(props.name),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      memorySize: props.memory,
      timeout: props.timeout ?? FUNCTION_TIMEOUT,
      environment: props.environment,
      ...(props.reserved === undefined ? {} : { reservedConcurrentExecutions: props.reserved }),
    });
    (this.node.defaultChild as CfnFunction).addMetadata(ENTRY_METADATA, entryOf(props.name));
    props.alarms?.add(`${id}Errors`, {
      metric: this.metricErrors({ period: FIVE_MINUTES }),
      above: 0,
      impact: props.impact,
      runbook: 'functionErrors',
    });
  }
}

/** `tickets-api` as the id of a construct: `TicketsApi`. */
export function pascal(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}

/** The function's code: bundled where CDK bundles, its bare source folder where it is told not to. */
function bundled(name: string): Code {
  return Code.fromAsset(dirname(join(ROOT, entryOf(name))), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Required by the interface; never pulled, as bundling on this machine does not fail over to it.
      image: DockerImage.fromRegistry('unused'),
      local: {
        tryBundle(outdir) {
          buildSync(bundleOptions(name, outdir));
          return true;
        },
      },
    },
  });
}
