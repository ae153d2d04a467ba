import { HttpApi, type HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { MoorlineConfig } from '../config.ts';
import type { Contract } from '../contracts.ts';
import { acknowledgeNoAuthorizer, addRoutes, loggedStage } from './http-gateway.ts';

/**
 * The front door of files: an HTTP API of its own, so that files have an origin of their own even where there is no domain.
 * It knows the routes of files and no others, and no route of files is anywhere else. What fails behind it is told by the alarm
 * on the access log, which it shares.
 */
export class FilesGateway extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  /** Scheme and host under which files are found. */
  readonly origin: string;

  constructor(scope: Construct, props: { config: MoorlineConfig; log: LogGroup }) {
    super(scope, 'FilesGateway');
    const { config, log } = props;
    this.api = new HttpApi(this, 'Api', {
      apiName: `moorline-${config.environment}-files`,
      createDefaultStage: false,
      disableExecuteApiEndpoint: config.domain !== null,
    });
    this.stage = loggedStage(this, this.api, config, log);
    this.origin = config.domain ? `https://${config.domain.files}` : this.api.apiEndpoint;
    acknowledgeNoAuthorizer(
      this,
      'Whoever has the signed link of a file may have that file until the link ends; the function reads the signature.',
    );
  }

  /** Leads every path of a contract to its function. */
  serve(contract: Contract, handler: LambdaFunction): void {
    addRoutes(this, this.api, contract, handler);
  }
}
