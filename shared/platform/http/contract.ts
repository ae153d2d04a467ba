import type * as z from 'zod/mini';
import { onFirstUse } from '../../kernel/on-first-use.ts';
import type { Assurance, Caller, Principal } from '../../kernel/principal.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Schema = z.ZodMiniType;

/**
 * One operation of the API: the single source of its gateway route, validation both ways, authorisation and OpenAPI
 * entry. `path` is the wire's path without `.json`, with `{snake_case}` parameters.
 */
export interface Route<
  P extends Schema = Schema,
  Q extends Schema = Schema,
  B extends Schema = Schema,
  R extends Schema = Schema,
> {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  /** Who may call it at all. What they may do with which record is the policy's matter. Everyone else is refused. */
  readonly allow: readonly Caller[];
  /** Wrong credentials count as none: for the one route where clients ask whether theirs are right. */
  readonly lenientAuth?: boolean;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** `bytes`: the body is a file, not JSON, and arrives as a Buffer. */
  readonly accepts?: 'json' | 'bytes' | 'form';
  /** Status of success; 200 unless named. */
  readonly status?: number;
  /** Shape of a JSON answer: what it does not declare does not leave. Absent with 204, redirects and pages. */
  readonly response?: R;
  /** The answer is not JSON: a page or a file, written by the use case itself. `json_or_file`: as the client asked for. */
  readonly answers?: 'json' | 'html' | 'file' | 'json_or_file';
}

type SchemaName = 'params' | 'query' | 'body' | 'response';
/** A route as it is written: a schema of its own comes as a function, which the first request of the route calls. */
type Declared = Omit<Route, SchemaName> & { readonly [K in SchemaName]?: Schema | (() => Schema) };
type RouteOf<D> = { readonly [K in keyof D]: D[K] extends () => infer S ? S : D[K] };

/** Declares a route; its types are those of its schemas: what it does not declare, its use case does not get. */
export function route<const D extends Declared>(declared: D): RouteOf<D> {
  const parts = Object.entries(declared).map(([name, part]) => [
    name,
    typeof part === 'function' ? onFirstUse(part) : part,
  ]);
  return Object.fromEntries(parts);
}

/** The routes of one deployable function. `gateway` tells which front door carries it. */
export interface Resource<R extends Record<string, Route> = Record<string, Route>> {
  readonly name: string;
  /** Path under which everything belongs to this resource, e.g. `/api/v2/tickets`. */
  readonly bases: readonly string[];
  /** `http`: the HTTP API. `rest`: the REST API that hands every body over as bytes. `files`: the host of files. */
  readonly gateway: 'http' | 'rest' | 'files';
  readonly routes: R;
}

/** Declares a resource; exists for its types. */
export function resource<R extends Record<string, Route>>(declared: {
  name: string;
  bases: readonly string[];
  gateway?: Resource['gateway'];
  routes: R;
}): Resource<R> {
  return { gateway: 'http', ...declared };
}

/** What a use case gets: everything parsed, nothing raw. */
export interface Request<P = unknown, Q = unknown, B = unknown> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly principal: Principal;
  readonly locale: string;
  /** Scheme, host and `/api/v2` as the client used them: what links in answers start with. */
  readonly baseUrl: string;
  /** The path as the client sent it, without `.json`; for links to further pages. */
  readonly path: string;
  readonly rawQuery: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  /** Set when the client sent `Idempotency-Key`: what a repeatable create must carry into its transaction. */
  readonly idempotency?: IdempotencyKey;
}

/** A client's promise that a repeated request is the same one: scope is principal and route, kept 24 hours. */
export interface IdempotencyKey {
  readonly scope: string;
  readonly bodyHash: string;
}

/** What a use case answers. `body` is parsed by the contract's response schema before it leaves. */
export interface Reply<R = unknown> {
  readonly body?: R;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** For `answers: 'html' | 'file' | 'json_or_file'`. */
  readonly content?: string | Buffer;
}

type Out<S> = S extends Schema ? z.output<S> : undefined;
type In<S> = S extends Schema ? z.input<S> : unknown;

/** The function that serves a route: a caller with parsed input, and what it may depend on. */
export type UseCase<R extends Route, Deps> = (
  request: Request<Out<R['params']>, Out<R['query']>, Out<R['body']>>,
  deps: Deps,
) => Promise<Reply<In<R['response']>>>;

/** A use case for every route of a resource: leaving one out does not compile. */
export type UseCases<R extends Record<string, Route>, Deps> = { readonly [K in keyof R]: UseCase<R[K], Deps> };

/** The caller of a route that `anonymous` may not call. */
export type User = Extract<Principal, { kind: 'user' }>;
export type { Assurance };
