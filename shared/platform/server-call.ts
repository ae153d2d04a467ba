import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { request as openRequest } from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';
import type { Resolve, ServerAnswer, ServerCall } from './server-calls.ts';

const TIME_LIMIT_MS = 10_000;
/** As much of an answer as is read; what follows is left unread. */
const MAX_ANSWER = 8_192;

/** Calls a server once, on this machine if `isHere`. Never throws, but for what is no URL. */
export async function callOnce(
  call: ServerCall,
  isHere: boolean,
  resolve: Resolve = addressesOf,
  isAllowed: (address: string) => boolean = isPublicAddress,
): Promise<ServerAnswer> {
  const url = new URL(call.url);
  const limit = AbortSignal.timeout(TIME_LIMIT_MS);
  try {
    if (isHere) return await callHere(call, limit);
    if (url.protocol !== 'https:') return { failure: 'address_refused' };
    const address = await allowedAddress(url, resolve, isAllowed, limit);
    return address === undefined ? { failure: 'address_refused' } : await callAt(address, url, call, limit);
  } catch {
    return { failure: limit.aborted ? 'timed_out' : 'unreachable' };
  }
}

async function addressesOf(hostname: string): Promise<string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address);
}

/** An address of a server; undefined when any that it has is not allowed: a name that is public and private is up to something. */
async function allowedAddress(
  url: URL,
  resolve: Resolve,
  isAllowed: (address: string) => boolean,
  limit: AbortSignal,
): Promise<string | undefined> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) ? [host] : await Promise.race([resolve(host), abortedBy(limit)]);
  return addresses.every(isAllowed) ? addresses[0] : undefined;
}

function abortedBy(limit: AbortSignal): Promise<never> {
  return new Promise((_, reject) => limit.addEventListener('abort', () => reject(limit.reason), { once: true }));
}

function callAt(address: string, url: URL, call: ServerCall, signal: AbortSignal): Promise<ServerAnswer> {
  return new Promise((resolve, reject) => {
    const request = openRequest({
      host: address,
      port: url.port || 443,
      // The certificate has to be the name's, not the address's.
      servername: isIP(url.hostname.replace(/^\[|\]$/g, '')) ? '' : url.hostname,
      path: `${url.pathname}${url.search}`,
      method: call.method,
      headers: { ...call.headers, host: url.host, 'content-length': Buffer.byteLength(call.body) },
      agent: false,
      signal,
    });
    request.on('error', reject);
    request.on('response', (response) => void read(response).then(resolve, reject));
    request.end(call.body);
  });
}

async function read(response: IncomingMessage): Promise<ServerAnswer> {
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
  const body = await beginning(response);
  response.destroy();
  return { status: response.statusCode ?? 0, headers, body };
}

async function callHere({ url, ...init }: ServerCall, signal: AbortSignal): Promise<ServerAnswer> {
  const response = await globalThis.fetch(url, { ...init, redirect: 'manual', signal });
  const body = response.body ? await beginning(response.body) : '';
  return { status: response.status, headers: Object.fromEntries(response.headers), body };
}

async function beginning(content: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of content) {
    parts.push(part);
    bytes += part.length;
    if (bytes >= MAX_ANSWER) break;
  }
  return Buffer.concat(parts).subarray(0, MAX_ANSWER).toString('utf8');
}
