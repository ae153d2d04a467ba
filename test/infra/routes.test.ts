import { expect, test } from 'vitest';
import { CONTRACTS } from '../../infra/contracts.ts';
import { ANSWERS_THE_REST, API_FUNCTIONS } from '../../infra/functions.ts';
import { gatewayPaths } from '../../shared/platform/http/path.ts';
import { functionName, resourcesOf, templateOf } from './synthesized.ts';

const template = templateOf('production');
const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) =>
  String(Properties['RouteKey']),
);

test('every path of every contract leads to its function', () => {
  const expected = Object.values(CONTRACTS)
    .filter(({ gateway }) => gateway === 'http')
    .flatMap((contract) => gatewayPaths(contract).map((path) => `ANY ${path}`));
  expect(routes.filter((route) => route !== '$default').toSorted()).toEqual(expected.toSorted());
  expect(new Set(routes).size, 'two contracts claim the same path').toBe(routes.length);
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
  const [[, http] = []] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage');
  const [[, rest] = []] = resourcesOf(template, 'AWS::ApiGateway::Stage');
  expect(http?.Properties['DefaultRouteSettings']).toEqual({ ThrottlingBurstLimit: 1000, ThrottlingRateLimit: 500 });
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
