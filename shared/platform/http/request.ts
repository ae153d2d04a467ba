import type { APIGatewayProxyEvent, APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Method } from './contract.ts';
import { canonicalPath, decodePath } from './path.ts';

export type GatewayEvent = APIGatewayProxyEvent | APIGatewayProxyEventV2;

/** A request as either gateway delivers it, in one shape: canonical path, lower-case header names, body as bytes. */
export interface HttpRequest {
  readonly method: Method;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly requestId: string;
}

/**
 * Reads an event of an HTTP API (format 2.0) or of a REST API (format 1.0). Each hands the path over in its own way: an
 * HTTP API decoded, whatever the name `rawPath` says, a REST API as it was sent.
 */
export function readRequest(event: GatewayEvent): HttpRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(event.headers ?? {})) headers[name.toLowerCase()] = value ?? '';
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if ('version' in event && event.version === '2.0') {
    return {
      method: event.requestContext.http.method as Method,
      path: canonicalPath(event.rawPath),
      query: new URLSearchParams(event.rawQueryString),
      headers,
      body,
      requestId: event.requestContext.requestId,
    };
  }
  const rest = event as APIGatewayProxyEvent;
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(rest.multiValueQueryStringParameters ?? {}))
    for (const value of values ?? []) query.append(name, value);
  return {
    method: rest.httpMethod as Method,
    path: canonicalPath(decodePath(rest.path)),
    query,
    headers,
    body,
    requestId: rest.requestContext.requestId,
  };
}
