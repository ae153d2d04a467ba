import { CfnOutput } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  type CfnDomainName,
  CfnRoutingRule,
  DomainName,
  type HttpApi,
  type HttpStage,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import type { MoorlineConfig } from '../config.ts';

interface Mapped {
  readonly api: HttpApi;
  readonly stage: HttpStage;
}

interface CustomDomainProps {
  readonly domain: NonNullable<MoorlineConfig['domain']>;
  readonly http: Mapped;
  readonly files: Mapped;
  readonly uploads: { readonly api: RestApi; readonly bases: readonly string[] };
}

/**
 * The gateways of the API and of uploads under one name, and that of files under another. Uploads go to the REST API by routing rules, which unlike a
 * mapping leave the path as the client sent it; all else falls through to the mapping of the HTTP API.
 */
export class CustomDomain extends Construct {
  constructor(scope: Construct, props: CustomDomainProps) {
    super(scope, 'CustomDomain');
    const { domain, http, files, uploads } = props;
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn);
    for (const [id, domainName, { api, stage }] of [
      ['Api', domain.api, http],
      ['Files', domain.files, files],
    ] as const) {
      const name = new DomainName(this, id, { domainName, certificate, securityPolicy: SecurityPolicy.TLS_1_2 });
      new ApiMapping(this, `${id}Mapping`, { api, stage, domainName: name });
      new CfnOutput(this, `${id}Alias`, {
        description: `Point ${domainName} here (CNAME or alias)`,
        value: name.regionalDomainName,
      });
      if (id === 'Api') this.#route(name, uploads);
    }
  }

  #route(name: DomainName, { api, bases }: CustomDomainProps['uploads']): void {
    const resource = name.node.defaultChild as CfnDomainName;
    resource.routingMode = 'ROUTING_RULE_THEN_API_MAPPING';
    const paths = bases.flatMap((base) => [base.slice(1), `${base.slice(1)}.json`]);
    for (const [at, path] of paths.entries()) {
      const rule = new CfnRoutingRule(this, `Route-${path}`, {
        domainNameArn: resource.attrDomainNameArn,
        priority: 10 * (at + 1),
        conditions: [{ matchBasePaths: { anyOf: [path] } }],
        actions: [{ invokeApi: { apiId: api.restApiId, stage: api.deploymentStage.stageName, stripBasePath: false } }],
      });
      rule.node.addDependency(api.deploymentStage);
    }
  }
}
