import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalPath, decodePath, gatewayPaths } from '../../../shared/platform/http/path.ts';

describe('a path', () => {
  test.each([
    ['/api/v2/tickets', '/api/v2/tickets'],
    ['/api/v2/tickets.json', '/api/v2/tickets'],
    ['/api/v2/tickets/1.json', '/api/v2/tickets/1'],
    ['/api/v2/tickets/', '/api/v2/tickets'],
    ['//api//v2///tickets', '/api/v2/tickets'],
    ['/api/v2//webhooks/test', '/api/v2/webhooks/test'],
    ['/api/v2/tickets/1%/tags', '/api/v2/tickets/1%/tags'],
    ['/api/v2/tickets%2F1', '/api/v2/tickets%2F1'],
    ['/api/v2/tickets/1/tags/提现', '/api/v2/tickets/1/tags/提现'],
    ['/', '/'],
    ['/.json', '/'],
    ['/openapi.json', '/openapi'],
  ])('%s is %s', (raw, canonical) => {
    expect(canonicalPath(raw)).toBe(canonical);
  });

  test.each([
    ['/api/v2/tickets%2F1%2Ejson', '/api/v2/tickets/1.json'],
    ['/api/v2/tickets/1%25/tags', '/api/v2/tickets/1%/tags'],
    ['/api/v2/tickets/1%252Ftags', '/api/v2/tickets/1%2Ftags'],
    ['/tags/%E6%8F%90%E7%8E%B0', '/tags/提现'],
  ])('%s is decoded once, to %s', (encoded, decoded) => {
    expect(decodePath(encoded)).toBe(decoded);
  });

  test.each(['/api/%', '/api/%zz', '/api/%ff'])('%j cannot be decoded', (encoded) => {
    expect(() => decodePath(encoded)).toThrow(expect.objectContaining({ kind: 'malformed', code: 'path_invalid' }));
  });

  test.each(['/api/\u0000', '/api/v2/\r\nX', '/api/\u007f'])('%j is refused', (decoded) => {
    expect(() => canonicalPath(decoded)).toThrow(expect.objectContaining({ kind: 'malformed', code: 'path_invalid' }));
  });

  test('has one form, however it is written, or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let path: string;
        try {
          path = canonicalPath(`/${text}`);
        } catch (error) {
          expect(error).toMatchObject({ kind: 'malformed' });
          return;
        }
        expect(path).toMatch(/^\//);
        expect(path).not.toContain('//');
      }),
    );
  });
});

describe('the paths at the gateway', () => {
  test('are three for a resource, and those that stand elsewhere by name', () => {
    const routes = {
      list: { path: '/api/v2/tickets' },
      show: { path: '/api/v2/tickets/{id}' },
      ofUser: { path: '/api/v2/users/{user_id}/tickets/requested' },
      one: { path: '/api/v2/organizations/{id}' },
    };
    expect(gatewayPaths({ bases: ['/api/v2/tickets'], routes })).toEqual([
      '/api/v2/organizations/{id}',
      '/api/v2/tickets',
      '/api/v2/tickets.json',
      '/api/v2/tickets/{proxy+}',
      '/api/v2/users/{user_id}/tickets/requested',
      '/api/v2/users/{user_id}/tickets/requested.json',
    ]);
  });
});
