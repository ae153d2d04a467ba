import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { gatewayPaths } from '../../shared/platform/http/path.ts';
import type { MoorlineConfig } from '../config.ts';
import type { Contract } from '../contracts.ts';
import { type Alarms, FIVE_MINUTES } from './alarms.ts';

/** What the access log keeps of a request. The route rather than the path, and no address: neither names a person. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  latency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  error: '$context.integrationErrorMessage',
};

/** So many errors in five minutes are borne without waking anybody. */
const ERRORS_BORNE = 5;

/** The front door of everything but uploads and files. Its routes come from the contracts. */
export class HttpGateway extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  /** The access log, which the gateway of files writes too. */
  readonly log: LogGroup;
  /** Scheme and host under which clients find the API. */
  readonly origin: string;

  constructor(scope: Construct, props: { config: MoorlineConfig; alarms: Alarms }) {
    super(scope, 'HttpGateway');
    const { config, alarms } = props;
    this.api = new HttpApi(this, 'Api', {
      apiName: `moorline-${config.environment}`,
      createDefaultStage: false,
      // With a domain of our own the other way in is shut.
      disableExecuteApiEndpoint: config.domain !== null,
      ...(config.webOrigins.length > 0 ? { corsPreflight: pagesFrom(config.webOrigins) } : {}),
    });
    this.origin = config.domain ? `https://${config.domain.api}` : this.api.apiEndpoint;
    this.log = new LogGroup(this, 'AccessLog', {
      retention: config.retention.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stage = loggedStage(this, this.api, config, this.log);
    acknowledgeNoAuthorizer(
      this,
      'Every route names in its contract who may call it and the function refuses everyone else before anything runs; callers present API tokens, agents’ tokens or customers’ tokens, which no single authorizer of the gateway reads.',
    );
    alarms.add('ApiErrors', {
      metric: this.#errors(config).metric({ period: FIVE_MINUTES, statistic: 'Sum' }),
      above: ERRORS_BORNE,
      impact:
        'Customers and agents get errors instead of their tickets: the access log names the route, the description of its function what people notice.',
      runbook: 'apiErrors',
    });
  }

  /**
   * What went wrong behind an HTTP API, all in one metric, as one that is watched costs the same each month whether or not
   * anything happens. A function that answers an error by itself has not failed, and a few of these are borne; one that
   * crashed, ran out of time or did not start has, only then the gateway has an error to log, and the first one counts.
   */
  #errors({ environment }: MoorlineConfig): MetricFilter {
    const counted = { logGroup: this.log, metricNamespace: `Moorline/${environment}`, metricName: 'ApiErrors' };
    const answered = FilterPattern.stringValue('$.status', '=', '5*');
    new MetricFilter(this, 'FunctionFailures', {
      ...counted,
      filterPattern: FilterPattern.all(answered, FilterPattern.stringValue('$.error', '!=', '-')),
      metricValue: String(ERRORS_BORNE),
    });
    return new MetricFilter(this, 'Errors', { ...counted, filterPattern: answered, metricValue: '1' });
  }

  /** Leads every path of a contract to its function; with `andTheRest` also every request that no route takes. */
  serve(contract: Contract, handler: LambdaFunction, andTheRest = false): void {
    const integration = addRoutes(this, this.api, contract, handler);
    if (andTheRest) new HttpRoute(this, 'Rest', { httpApi: this.api, routeKey: HttpRouteKey.DEFAULT, integration });
  }
}

/** The one stage of an HTTP API: throttled, its requests logged without what names a person. */
export function loggedStage(scope: Construct, httpApi: HttpApi, config: MoorlineConfig, log: LogGroup): HttpStage {
  return new HttpStage(scope, 'Stage', {
    httpApi,
    stageName: '$default',
    autoDeploy: true,
    throttle: { rateLimit: config.rateLimit.allPerSecond, burstLimit: config.rateLimit.allBurst },
    accessLogSettings: {
      destination: new LogGroupLogDestination(log),
      format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
    },
  });
}

/** Routes of an HTTP API for every path of a contract, all to its function. */
export function addRoutes(
  scope: Construct,
  httpApi: HttpApi,
  contract: Contract,
  handler: LambdaFunction,
): HttpLambdaIntegration {
  const integration = new HttpLambdaIntegration(`${contract.name}-integration`, handler, {
    payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
    // One permission for the whole API; one for each route would double the stack's resources.
    scopePermissionToRoute: false,
  });
  for (const path of gatewayPaths(contract))
    new HttpRoute(scope, path, { httpApi, routeKey: HttpRouteKey.with(path, HttpMethod.ANY), integration });
  return integration;
}

/** Why no authorizer of the gateway stands before its routes. */
export function acknowledgeNoAuthorizer(scope: Construct, reason: string): void {
  Validations.of(scope).acknowledge({ id: 'AwsSolutions-APIG4', reason });
}

function pagesFrom(allowOrigins: string[]) {
  return {
    allowOrigins,
    allowMethods: [CorsHttpMethod.ANY],
    allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'accept-language'],
    exposeHeaders: ['location', 'retry-after', 'x-request-id'],
    maxAge: Duration.hours(1),
  };
}
