import * as z from 'zod/mini';
import type { FunctionSpec } from '../functions/function-runtime.ts';
import type { GatewayRoute } from '../gateway/routes.ts';
import type { Assembly } from './assembly.ts';

/*
 * What the local run takes from the template, one function a kind of resource. A property that changes what happens and
 * is not read here would be ignored in silence, so schemas are strict where AWS has variants that the run does not have.
 */

const anything = z.optional(z.unknown());

/** The functions whose source the template names; CDK's own helpers have none. */
export function functionsOf(assembly: Assembly): FunctionSpec[] {
  return functionResources(assembly).map(({ logicalId, properties, metadata }) => {
    const entry = String(metadata[ENTRY]);
    const name = entry.split('/').at(-2) ?? logicalId;
    return { arn: assembly.attribute(logicalId, 'Arn'), name, entry, timeoutMs: (properties.Timeout ?? 3) * 1000 };
  });
}

const ENTRY = 'moorline:entry';
const Variables = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

function functionResources(assembly: Assembly) {
  const shape = { Timeout: z.optional(z.number()), Environment: z.optional(z.object({ Variables })) };
  return assembly.all('AWS::Lambda::Function', shape, (resource) => typeof resource.Metadata?.[ENTRY] === 'string');
}

/**
 * The variables of all functions together, as they share one process. Throws when two functions want different values
 * under one name.
 */
export function environmentOf(assembly: Assembly): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const { logicalId, properties } of functionResources(assembly)) {
    for (const [name, value] of Object.entries(properties.Environment?.Variables ?? {})) {
      if (name in environment && environment[name] !== String(value)) {
        throw new Error(`${logicalId} wants another ${name} than the functions before it: all share one process here`);
      }
      environment[name] = String(value);
    }
  }
  return environment;
}

/** The tables, as `CreateTable` takes them. */
export function tablesOf(assembly: Assembly) {
  const shape = {
    AttributeDefinitions: z.array(z.unknown()),
    KeySchema: z.array(z.unknown()),
    BillingMode: anything,
    GlobalSecondaryIndexes: anything,
    StreamSpecification: z.optional(z.object({ StreamViewType: z.string() })),
  };
  return assembly.all('AWS::DynamoDB::Table', shape).map(({ logicalId, properties }) => ({
    name: assembly.ref(logicalId),
    streamArn: assembly.attribute(logicalId, 'StreamArn'),
    definition: {
      ...properties,
      ...(properties.StreamSpecification
        ? { StreamSpecification: { StreamEnabled: true, ...properties.StreamSpecification } }
        : {}),
    },
  }));
}

/** The queues with their attributes as SQS takes them. */
export function queuesOf(assembly: Assembly) {
  const number = z.optional(z.number());
  const shape = {
    VisibilityTimeout: number,
    DelaySeconds: number,
    MessageRetentionPeriod: number,
    MaximumMessageSize: number,
    RedrivePolicy: z.optional(z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() })),
    FifoQueue: z.optional(z.literal(false)),
  };
  return assembly.all('AWS::SQS::Queue', shape).map(({ logicalId, properties: { RedrivePolicy, ...numbers } }) => ({
    name: assembly.attribute(logicalId, 'QueueName'),
    arn: assembly.attribute(logicalId, 'Arn'),
    attributes: {
      ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)])),
      ...(RedrivePolicy ? { RedrivePolicy: JSON.stringify(RedrivePolicy) } : {}),
    },
  }));
}

/** The queues and tables as CloudFormation lists them: what an operator's tools look for. */
export function namedResourcesOf(assembly: Assembly) {
  return ['AWS::SQS::Queue', 'AWS::DynamoDB::Table'].flatMap((type) =>
    assembly.all(type, {}).map(({ logicalId }) => ({ logicalId, type, id: assembly.ref(logicalId) })),
  );
}

/** The names of the buckets. */
export function bucketsOf(assembly: Assembly): string[] {
  return assembly.all('AWS::S3::Bucket', {}).map(({ logicalId }) => assembly.ref(logicalId));
}

const EventSource = {
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  Enabled: z.optional(z.literal(true)),
  BatchSize: z.optional(z.number()),
  MaximumBatchingWindowInSeconds: z.optional(z.number()),
  MaximumRetryAttempts: z.optional(z.number()),
  FunctionResponseTypes: z.optional(z.array(z.literal('ReportBatchItemFailures'))),
  ScalingConfig: z.optional(z.object({ MaximumConcurrency: z.optional(z.number()) })),
  FilterCriteria: z.optional(z.object({ Filters: z.array(z.object({ Pattern: z.string() })) })),
  DestinationConfig: z.optional(z.object({ OnFailure: z.optional(z.object({ Destination: z.string() })) })),
  StartingPosition: z.optional(z.literal('TRIM_HORIZON')),
};

/** Which function takes what from which queue or stream. */
export function eventSourcesOf(assembly: Assembly) {
  return assembly.all('AWS::Lambda::EventSourceMapping', EventSource).map(({ logicalId, properties }) => ({
    logicalId,
    functionArn: functionArn(assembly, properties.FunctionName),
    sourceArn: properties.EventSourceArn,
    batchSize: properties.BatchSize,
    windowMs: (properties.MaximumBatchingWindowInSeconds ?? 0) * 1000,
    attempts: properties.MaximumRetryAttempts,
    reportsFailures: (properties.FunctionResponseTypes ?? []).length > 0,
    concurrency: properties.ScalingConfig?.MaximumConcurrency,
    filters: (properties.FilterCriteria?.Filters ?? []).map(({ Pattern }) => Pattern),
    failureArn: properties.DestinationConfig?.OnFailure?.Destination,
  }));
}
export type EventSourceMapping = ReturnType<typeof eventSourcesOf>[number];

/** A function is named by its name or by its ARN. */
function functionArn(assembly: Assembly, nameOrArn: string): string {
  if (nameOrArn.startsWith('arn:')) return nameOrArn;
  const found = functionResources(assembly).find(({ logicalId }) => assembly.ref(logicalId) === nameOrArn);
  if (!found) throw new Error(`The template has no function ${nameOrArn} with a source in functions/`);
  return assembly.attribute(found.logicalId, 'Arn');
}

/** The routes under one origin: of its HTTP API, and of the REST API, whose paths the domain leads to it. */
export function routesOf(assembly: Assembly, origin: string): GatewayRoute[] {
  const own = assembly
    .all('AWS::ApiGatewayV2::Api', {})
    .filter(({ logicalId }) => assembly.attribute(logicalId, 'ApiEndpoint') === origin)
    .map(({ logicalId }) => assembly.ref(logicalId));
  const isFiles = own.some((api) => api.endsWith('-files'));
  return [...httpRoutes(assembly, own), ...(isFiles ? [] : restRoutes(assembly))];
}

function httpRoutes(assembly: Assembly, apis: readonly string[]): GatewayRoute[] {
  const integrations = new Map(
    assembly
      .all('AWS::ApiGatewayV2::Integration', { IntegrationUri: z.string(), PayloadFormatVersion: z.literal('2.0') })
      .map(({ logicalId, properties }) => [`integrations/${assembly.ref(logicalId)}`, properties.IntegrationUri]),
  );
  return assembly
    .all('AWS::ApiGatewayV2::Route', { ApiId: z.string(), RouteKey: z.string(), Target: z.string() })
    .filter(({ properties }) => apis.includes(properties.ApiId))
    .map(({ properties: { RouteKey, Target } }) => {
      const [method = 'ANY', path = RouteKey] = RouteKey === '$default' ? [] : RouteKey.split(' ');
      return { gateway: 'http', method, path, functionArn: integrations.get(Target) ?? '' };
    });
}

function restRoutes(assembly: Assembly): GatewayRoute[] {
  // Every body as bytes: the only setting of a REST API that the local one has.
  assembly.all('AWS::ApiGateway::RestApi', { BinaryMediaTypes: z.tuple([z.literal('*/*')]) });
  const resources = new Map(
    assembly
      .all('AWS::ApiGateway::Resource', { ParentId: z.string(), PathPart: z.string() })
      .map(({ logicalId, properties }) => [assembly.ref(logicalId), properties]),
  );
  const pathOf = (id: string): string => {
    const resource = resources.get(id);
    return resource ? `${pathOf(resource.ParentId)}/${resource.PathPart}` : '';
  };
  const shape = {
    HttpMethod: z.string(),
    ResourceId: z.string(),
    Integration: z.object({ Type: z.literal('AWS_PROXY'), Uri: z.string() }),
  };
  return assembly.all('AWS::ApiGateway::Method', shape).map(({ properties }) => ({
    gateway: 'rest',
    method: properties.HttpMethod,
    path: pathOf(properties.ResourceId) || '/',
    functionArn: /functions\/(.+)\/invocations$/.exec(properties.Integration.Uri)?.[1] ?? '',
  }));
}

/** Which functions run by the clock. */
export function schedulesOf(assembly: Assembly) {
  const shape = {
    ScheduleExpression: z.string(),
    State: z.optional(z.string()),
    Targets: z.array(z.object({ Arn: z.string(), Input: z.optional(z.string()) })),
  };
  const rules = assembly.all('AWS::Events::Rule', shape, ({ Properties }) => !Properties?.['EventPattern']);
  return rules.flatMap(({ logicalId, properties }) =>
    properties.State === 'DISABLED'
      ? []
      : properties.Targets.map(({ Arn, Input }) => ({
          rule: logicalId,
          expression: properties.ScheduleExpression,
          functionArn: Arn,
          input: Input,
        })),
  );
}
export type ScheduleSpec = ReturnType<typeof schedulesOf>[number];
