import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { CONTRACTS } from '../../infra/contracts.ts';
import { notFound } from '../../shared/kernel/errors.ts';
import type { Caller } from '../../shared/kernel/principal.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { anAdmin, anAgent } from '../support/a-user.ts';
import { aCustomerJwt, type Credentials, callApi, testDeps } from '../support/call-api.ts';
import { aClock } from '../support/clock.ts';
import { CALLERS, everyRoute } from '../support/contract-walk.ts';
import { aTable } from '../support/table.ts';

/** Who may call what, written down apart from the contracts: a change of rights must be made in both places. */
const RIGHTS = new Map(
  readFileSync(new URL('../fixtures/rights.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line): [string, string] => {
      const [method, path, ...callers] = line.split(/\s+/);
      return [`${method} ${path}`, callers.join(' ')];
    }),
);

describe('role x route', () => {
  const reached = new Set<string>();
  const handlers = new Map<string, unknown>();
  const credentials = new Map<Caller, Credentials | undefined>();

  beforeAll(async () => {
    const clock = aClock();
    const table = await aTable();
    credentials.set('anonymous', undefined);
    credentials.set('end-user', await aCustomerJwt(clock, { external_id: 'uid-1', name: '王小明' }));
    credentials.set('agent', (await anAgent(table, clock)).as);
    credentials.set('admin', (await anAdmin(table, clock)).as);
    const deps = testDeps(table, clock);
    for (const contract of Object.values(CONTRACTS)) {
      // Whoever gets as far as a use case was let in; nothing is done there.
      const useCases = Object.fromEntries(
        Object.entries(contract.routes).map(([name, route]) => [
          name,
          async () => {
            reached.add(`${route.method} ${route.path}`);
            throw notFound('sentinel');
          },
        ]),
      );
      const handler = resourceApi(contract, useCases as never, deps);
      for (const route of Object.values(contract.routes)) handlers.set(`${route.method} ${route.path}`, handler);
    }
  });

  it('names who may call each route, and no route that is not there', () => {
    const declared = everyRoute().map(({ name, route }) => `${name} ${[...route.allow].sort().join(' ')}`);
    expect(declared.sort()).toEqual([...RIGHTS].map(([name, callers]) => `${name} ${callers}`).sort());
  });

  for (const { name, route, path } of everyRoute()) {
    it(`${name} lets in ${route.allow.join(', ')}, and nobody else`, async () => {
      for (const caller of CALLERS) {
        reached.clear();
        const { status } = await callApi(handlers.get(name), {
          method: route.method,
          path,
          as: credentials.get(caller),
          ...(route.method === 'GET' ? {} : { body: {} }),
        });
        if ((RIGHTS.get(name) ?? '').split(' ').includes(caller)) expect([401, 403]).not.toContain(status);
        else {
          expect(status).toBe(caller === 'anonymous' ? 401 : 403);
          expect(reached.size).toBe(0);
        }
      }
    });
  }
});
