import type { IncomingMessage } from 'node:http';

/** A request as it came over the wire, before it becomes an event of one gateway or the other. */
export interface GatewayRequest {
  readonly method: string;
  /** The path as sent, still percent-encoded. */
  readonly path: string;
  readonly query: string;
  /** Names and values as sent, in order, with the headers that the gateway adds. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly host: string;
  readonly requestId: string;
  readonly at: number;
}

/** Largest body, and all header lines together, that either gateway takes. */
export const BODY_LIMIT = 10 * 1024 * 1024;
export const HEADERS_LIMIT = 10_240;

/** The bytes of the request line and all headers, as the gateways count them. */
export function headerBytes(message: IncomingMessage): number {
  let bytes = (message.method?.length ?? 0) + (message.url?.length ?? 0);
  for (const text of message.rawHeaders) bytes += Buffer.byteLength(text) + 2;
  return bytes;
}

/** Header lines in pairs, without those that concern the connection only. */
export function headerPairs(rawHeaders: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (!/^(connection|keep-alive|transfer-encoding|te|upgrade|expect)$/i.test(name))
      pairs.push([name, rawHeaders[at + 1] ?? '']);
  }
  return pairs;
}

/** `Root=1-<seconds>-<24 hex digits>`, as X-Ray numbers requests. */
export function traceId(at: number, random: string): string {
  return `Root=1-${Math.floor(at / 1000).toString(16)}-${random.replaceAll('-', '').slice(0, 24)}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `22/Nov/2026:03:00:00 +0000`, as the gateways write the time of a request. */
export function requestTime(at: number): string {
  const iso = new Date(at).toISOString();
  return `${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}
