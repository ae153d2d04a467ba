import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEvent, APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { SignJWT } from 'jose';
import { httpApiPath } from '../../infra/local/gateway/http-api-path.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import { type AgentPool, authenticator } from '../../shared/people/principal.store.ts';
import type { Method } from '../../shared/platform/http/contract.ts';
import { RateLimit } from '../../shared/platform/http/rate-limit.ts';
import type { GatewayEvent } from '../../shared/platform/http/request.ts';
import type { GatewayResult, HttpDeps } from '../../shared/platform/http/resource-api.ts';
import type { Secrets } from '../../shared/platform/secrets.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { TestClock } from './clock.ts';

/** How a test caller proves who it is. */
export type Credentials =
  | { readonly email: string; readonly apiToken: string }
  | { readonly jwt: string }
  | { readonly authorization: string };

export interface ApiRequest {
  readonly method: Method;
  /** With `/api/v2`, with or without `.json`; may carry a query of its own. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON; text and bytes as they are. */
  readonly body?: object | string | Buffer;
  readonly as?: Credentials | undefined;
  /** `http` (payload format 2.0) unless named; `rest` is format 1.0 with the body as base64. */
  readonly gateway?: 'http' | 'rest';
}

export interface ApiResponse {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests reach into answers of every shape
  readonly body: any;
  readonly headers: Readonly<Record<string, string>>;
}

type Handler = (event: GatewayEvent, context: Context) => Promise<GatewayResult>;

/** Calls a function as its gateway would and reads the answer as a client would. */
export async function callApi(handler: unknown, request: ApiRequest): Promise<ApiResponse> {
  const event = request.gateway === 'rest' ? restEvent(request) : httpEvent(request);
  const result = await (handler as Handler)(event, { awsRequestId: randomUUID() } as Context);
  const content = result.isBase64Encoded ? Buffer.from(result.body, 'base64') : result.body;
  const isJson = (result.headers['content-type'] ?? '').includes('application/json');
  const body = isJson && typeof content === 'string' && content !== '' ? JSON.parse(content) : content;
  return { status: result.statusCode, body, headers: result.headers };
}

/** What the plumbing needs, over a test's table and clock, with the real sign-in. */
export function testDeps(
  table: Table,
  clock: TestClock,
  options: {
    readonly agentPool?: AgentPool;
    readonly customerJwt?: Partial<Secrets['customer_jwt']>;
    readonly perMinute?: number;
  } = {},
): HttpDeps & {
  readonly table: Table;
  readonly newId: NewId;
  readonly newToken: () => string;
  readonly now: Clock;
  readonly defaultLocale: string;
} {
  const customer_jwt = { ...TEST_SECRETS.customer_jwt, ...options.customerJwt };
  return {
    table,
    now: clock.now,
    newId: clock.newId,
    newToken: randomUUID,
    defaultLocale: 'en',
    authenticate: authenticator({
      table,
      random: Math.random,
      secrets: async () => ({ ...TEST_SECRETS, customer_jwt }),
      agentPool: options.agentPool,
      defaultLocale: 'en',
    }),
    rateLimit: new RateLimit(options.perMinute ?? 100_000),
    publicUrl: 'https://support.moorline.test',
  };
}

/** The keys of the deployment under test. */
export const TEST_SECRETS: Secrets = {
  mail_key: 'test-mail-key-0123456789abcdef0123456789abcdef',
  link_key: 'test-link-key-0123456789abcdef0123456789abcdef',
  customer_jwt: { issuer: 'https://exchange.test', secret: 'test-customer-secret-0123456789abcdef0123' },
};

/** A customer's token as the exchange signs it, good for an hour of the test's clock unless the claims say otherwise. */
export async function aCustomerJwt(
  clock: TestClock,
  claims: { readonly external_id?: string } & Readonly<Record<string, unknown>>,
  secret = TEST_SECRETS.customer_jwt.secret ?? '',
): Promise<{ jwt: string }> {
  const seconds = Math.floor(clock.now() / 1000);
  const payload = { iss: TEST_SECRETS.customer_jwt.issuer, iat: seconds, exp: seconds + 3600, ...claims };
  return { jwt: await new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(secret)) };
}

function authorization(as: Credentials): string {
  if ('jwt' in as) return `Bearer ${as.jwt}`;
  if ('authorization' in as) return as.authorization;
  return `Basic ${Buffer.from(`${as.email}/token:${as.apiToken}`).toString('base64')}`;
}

function parts(request: ApiRequest) {
  const [path = '', inPath = ''] = request.path.split('?', 2);
  const query = new URLSearchParams(inPath);
  for (const [name, value] of Object.entries(request.query ?? {})) query.append(name, String(value));
  const { body } = request;
  const isJson = typeof body === 'object' && !Buffer.isBuffer(body);
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(isJson ? JSON.stringify(body) : (body ?? ''));
  const headers: Record<string, string> = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(request.as ? { authorization: authorization(request.as) } : {}),
    ...request.headers,
  };
  return { path, query, bytes, headers };
}

function httpEvent(request: ApiRequest): APIGatewayProxyEventV2 {
  const { path: sent, query, bytes, headers } = parts(request);
  const path = httpApiPath(sent)?.delivered;
  if (path === undefined) throw new Error(`No HTTP API hands over the path ${sent}`);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query.toString(),
    headers,
    requestContext: {
      http: { method: request.method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: randomUUID(),
    },
    ...(request.body === undefined ? {} : gatewayBody(bytes)),
  } as unknown as APIGatewayProxyEventV2;
}

/** The HTTP API hands text over as text and the rest as base64. */
function gatewayBody(bytes: Buffer): { body: string; isBase64Encoded: boolean } {
  const text = bytes.toString('utf8');
  const isText = Buffer.from(text, 'utf8').equals(bytes);
  return isText ? { body: text, isBase64Encoded: false } : { body: bytes.toString('base64'), isBase64Encoded: true };
}

function restEvent(request: ApiRequest): APIGatewayProxyEvent {
  const { path, query, bytes, headers } = parts(request);
  const names = [...new Set(query.keys())];
  return {
    httpMethod: request.method,
    path,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: Object.fromEntries(query),
    multiValueQueryStringParameters: Object.fromEntries(names.map((name) => [name, query.getAll(name)])),
    requestContext: { requestId: randomUUID(), httpMethod: request.method, path },
    body: request.body === undefined ? null : bytes.toString('base64'),
    isBase64Encoded: request.body !== undefined,
  } as unknown as APIGatewayProxyEvent;
}
