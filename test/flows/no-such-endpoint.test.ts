import { describe, expect, test } from 'vitest';
import { tokenOf } from '../../infra/local/demo/clients.ts';
import { aRunningInstance } from '../support/running.ts';

const NO_ENDPOINT = { error: 'InvalidEndpoint', description: 'Not found' };

describe('the running instance answers 404 in the words of the API', () => {
  const running = aRunningInstance();

  async function answer(method: string, path: string, headers: Record<string, string> = {}) {
    const body = method === 'GET' || method === 'DELETE' ? {} : { body: '{}' };
    const response = await fetch(`${running().api}${path}`, { method, headers, ...body });
    const answered = (await response.json()) as { error?: string; description?: string };
    return { status: response.status, type: response.headers.get('content-type'), body: answered };
  }
  function agent(): Record<string, string> {
    const [first] = running().agents;
    return first ? { authorization: tokenOf(first) } : {};
  }

  test.each([
    '/api/v2/sandboxes',
    '/api/v2/sandboxes.json?page[size]=1',
    '/api/v2/macros/1/apply.json',
    '/api/v2',
    '/api/v2/',
    '/api/v3/tickets',
    '/anything',
    '//anything',
    '/api/v2//sandboxes',
  ])('to everyone at %s', async (path) => {
    for (const headers of [{}, agent()]) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        expect(await answer(method, path, headers)).toEqual({
          status: 404,
          type: 'application/json; charset=utf-8',
          body: NO_ENDPOINT,
        });
      }
    }
  });

  test.each([
    ['PUT', '/api/v2/tickets.json'],
    ['PATCH', '/api/v2/tickets/1.json'],
    ['POST', '/api/v2/tickets/1/comments.json'],
    ['PATCH', '/api/v2/users.json'],
    ['GET', '/api/v2/uploads.json'],
    ['DELETE', '/api/v2/users/1/tickets/requested.json'],
    ['POST', '/openapi.json'],
  ])('to a method that a path does not have: %s %s', async (method, path) => {
    for (const headers of [{}, agent()]) {
      const { status, body } = await answer(method, path, headers);
      expect([status, body]).toEqual([404, NO_ENDPOINT]);
    }
  });

  test('in the language of the caller', async () => {
    const { body } = await answer('GET', '/api/v2/sandboxes', { 'accept-language': 'zh-CN' });
    expect(body.error).toBe('InvalidEndpoint');
    expect(body.description).not.toBe(NO_ENDPOINT.description);
  });

  test('and finds what stands behind doubled slashes and escapes inside of a resource', async () => {
    for (const path of ['/api/v2/users//me.json', '/api/v2/users/%6De', '/api/v2/user%73/me', '/api/v2/users%2Fme']) {
      expect((await answer('GET', path, agent())).status, path).toBe(200);
    }
  });

  test('and leads from doubled slashes before it to where the same rights are asked for', async () => {
    for (const [method, doubled, single] of [
      ['GET', '//api/v2/tickets', '/api/v2/tickets'],
      ['GET', '/api//v2/tickets.json?per_page=1', '/api/v2/tickets.json?per_page=1'],
      ['POST', '/api/v2//webhooks/test', '/api/v2/webhooks/test'],
      ['POST', '/api/v2//uploads.json', '/api/v2/uploads.json'],
    ] as const) {
      const led = await fetch(`${running().api}${doubled}`, { method, redirect: 'manual' });
      expect([led.status, led.headers.get('location')], doubled).toEqual([308, single]);
      for (const headers of [{}, agent()])
        expect((await answer(method, doubled, headers)).status).toBe((await answer(method, single, headers)).status);
      expect((await answer(method, doubled)).status).toBe(401);
    }
  });

  test('a percent sign in an id names nothing; where AWS cannot read the path, its gateway says so itself', async () => {
    expect((await answer('GET', '/api/v2/tickets/1%2525/tags', agent())).body.error).toBe('RecordNotFound');
    expect(await answer('GET', '/api/v2/tickets/1%25/tags', agent())).toMatchObject({
      status: 400,
      body: { message: 'Bad Request' },
    });
  });
});
