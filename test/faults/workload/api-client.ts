import { type ApiRequest, type ApiResponse, callApi } from '../../support/call-api.ts';
import type { Chance } from '../chance.ts';
import type { FunctionName } from '../world/functions.ts';
import type { World } from '../world/world.ts';

const ROUTES: readonly (readonly [RegExp, FunctionName])[] = [
  [/^\/api\/v2\/requests/, 'requests-api'],
  [/^\/api\/v2\/(satisfaction_ratings|tickets\/\d+\/satisfaction_rating)|^\/survey\//, 'ratings-api'],
  [/^\/api\/v2\/tickets/, 'tickets-api'],
  [/^\/api\/v2\/suspended_tickets/, 'suspended-tickets-api'],
  [/^\/api\/v2\/uploads/, 'uploads-api'],
  [/^\/api\/v2\/job_statuses/, 'job-statuses-api'],
  [/^\/api\/v2\/users/, 'users-api'],
];

const GIVEN_UP: ApiResponse = { status: 503, body: {}, headers: {} };

/** A client of the API, who repeats what was not answered as a careful client does. */
export interface ApiClient {
  /** One request; 503 when nobody answered it. */
  once(request: ApiRequest): Promise<ApiResponse>;
  /** The same request until it is answered for good, or patience ends: only for what may be repeated. */
  until(request: ApiRequest, patience?: number): Promise<ApiResponse>;
}

const PATIENCE = 8;

export function apiClient(world: World, chance: Chance): ApiClient {
  const once = async (request: ApiRequest): Promise<ApiResponse> => {
    const route = ROUTES.find(([path]) => path.test(request.path));
    const target = route && world.functions.get(route[1]);
    if (!target) throw new Error(`Nothing serves ${request.path}`);
    const gateway = route[1] === 'uploads-api' ? 'rest' : 'http';
    try {
      return await callApi((event: unknown) => target.invoke(event), { ...request, gateway });
    } catch {
      return GIVEN_UP;
    }
  };
  return {
    once,
    async until(request, patience = PATIENCE) {
      for (let tried = 1; ; tried++) {
        const response = await once(request);
        if (!isUnanswered(response) || tried >= patience) return response;
        await world.time.sleep(chance.between(500, 20_000));
      }
    },
  };
}

/** Whether an answer leaves open what happened. */
export function isUnanswered({ status }: ApiResponse): boolean {
  return status >= 500 || status === 429;
}
