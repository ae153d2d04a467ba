import { expect, test } from 'vitest';
import { CONTRACTS } from '../../infra/contracts.ts';
import { ANSWERS_THE_REST, API_FUNCTIONS } from '../../infra/functions.ts';
import { gatewayPaths } from '../../shared/platform/http/path.ts';
import { functionName, resourcesOf, templateOf } from './synthesized.ts';

const template = templateOf('production');
/** The routes of an HTTP API, by the gateway that contracts name. */
const routesOn = (gateway: 'http' | 'files') => {
  const construct = gateway === 'http' ? 'HttpGatewayApi' : 'FilesGatewayApi';
  return resourcesOf(template, 'AWS::ApiGatewayV2::Route')
    .filter(([, { Properties }]) => (Properties['ApiId'] as { Ref: string }).Ref.startsWith(construct))
    .map(([, { Properties }]) => String(Properties['RouteKey']));
};
const routes = [...routesOn('http'), ...routesOn('files')];

test.each(['http', 'files'] as const)('every path of every contract leads to its function (%s)', (name) => {
  const expected = Object.values(CONTRACTS)
    .filter(({ gateway }) => gateway === name)
    .flatMap((contract) => gatewayPaths(contract).map((path) => `ANY ${path}`));
  expect(expected.length).toBeGreaterThan(0);
  expect(
    routesOn(name)
      .filter((route) => route !== '$default')
      .toSorted(),
  ).toEqual(expected.toSorted());
  expect(new Set(routes).size, 'two contracts claim the same path').toBe(routes.length);
});

test.each(['local', 'production'] as const)(
  'files have an origin of their own, with and without a domain (%s)',
  (name) => {
    const variables = resourcesOf(templateOf(name), 'AWS::Lambda::Function').map(
      ([, { Properties }]) =>
        (Properties['Environment'] as { Variables: Record<string, unknown> } | undefined)?.Variables,
    );
    const urls = (variable: string) =>
      new Set(variables.flatMap((each) => each?.[variable] ?? []).map((value) => JSON.stringify(value)));
    expect(urls('FILES_URL').size).toBe(1);
    expect(urls('PUBLIC_URL').size).toBe(1);
    expect(urls('FILES_URL')).not.toEqual(urls('PUBLIC_URL'));
    expect(routesOn('files').some((route) => route.includes('/api/'))).toBe(false);
    expect(routesOn('http').some((route) => route.includes(' /attachments'))).toBe(false);
  },
);

test('each name of the domain leads to its own gateway', () => {
  const mappings = resourcesOf(template, 'AWS::ApiGatewayV2::ApiMapping').map(([, { Properties }]) => [
    (Properties['DomainName'] as { Ref: string }).Ref.replace(/[0-9A-F]{8}$/, ''),
    (Properties['ApiId'] as { Ref: string }).Ref.replace(/[0-9A-F]{8}$/, ''),
  ]);
  expect(mappings).toEqual([
    ['CustomDomainApi', 'HttpGatewayApi'],
    ['CustomDomainFiles', 'FilesGatewayApi'],
  ]);
});

test('what no contract names is answered by the function that can reach nothing', () => {
  const [[, route] = []] = resourcesOf(template, 'AWS::ApiGatewayV2::Route').filter(
    ([, { Properties }]) => Properties['RouteKey'] === '$default',
  );
  const [, integrationId = ''] = /"(\w*Integration\w*)"/i.exec(JSON.stringify(route?.Properties['Target'])) ?? [];
  const [, integration] =
    resourcesOf(template, 'AWS::ApiGatewayV2::Integration').find(([id]) => id === integrationId) ?? [];
  const [functionId] =
    resourcesOf(template, 'AWS::Lambda::Function').find(([, each]) => functionName(each) === ANSWERS_THE_REST) ?? [];
  expect(JSON.stringify(integration?.Properties['IntegrationUri'])).toContain(`"${functionId}"`);
  expect(Object.keys(API_FUNCTIONS[ANSWERS_THE_REST]).toSorted()).toEqual(['impact', 'memory', 'settings']);
});

test('uploads arrive as the bytes that were sent', () => {
  const [[, api] = []] = resourcesOf(template, 'AWS::ApiGateway::RestApi');
  expect(api?.Properties['BinaryMediaTypes']).toEqual(['*/*']);
  const parts = resourcesOf(template, 'AWS::ApiGateway::Resource').map(([, { Properties }]) => Properties['PathPart']);
  expect(parts.toSorted()).toEqual(['api', 'uploads', 'uploads.json', 'v2', '{proxy+}']);
  expect(resourcesOf(template, 'AWS::ApiGateway::Method')).toHaveLength(3);
});

test('uploads are led to their gateway before everything else of the same name', () => {
  const rules = resourcesOf(template, 'AWS::ApiGatewayV2::RoutingRule').map(([, { Properties }]) =>
    JSON.stringify(Properties),
  );
  expect(rules).toHaveLength(2);
  for (const rule of rules) expect(rule).toContain('"StripBasePath":false');
  const names = resourcesOf(template, 'AWS::ApiGatewayV2::DomainName').map(
    ([, { Properties }]) => Properties['DomainName'],
  );
  expect(names).toEqual(['support-api.example.com', 'support-files.example.com']);
});

test('both gateways throttle and log what they did, without what names a person', () => {
  const [[, http] = [], [, files] = []] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage');
  const [[, rest] = []] = resourcesOf(template, 'AWS::ApiGateway::Stage');
  expect(http?.Properties['DefaultRouteSettings']).toEqual({ ThrottlingBurstLimit: 1000, ThrottlingRateLimit: 500 });
  expect(files?.Properties['DefaultRouteSettings']).toEqual(http?.Properties['DefaultRouteSettings']);
  expect(files?.Properties['AccessLogSettings']).toEqual(http?.Properties['AccessLogSettings']);
  expect(rest?.Properties['MethodSettings']).toEqual([
    expect.objectContaining({ ThrottlingBurstLimit: 1000, ThrottlingRateLimit: 500, DataTraceEnabled: false }),
  ]);
  for (const settings of [http?.Properties['AccessLogSettings'], rest?.Properties['AccessLogSetting']]) {
    const { Format } = settings as { Format: string };
    expect(JSON.parse(Format)).toMatchObject({ requestId: '$context.requestId', status: '$context.status' });
    expect(Format).not.toMatch(/sourceIp|userAgent|\$context\.path|authorizer|identity/);
  }
});

test('the stack stays well within what AWS allows', () => {
  expect(routes.length).toBeLessThan(300);
  expect(Object.keys(template.toJSON().Resources).length).toBeLessThan(500);
  expect(Object.keys(template.toJSON().Outputs).length).toBeLessThan(200);
  expect(JSON.stringify(template.toJSON()).length).toBeLessThan(1_000_000);
});
