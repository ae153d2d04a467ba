import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { gatewayPaths } from '../../shared/platform/http/path.ts';
import type { MoorlineConfig } from '../config.ts';
import type { Contract } from '../contracts.ts';
import { type Alarms, FIVE_MINUTES } from './alarms.ts';

const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.resourcePath',
  method: '$context.httpMethod',
  status: '$context.status',
  bytes: '$context.responseLength',
  latency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
};

/**
 * The front door of uploads: a REST API, because it hands every body to the function as the bytes that came. An HTTP API
 * reads as text whatever a client labels `application/json`, and clients of this API label every file so.
 */
export class UploadGateway extends Construct {
  readonly api: RestApi;
  /** The paths under which it serves. */
  readonly bases: string[] = [];

  constructor(scope: Construct, props: { config: MoorlineConfig; alarms: Alarms }) {
    super(scope, 'UploadGateway');
    const { config, alarms } = props;
    const log = new LogGroup(this, 'AccessLog', {
      retention: config.retention.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.api = new RestApi(this, 'Api', {
      restApiName: `moorline-${config.environment}-uploads`,
      endpointTypes: [EndpointType.REGIONAL],
      disableExecuteApiEndpoint: config.domain !== null,
      binaryMediaTypes: ['*/*'],
      // Execution logs, errors only and without bodies, need it; an account has one such role for all its REST APIs.
      cloudWatchRole: true,
      cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
      deployOptions: {
        stageName: 'live',
        throttlingRateLimit: config.rateLimit.allPerSecond,
        throttlingBurstLimit: config.rateLimit.allBurst,
        accessLogDestination: new LogGroupLogDestination(log),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
      },
    });
    this.#acknowledge();
    // The first one counts, so that the function needs no alarm of its own: each costs the same whether or not it ever rings.
    alarms.add('UploadErrors', {
      metric: this.api.metricServerError({ period: FIVE_MINUTES, statistic: 'Sum' }),
      above: 0,
      impact: 'Customers and agents cannot attach files to what they write.',
      runbook: 'apiErrors',
    });
  }

  /** Leads every path of a contract to its function. */
  serve(contract: Contract, handler: LambdaFunction): void {
    const integration = new LambdaIntegration(handler, { scopePermissionToMethod: false });
    this.bases.push(...contract.bases);
    for (const path of gatewayPaths(contract)) this.api.root.resourceForPath(path).addMethod('ANY', integration);
  }

  #acknowledge(): void {
    Validations.of(this.api).acknowledge(
      {
        id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
        reason: 'The policy that AWS made for exactly this role; the account setting accepts no narrower one.',
      },
      {
        id: 'AwsSolutions-APIG2',
        reason:
          'The function checks every request against its contract; a body here is a file, of which a gateway model can say nothing.',
      },
      {
        id: 'AwsSolutions-APIG3',
        reason:
          'A web ACL belongs in front of both gateways, on a CloudFront distribution that the threat model describes as later; throttling and authentication hold without it.',
      },
      {
        id: 'AwsSolutions-APIG4',
        reason:
          'The function authenticates every caller as the contract demands, with tokens that no single authorizer of the gateway reads.',
      },
      {
        id: 'AwsSolutions-COG4',
        reason:
          'Callers are API clients and customers of the exchange as well as agents; only the last are in the user pool.',
      },
    );
  }
}
