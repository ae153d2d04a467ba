import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  BODY_LIMIT,
  type GatewayRequest,
  HEADERS_LIMIT,
  headerBytes,
  headerPairs,
  traceId,
} from './gateway-request.ts';
import { type GatewayResponse, httpApiEvent, httpApiResponse } from './http-api.ts';
import { restApiEvent, restApiResponse } from './rest-api.ts';
import type { FindRoute, GatewayRoute, RouteMatch } from './routes.ts';

export interface GatewayOptions {
  readonly findRoute: FindRoute;
  readonly invoke: (functionArn: string, event: unknown) => Promise<unknown>;
  /** Is told that a request may have written something. */
  readonly written: () => void;
  /** Answers what belongs to the local run itself rather than to the product; undefined for everything else. */
  readonly local: (request: GatewayRequest) => Promise<GatewayResponse> | undefined;
}

/** What Lambda takes and gives in one call. */
const FUNCTION_LIMIT = 6 * 1024 * 1024 + 100;
/** How long a gateway waits for a function. */
const PATIENCE = { http: 30_000, rest: 29_000 } as const;

/**
 * The two API gateways of the stack on one port, with their limits and the shapes of their errors. It can listen before
 * there is anything to serve: until `options` answers, everything is unavailable.
 */
export function gatewayServer(options: () => GatewayOptions | undefined): Server {
  const server = createServer({ keepAliveTimeout: 75_000, maxHeaderSize: 64 * 1024 }, (message, response) => {
    serve(message, options()).then(
      (answer) => send(response, message, answer),
      () => response.destroy(),
    );
  });
  // Answered by us, so that a client that waits for it before it sends a large body is not left waiting.
  server.on('checkContinue', (message, response) => {
    response.writeContinue();
    server.emit('request', message, response);
  });
  return server;
}

async function serve(message: IncomingMessage, options: GatewayOptions | undefined): Promise<GatewayResponse> {
  if (!options) return problem('http', 503, 'Service Unavailable');
  if (headerBytes(message) > HEADERS_LIMIT) return problem('http', 431, 'Request Header Fields Too Large');
  const [path = '/', query = ''] = splitOnce(message.url ?? '/', '?');
  const method = message.method ?? 'GET';
  const match = options.findRoute(method, path);
  const gateway = match?.route.gateway ?? 'http';
  const body = await readBody(message);
  if (body === undefined) return problem(gateway, 413, 'Request Entity Too Large');
  const request = requestOf(message, { method, path, query, body });
  const local = options.local(request);
  if (local !== undefined) return local;
  if (!match) return problem('http', 404, 'Not Found');
  return call(request, match, options);
}

async function call(
  request: GatewayRequest,
  match: RouteMatch,
  { invoke, written }: GatewayOptions,
): Promise<GatewayResponse> {
  const { gateway, functionArn } = match.route;
  const event = gateway === 'http' ? httpApiEvent(request, match) : restApiEvent(request, match);
  if (!event) return problem(gateway, 400, 'Bad Request');
  if (tooLarge(event)) return problem(gateway, 413, 'Request Entity Too Large');
  try {
    const answer = await withPatience(invoke(functionArn, event), PATIENCE[gateway]);
    const response = gateway === 'http' ? httpApiResponse(answer) : restApiResponse(answer);
    if (!response || Buffer.byteLength(response.body) > FUNCTION_LIMIT) return failure(gateway);
    return { ...response, headers: [...response.headers, [REQUEST_ID[gateway], request.requestId]] };
  } catch (error) {
    if (error instanceof Impatient) {
      return gateway === 'http'
        ? problem('http', 503, 'Service Unavailable')
        : problem('rest', 504, 'Endpoint request timed out');
    }
    return failure(gateway);
  } finally {
    if (request.method !== 'GET' && request.method !== 'HEAD') written();
  }
}

const REQUEST_ID = { http: 'apigw-requestid', rest: 'x-amzn-requestid' } as const;

function failure(gateway: GatewayRoute['gateway']): GatewayResponse {
  return gateway === 'http'
    ? problem('http', 500, 'Internal Server Error')
    : problem('rest', 502, 'Internal server error');
}

function problem(gateway: GatewayRoute['gateway'], status: number, message: string): GatewayResponse {
  return {
    status,
    headers: [
      ['content-type', 'application/json'],
      [REQUEST_ID[gateway], randomUUID()],
    ],
    body: JSON.stringify({ message }),
  };
}

/** Counted exactly only where it can matter: base64 needs no escapes, text may double. */
function tooLarge(event: { body?: string | null; isBase64Encoded: boolean }): boolean {
  const length = event.body?.length ?? 0;
  if (length * (event.isBase64Encoded ? 1 : 6) + 2 * HEADERS_LIMIT < FUNCTION_LIMIT) return false;
  return Buffer.byteLength(JSON.stringify(event)) > FUNCTION_LIMIT;
}

/** The whole body, or undefined when it is larger than the gateways take. */
async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(message.headers['content-length'] ?? 0) > BODY_LIMIT) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

type RequestLine = Pick<GatewayRequest, 'method' | 'path' | 'query' | 'body'>;

function requestOf(message: IncomingMessage, line: RequestLine): GatewayRequest {
  const requestId = randomUUID();
  const at = Date.now();
  const sourceIp = (message.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  const forwarded = message.headers['x-forwarded-for'];
  const headers = headerPairs(message.rawHeaders).filter(([name]) => name.toLowerCase() !== 'x-forwarded-for');
  headers.push(
    ['X-Forwarded-For', forwarded ? `${forwarded}, ${sourceIp}` : sourceIp],
    ['X-Forwarded-Port', String(message.socket.localPort ?? '')],
    ['X-Forwarded-Proto', 'http'],
    ['X-Amzn-Trace-Id', traceId(at, requestId)],
  );
  return { ...line, headers, sourceIp, host: message.headers.host ?? 'localhost', requestId, at };
}

function send(response: ServerResponse, message: IncomingMessage, { status, headers, body }: GatewayResponse): void {
  if (response.destroyed) return;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const lines = headers.flat();
  // A client that still sends what nobody will read is cut off once it has the answer.
  if (!message.complete) lines.push('connection', 'close');
  const bodyless = status === 204 || status === 304;
  if (!bodyless) lines.push('content-length', String(bytes.length));
  try {
    response.writeHead(status, lines);
    response.end(bodyless || message.method === 'HEAD' ? undefined : bytes);
  } catch {
    // A header that HTTP does not allow, from a function.
    response.writeHead(502, { 'content-type': 'application/json' }).end('{"message":"Bad Gateway"}');
  }
  if (!message.complete) message.resume();
}

class Impatient extends Error {}

async function withPatience<T>(answer: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Impatient()), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
