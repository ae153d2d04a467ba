import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type GatewayRequest, requestTime } from './gateway-request.ts';
import { httpApiPath } from './http-api-path.ts';
import type { RouteMatch } from './routes.ts';

/** What a browser or client gets. */
export interface GatewayResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | string;
}

/** The event that an HTTP API makes of a request (payload format 2.0). Undefined where it cannot read the path. */
export function httpApiEvent(
  request: GatewayRequest,
  { route, parameters }: RouteMatch,
): APIGatewayProxyEventV2 | undefined {
  const path = httpApiPath(request.path)?.delivered;
  if (path === undefined) return undefined;
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (const [name, value] of request.headers) {
    const lower = name.toLowerCase();
    if (lower === 'cookie') cookies.push(...value.split(/;\s*/));
    else headers[lower] = lower in headers ? `${headers[lower]},${value}` : value;
  }
  const key = route.path === '$default' ? '$default' : `${route.method} ${route.path}`;
  const query = queryParameters(request.query);
  const text = isText(headers['content-type']);
  return {
    version: '2.0',
    routeKey: key,
    rawPath: path,
    rawQueryString: request.query,
    ...(cookies.length > 0 ? { cookies } : {}),
    headers,
    ...(query ? { queryStringParameters: query } : {}),
    ...(Object.keys(parameters).length > 0
      ? {
          pathParameters: Object.fromEntries(
            Object.entries(parameters).map(([name, value]) => [name, decodeURIComponent(value)]),
          ),
        }
      : {}),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: request.host,
      domainPrefix: request.host.split('.')[0] ?? '',
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey: key,
      stage: '$default',
      time: requestTime(request.at),
      timeEpoch: request.at,
    },
    ...(request.body.length > 0 ? { body: request.body.toString(text ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: request.body.length > 0 && !text,
  };
}

/**
 * Whether an HTTP API reads a body as text. What is not UTF-8 in it is lost then, which is why uploads take another way.
 */
function isText(contentType: string | undefined): boolean {
  if (contentType === undefined) return true;
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  return type.startsWith('text/') || /^application\/(json|javascript|xml|[\w.-]+\+(json|xml))$/.test(type);
}

function queryParameters(query: string): Record<string, string> | undefined {
  if (query === '') return undefined;
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = name in parameters ? `${parameters[name]},${value}` : value;
  }
  return parameters;
}

interface Result {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** What an HTTP API makes of a function's answer; one without a status is a JSON body. */
export function httpApiResponse(answer: unknown): GatewayResponse {
  const result = answer as Result | string | null | undefined;
  if (result === null || typeof result !== 'object' || result.statusCode === undefined) {
    const body = typeof result === 'string' ? result : JSON.stringify(result ?? null);
    return { status: 200, headers: [['content-type', 'application/json']], body };
  }
  const headers: [string, string][] = Object.entries(result.headers ?? {}).map(([name, value]) => [
    name,
    String(value),
  ]);
  for (const cookie of result.cookies ?? []) headers.push(['set-cookie', cookie]);
  if (!headers.some(([name]) => name.toLowerCase() === 'content-type'))
    headers.push(['content-type', 'text/plain;charset=utf-8']);
  const body = result.isBase64Encoded ? Buffer.from(result.body ?? '', 'base64') : (result.body ?? '');
  return { status: Number(result.statusCode), headers, body };
}
