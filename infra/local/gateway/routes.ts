import { httpApiPath } from './http-api-path.ts';

/** A route of a gateway: method or ANY, and a path with `{name}` and a final `{name+}`. */
export interface GatewayRoute {
  readonly gateway: 'http' | 'rest';
  readonly method: string;
  /** `/api/v2/tickets/{proxy+}`, or `$default`. */
  readonly path: string;
  readonly functionArn: string;
}

export interface RouteMatch {
  readonly route: GatewayRoute;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Finds the route of a request, by its method and its path as it came. */
export type FindRoute = (method: string, path: string) => RouteMatch | undefined;

interface Compiled {
  readonly route: GatewayRoute;
  readonly segments: readonly string[];
}

/**
 * The REST API's routes come first, as the domain leads their paths to it before all others; it reads a path as it was
 * sent, the HTTP API decoded. `$default` takes what no route of either has.
 */
export function routeFinder(routes: readonly GatewayRoute[]): FindRoute {
  const find = (gateway: GatewayRoute['gateway']) =>
    finderAmong(routes.filter((route) => route.gateway === gateway && route.path !== '$default'));
  const [findRest, findHttp] = [find('rest'), find('http')];
  const fallback = routes.find(({ path }) => path === '$default');
  return (method, path) =>
    findRest(method, path) ??
    findHttp(method, httpApiPath(path)?.routed ?? path) ??
    (fallback && { route: fallback, parameters: {} });
}

/**
 * The most specific route wins, segment by segment: a literal before a parameter before a greedy parameter, and at the
 * same path a method before ANY.
 */
function finderAmong(routes: readonly GatewayRoute[]): FindRoute {
  const compiled = routes
    .map((route): Compiled => ({ route, segments: route.path.split('/').slice(1) }))
    .sort(bySpecificity);
  return (method, path) => {
    const segments = path.split('/').slice(1);
    for (const candidate of compiled) {
      if (candidate.route.method !== 'ANY' && candidate.route.method !== method) continue;
      const parameters = parametersOf(candidate.segments, segments);
      if (parameters) return { route: candidate.route, parameters };
    }
    return undefined;
  };
}

function bySpecificity(a: Compiled, b: Compiled): number {
  for (let at = 0; at < Math.max(a.segments.length, b.segments.length); at++) {
    const difference = rank(a.segments[at]) - rank(b.segments[at]);
    if (difference !== 0) return difference;
  }
  return Number(a.route.method === 'ANY') - Number(b.route.method === 'ANY');
}

function rank(segment: string | undefined): number {
  if (segment === undefined || !segment.startsWith('{')) return 0;
  return segment.endsWith('+}') ? 2 : 1;
}

function parametersOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [at, expected] of pattern.entries()) {
    const actual = segments[at];
    if (actual === undefined) return undefined;
    if (expected.endsWith('+}')) {
      const rest = segments.slice(at).join('/');
      if (rest === '') return undefined;
      parameters[expected.slice(1, -2)] = rest;
      return parameters;
    }
    if (expected.startsWith('{')) {
      if (actual === '') return undefined;
      parameters[expected.slice(1, -1)] = actual;
    } else if (expected !== actual) return undefined;
  }
  return segments.length === pattern.length ? parameters : undefined;
}
