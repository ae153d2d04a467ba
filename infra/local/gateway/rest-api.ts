import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { type GatewayRequest, requestTime } from './gateway-request.ts';
import type { GatewayResponse } from './http-api.ts';
import type { RouteMatch } from './routes.ts';

/**
 * The event that a REST API whose `binaryMediaTypes` are all types makes of a request (payload format 1.0): the path as
 * it was sent, header names as they were written, every body in base64.
 */
export function restApiEvent(request: GatewayRequest, { route, parameters }: RouteMatch): APIGatewayProxyEvent {
  const headers: Record<string, string> = {};
  const multiValueHeaders: Record<string, string[]> = {};
  for (const [name, value] of request.headers) {
    headers[name] = value;
    multiValueHeaders[name] = [...(multiValueHeaders[name] ?? []), value];
  }
  const query: Record<string, string> = {};
  const multiValueQuery: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(request.query)) {
    query[name] = value;
    multiValueQuery[name] = [...(multiValueQuery[name] ?? []), value];
  }
  return {
    resource: route.path,
    path: request.path,
    httpMethod: request.method,
    headers,
    multiValueHeaders,
    queryStringParameters: request.query === '' ? null : query,
    multiValueQueryStringParameters: request.query === '' ? null : multiValueQuery,
    pathParameters: Object.keys(parameters).length > 0 ? { ...parameters } : null,
    stageVariables: null,
    requestContext: contextOf(request, route.path),
    body: request.body.length > 0 ? request.body.toString('base64') : null,
    isBase64Encoded: request.body.length > 0,
  };
}

function contextOf(request: GatewayRequest, resourcePath: string): APIGatewayProxyEvent['requestContext'] {
  const userAgent = request.headers.find(([name]) => name.toLowerCase() === 'user-agent')?.[1] ?? null;
  return {
    accountId: '000000000000',
    apiId: 'local',
    authorizer: null,
    protocol: 'HTTP/1.1',
    httpMethod: request.method,
    identity: {
      accessKey: null,
      accountId: null,
      apiKey: null,
      apiKeyId: null,
      caller: null,
      clientCert: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp: request.sourceIp,
      user: null,
      userAgent,
      userArn: null,
    },
    path: request.path,
    stage: 'live',
    requestId: request.requestId,
    requestTime: requestTime(request.at),
    requestTimeEpoch: request.at,
    resourceId: 'local',
    resourcePath,
    domainName: request.host,
    domainPrefix: request.host.split('.')[0] ?? '',
  };
}

/** What a REST API makes of a function's answer. Undefined for one that it refuses as malformed. */
export function restApiResponse(answer: unknown): GatewayResponse | undefined {
  const result = answer as Partial<APIGatewayProxyResult> | null | undefined;
  if (result === null || typeof result !== 'object' || !Number.isInteger(result.statusCode)) return undefined;
  const headers: [string, string][] = Object.entries(result.headers ?? {}).map(([name, value]) => [
    name,
    String(value),
  ]);
  for (const [name, values] of Object.entries(result.multiValueHeaders ?? {})) {
    for (const value of values) headers.push([name, String(value)]);
  }
  if (!headers.some(([name]) => name.toLowerCase() === 'content-type'))
    headers.push(['content-type', 'application/json']);
  const body = result.isBase64Encoded ? Buffer.from(result.body ?? '', 'base64') : (result.body ?? '');
  return { status: Number(result.statusCode), headers, body };
}
