import { createHash } from 'node:crypto';
import middy from '@middy/core';
import httpRouterHandler from '@middy/http-router';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Clock } from '../../kernel/clock.ts';
import { DomainError, forbidden } from '../../kernel/errors.ts';
import { callerOf, type Principal } from '../../kernel/principal.ts';
import { acceptedLocale, DEFAULT_LOCALE } from '../i18n/locale.ts';
import { log } from '../log.ts';
import type { IdempotencyKey, Reply, Request, Resource, Route, UseCases } from './contract.ts';
import { parseInput } from './parse-input.ts';
import type { RateLimit } from './rate-limit.ts';
import { type GatewayEvent, type HttpRequest, readRequest } from './request.ts';

/** What the plumbing itself needs; use cases get their own dependencies. */
export interface HttpDeps {
  readonly now: Clock;
  /** Who sent these headers: `anonymous` without credentials; throws `unauthenticated` for wrong ones. */
  readonly authenticate: (headers: Readonly<Record<string, string>>, now: number) => Promise<Principal>;
  readonly rateLimit: RateLimit;
  /** Scheme and host that clients use, without a path: links in answers start with it. */
  readonly publicUrl: string;
}

/** What Lambda returns to either gateway. */
export interface GatewayResult {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded?: boolean;
}

type RoutedEvent = GatewayEvent & { readonly http: HttpRequest; pathParameters?: Record<string, string> };

/**
 * The Lambda handler of a resource: finds the route, authenticates, authorises by the contract, parses, runs the use
 * case, and lets out only what the contract's response declares.
 */
export function resourceApi<R extends Record<string, Route>, Deps>(
  api: Resource<R>,
  useCases: UseCases<R, Deps>,
  deps: Deps & HttpDeps,
) {
  const routes = Object.entries(api.routes).map(([name, contract]) => ({
    method: contract.method,
    path: contract.path,
    handler: async (event: unknown) =>
      serve(`${api.name}.${name}`, contract, useCases[name] as AnyUseCase, event as RoutedEvent, deps),
  }));
  return middy<GatewayEvent, GatewayResult>()
    .use({
      before: (request) => {
        const http = readRequest(request.event);
        const event = request.event as unknown as Record<string, unknown>;
        event['http'] = http;
        event['path'] = http.path;
        // The gateway's own are raw, with `.json`: the router takes them from the canonical path.
        event['pathParameters'] = undefined;
        // Where the router looks in an event of format 2.0.
        const context = event['requestContext'] as { http?: { path: string } } | undefined;
        if (context?.http) context.http.path = http.path;
      },
      onError: async (request) => {
        const { event, error } = request;
        request.response = await errorResult(error, event as RoutedEvent);
      },
    })
    .handler(routerOf(routes) as unknown as (event: GatewayEvent, context: Context) => Promise<GatewayResult>);
}

type AnyUseCase = (request: Request, deps: unknown) => Promise<Reply>;
type Router = (event: unknown, ...rest: unknown[]) => unknown;

/**
 * Finds a request's route among those with its method and as many segments. Only those are compiled, when the first such
 * request comes: a resource has up to forty patterns, and a request can mean two or three.
 */
function routerOf(routes: readonly { readonly method: string; readonly path: string }[]): Router {
  const alike = Map.groupBy(routes, shapeOf);
  const routers = new Map<string, Router>();
  return (event, ...rest) => {
    const shape = shapeOf((event as RoutedEvent).http);
    const meant = alike.get(shape);
    if (!meant) return notFoundResponse();
    const router = routers.get(shape) ?? (httpRouterHandler({ routes: meant as never, notFoundResponse }) as Router);
    routers.set(shape, router);
    return router(event, ...rest);
  };
}

function shapeOf({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${path.split('/').filter(Boolean).length}`;
}

function notFoundResponse(): never {
  throw new DomainError('not_found', 'endpoint_not_found');
}

async function serve(
  id: string,
  contract: Route,
  useCase: AnyUseCase,
  event: RoutedEvent,
  deps: HttpDeps,
): Promise<GatewayResult> {
  const { http } = event;
  const now = deps.now();
  let principal: Principal = { kind: 'anonymous' };
  let limits: Record<string, string> = {};
  try {
    principal = await identify(contract, http, deps, now);
    limits = deps.rateLimit.take(countedAs(contract, http, principal), now);
    authorize(contract, principal);
    const locale = localeOf(http, principal);
    const input = parseInput(contract, http, event.pathParameters ?? {});
    const idempotency = idempotencyOf(id, contract, http, principal);
    const reply = await useCase(
      {
        ...input,
        principal,
        locale,
        baseUrl: `${deps.publicUrl}/api/v2`,
        path: http.path,
        rawQuery: http.query,
        headers: http.headers,
        ...(idempotency ? { idempotency } : {}),
      },
      deps,
    );
    return present(contract, reply, http, limits);
  } catch (error) {
    const result = await errorResult(error, event, principal);
    return { ...result, headers: { ...limits, ...result.headers } };
  }
}

async function identify(contract: Route, http: HttpRequest, deps: HttpDeps, now: number): Promise<Principal> {
  try {
    return await deps.authenticate(http.headers, now);
  } catch (error) {
    const wrong = error instanceof DomainError && error.kind === 'unauthenticated';
    if (wrong && contract.lenientAuth) return { kind: 'anonymous' };
    if (wrong) deps.rateLimit.take('refused', now);
    throw error;
  }
}

/**
 * Whose requests are counted together. What anybody opens by its link is counted by its path, which holds the token:
 * strangers cannot use up each other's limit.
 */
function countedAs(contract: Route, http: HttpRequest, principal: Principal): string {
  if (principal.kind === 'user') return String(principal.userId);
  if (contract.answers !== 'html' && contract.answers !== 'file') return 'anonymous';
  return `anonymous ${createHash('sha256').update(http.path).digest('base64url')}`;
}

function authorize(contract: Route, principal: Principal): void {
  if (contract.allow.includes(callerOf(principal))) return;
  throw principal.kind === 'anonymous' ? new DomainError('unauthenticated', 'unauthenticated') : forbidden();
}

function present(contract: Route, reply: Reply, http: HttpRequest, limits: Record<string, string>): GatewayResult {
  const headers = { ...COMMON_HEADERS, 'x-request-id': http.requestId, ...limits };
  const statusCode = reply.status ?? contract.status ?? 200;
  const isFile = contract.answers === 'json_or_file' && reply.content !== undefined;
  if (contract.answers === 'html' || contract.answers === 'file' || isFile) {
    const content = reply.content ?? '';
    const binary = Buffer.isBuffer(content);
    return {
      statusCode,
      headers: { ...headers, ...reply.headers },
      body: binary ? content.toString('base64') : content,
      ...(binary ? { isBase64Encoded: true } : {}),
    };
  }
  if (reply.body === undefined) return { statusCode, headers: { ...headers, ...reply.headers }, body: '' };
  if (!contract.response)
    throw new TypeError(`${contract.method} ${contract.path} answers a body its contract does not declare`);
  const body = JSON.stringify(z.parse(contract.response, reply.body));
  return { statusCode, headers: { ...headers, 'content-type': JSON_TYPE, ...reply.headers }, body };
}

const JSON_TYPE = 'application/json; charset=utf-8';
const COMMON_HEADERS = {
  'cache-control': 'max-age=0, private, must-revalidate',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-zendesk-api-version': 'v2',
};

async function errorResult(
  error: unknown,
  event: RoutedEvent,
  principal: Principal = { kind: 'anonymous' },
): Promise<GatewayResult> {
  const http = event.http as HttpRequest | undefined;
  const requestId = http?.requestId ?? 'unknown';
  // What can be said of errors is a quarter of all our text: it is read with the first one.
  const { wireError } = await import('./wire-errors.ts');
  const { status, body, headers } = wireError(error, http ? localeOf(http, principal) : DEFAULT_LOCALE, requestId);
  if (status >= 500)
    log.error('request_failed', error, { request_id: requestId, method: http?.method, path: http?.path, status });
  return {
    statusCode: status,
    headers: { ...COMMON_HEADERS, 'content-type': JSON_TYPE, 'x-request-id': requestId, ...headers },
    body: JSON.stringify(body),
  };
}

function localeOf(http: HttpRequest, principal: Principal): string {
  return (
    acceptedLocale(http.headers['accept-language']) ?? (principal.kind === 'user' ? principal.locale : DEFAULT_LOCALE)
  );
}

function idempotencyOf(
  id: string,
  contract: Route,
  http: HttpRequest,
  principal: Principal,
): IdempotencyKey | undefined {
  const key = http.headers['idempotency-key'];
  if (key === undefined || contract.method !== 'POST') return undefined;
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) throw new DomainError('malformed', 'idempotency_key_invalid');
  const who = principal.kind === 'user' ? String(principal.userId) : 'anonymous';
  return { scope: `${who}#${id}#${key}`, bodyHash: createHash('sha256').update(http.body).digest('base64url') };
}
