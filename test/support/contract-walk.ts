import { CONTRACTS } from '../../infra/contracts.ts';
import type { Caller } from '../../shared/kernel/principal.ts';
import type { Route } from '../../shared/platform/http/contract.ts';

export const CALLERS: readonly Caller[] = ['anonymous', 'end-user', 'agent', 'admin'];

export interface WalkedRoute {
  /** `GET /api/v2/tickets`. */
  readonly name: string;
  readonly route: Route;
  /** The path with an id that names nothing in the place of each parameter. */
  readonly path: string;
}

/** Every route of every contract. */
export function everyRoute(): WalkedRoute[] {
  return Object.values(CONTRACTS).flatMap((contract) =>
    Object.values(contract.routes).map((route) => ({
      name: `${route.method} ${route.path}`,
      route,
      path: route.path.replace(/\{\w+\}/g, '999999999999'),
    })),
  );
}
