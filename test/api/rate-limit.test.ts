import { beforeEach, describe, expect, it } from 'vitest';
import { usersUseCases } from '../../functions/users-api/use-cases.ts';
import { MINUTE } from '../../shared/kernel/clock.ts';
import { usersApi } from '../../shared/people/users.api.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { anAgent } from '../support/a-user.ts';
import { type Credentials, callApi, testDeps } from '../support/call-api.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

let table: Table;
let clock: TestClock;
beforeEach(async () => {
  [clock, table] = [aClock(), await aTable()];
});

function front(options: Parameters<typeof testDeps>[2] = {}) {
  const api = resourceApi(usersApi, usersUseCases, testDeps(table, clock, options));
  return { list: (as?: Credentials) => callApi(api, { method: 'GET', path: '/api/v2/users.json', as }) };
}

describe('the rate limit', () => {
  it('counts each caller for itself and says when to come back', async () => {
    const one = await anAgent(table, clock);
    const two = await anAgent(table, clock);
    const api = front({ perMinute: 2 });
    expect((await api.list(one.as)).headers['x-rate-limit-remaining']).toBe('1');
    await api.list(one.as);
    const { status, headers, body } = await api.list(one.as);
    expect([status, body.error]).toEqual([429, 'APIRateLimitExceeded']);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect((await api.list(two.as)).status).toBe(200);
    clock.advance(MINUTE);
    expect((await api.list(one.as)).status).toBe(200);
  });

  it('counts wrong credentials by themselves: guessing ends, and keeps nobody else out', async () => {
    const { as } = await anAgent(table, clock);
    const api = front({ perMinute: 2 });
    const wrong = { email: 'x@y.test', apiToken: 'wrong' };
    const guess = async () => (await api.list(wrong)).status;
    expect([await guess(), await guess(), await guess()]).toEqual([401, 401, 429]);
    expect((await api.list(as)).status).toBe(200);
    expect((await api.list()).status).toBe(401);
  });
});
