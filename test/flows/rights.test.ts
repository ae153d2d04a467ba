import { describe, expect, it } from 'vitest';
import { customerToken, tokenOf } from '../../infra/local/demo/clients.ts';
import type { Caller } from '../../shared/kernel/principal.ts';
import { CALLERS, everyRoute } from '../support/contract-walk.ts';
import { aRunningInstance } from '../support/running.ts';

describe('the running instance refuses whoever a route does not name', () => {
  const running = aRunningInstance();

  async function authorization(caller: Caller): Promise<Record<string, string>> {
    if (caller === 'anonymous') return {};
    const run = running();
    if (caller === 'end-user') {
      const customer = { email: 'walker@customer.test', name: 'Walker', external_id: 'uid-walker' };
      return { authorization: await customerToken(run, customer) };
    }
    const agent = run.agents.find((each) => each.role === caller);
    return agent ? { authorization: tokenOf(agent) } : {};
  }

  for (const caller of CALLERS) {
    it(`on every route that is not open to ${caller}`, async () => {
      const headers = { 'content-type': 'application/json', ...(await authorization(caller)) };
      const closed = everyRoute().filter(({ route }) => !route.allow.includes(caller));
      for (const { name, route, path } of closed) {
        for (const suffix of route.path.startsWith('/api/v2') ? ['', '.json'] : ['']) {
          const body = route.method === 'GET' ? {} : { body: '{}' };
          const { status } = await fetch(`${running().api}${path}${suffix}`, {
            method: route.method,
            headers,
            ...body,
          });
          expect(`${name}${suffix}: ${status}`).toBe(`${name}${suffix}: ${caller === 'anonymous' ? 401 : 403}`);
        }
      }
    });
  }
});
