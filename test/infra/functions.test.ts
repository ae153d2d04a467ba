import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { entryOf } from '../../infra/constructs/bundling/options.ts';
import { API_FUNCTIONS, CONSUMERS, OTHER_FUNCTIONS } from '../../infra/functions.ts';
import { type CfnResource, functionName, listOf, resourcesOf, statementsOf, templateOf } from './synthesized.ts';

const template = templateOf('production');
const functions = resourcesOf(template, 'AWS::Lambda::Function');
const policies = resourcesOf(template, 'AWS::IAM::Policy');
const roleOf = ({ Properties }: CfnResource) =>
  (Properties['Role'] as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0] ?? '';
const statements = (lambda: CfnResource) =>
  policies
    .filter(([, { Properties }]) => JSON.stringify(Properties['Roles']).includes(`"${roleOf(lambda)}"`))
    .flatMap(([, policy]) => statementsOf(policy));

test('every folder in functions/ is deployed, and nothing else', () => {
  const folders = readdirSync(new URL('../../functions', import.meta.url)).sort();
  const declared = Object.keys({ ...API_FUNCTIONS, ...CONSUMERS, ...OTHER_FUNCTIONS }).sort();
  expect(folders).toEqual(declared);
  expect(functions.map(([, lambda]) => functionName(lambda)).sort()).toEqual(declared);
  for (const name of declared) expect(existsSync(entryOf(name)), entryOf(name)).toBe(true);
});

describe.each(functions.map(([, lambda]) => [functionName(lambda), lambda] as const))('%s', (name, lambda) => {
  test('runs on Node 24 on arm64, logs JSON to its own group, and ends in time', () => {
    expect(lambda.Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      LoggingConfig: { LogFormat: 'JSON', LogGroup: expect.anything() },
      Timeout: name === 'sweep-timers' ? 60 : 25,
    });
  });

  test('has a role of its own', () => {
    const users = functions.filter(([, other]) => roleOf(other) === roleOf(lambda));
    expect(users).toHaveLength(1);
    const [, role] = resourcesOf(template, 'AWS::IAM::Role').find(([id]) => id === roleOf(lambda)) ?? [];
    expect(role?.Properties['ManagedPolicyArns']).toBeUndefined();
  });

  test('may do nothing with everything: no action and no resource is a wildcard, but the objects of a bucket', () => {
    for (const { Action, Resource } of statements(lambda)) {
      for (const action of listOf(Action)) expect(action).not.toContain('*');
      for (const resource of listOf(Resource)) {
        const written = JSON.stringify(resource);
        if (listOf(Action).every((action) => action.startsWith('s3:'))) expect(written).not.toMatch(/^"\*"$/);
        else expect(written).not.toContain('*');
      }
    }
  });

  test('uses the key only by way of the service that keeps the data', () => {
    for (const { Action, Condition } of statements(lambda))
      if (listOf(Action).some((action) => action.startsWith('kms:')))
        expect(Condition).toHaveProperty(['StringEquals', 'kms:ViaService']);
  });
});

test('only the function that sends mail may send mail', () => {
  const senders = functions.filter(([, lambda]) => JSON.stringify(statements(lambda)).includes('ses:Send'));
  expect(senders.map(([, lambda]) => functionName(lambda))).toEqual(['deliver-mail']);
});

test('only gateways, queues, the stream and the schedule call functions, and each of them its own', () => {
  for (const [id, { Properties }] of resourcesOf(template, 'AWS::Lambda::Permission')) {
    expect(['apigateway.amazonaws.com', 'events.amazonaws.com'], id).toContain(Properties['Principal']);
    expect(Properties['SourceArn'], id).toBeDefined();
  }
  expect(resourcesOf(template, 'AWS::Lambda::Url')).toEqual([]);
});
