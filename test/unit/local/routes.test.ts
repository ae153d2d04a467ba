import { expect, test } from 'vitest';
import { type GatewayRoute, routeFinder } from '../../../infra/local/gateway/routes.ts';

const route = (key: string): GatewayRoute => {
  const [method = '', path = ''] = key.split(' ');
  return { gateway: 'http', method, path, functionArn: key };
};

const find = routeFinder(
  [
    'ANY /tickets/{proxy+}',
    'ANY /tickets',
    'GET /tickets/{id}/comments',
    'ANY /tickets/{id}/comments',
    'ANY /tickets/count',
    'ANY $default',
  ].map(route),
);
const found = (method: string, path: string) => find(method, path)?.route.functionArn;

test.each([
  ['GET', '/tickets', 'ANY /tickets'],
  ['GET', '/tickets/count', 'ANY /tickets/count'],
  ['GET', '/tickets/7', 'ANY /tickets/{proxy+}'],
  ['GET', '/tickets/7/comments', 'GET /tickets/{id}/comments'],
  ['PUT', '/tickets/7/comments', 'ANY /tickets/{id}/comments'],
  ['GET', '/tickets/7/comments/1', 'ANY /tickets/{proxy+}'],
  ['GET', '/tickets/', 'ANY $default'],
  ['GET', '/ticketsy', 'ANY $default'],
])('%s %s is served by %s: the most specific route wins', (method, path, expected) => {
  expect(found(method, path)).toBe(expected);
});

test('parameters are what the path has in their place, a greedy one all the rest', () => {
  expect(find('GET', '/tickets/7/comments')?.parameters).toEqual({ id: '7' });
  expect(find('GET', '/tickets/7/audits/8')?.parameters).toEqual({ proxy: '7/audits/8' });
});

test('the HTTP API finds its routes by the decoded path, the REST API by the path as it was sent', () => {
  expect(found('GET', '/ticket%73')).toBe('ANY /tickets');
  expect(found('GET', '/tickets/7%2Fcomments')).toBe('GET /tickets/{id}/comments');
  expect(found('GET', '/tickets%3Fx')).toBe('ANY /tickets');
  const both = routeFinder([route('ANY $default'), { ...route('ANY /uploads'), gateway: 'rest' }]);
  expect(both('GET', '/uploads')?.route.gateway).toBe('rest');
  expect(both('GET', '/upload%73')?.route.gateway).toBe('http');
});

test('a route of the REST API comes before any of the HTTP API', () => {
  const both = routeFinder([route('GET /api/uploads'), { ...route('ANY /api/{proxy+}'), gateway: 'rest' }]);
  expect(both('GET', '/api/uploads')?.route.gateway).toBe('rest');
});

test.each(['//tickets', '/', '//', '/other', '/Tickets'])('%s is left to the default route', (path) => {
  expect(found('GET', path)).toBe('ANY $default');
});

test('without a default route nothing is found', () => {
  expect(routeFinder([route('GET /a')])('GET', '/b')).toBeUndefined();
});
