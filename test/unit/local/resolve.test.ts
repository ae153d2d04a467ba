import { expect, test } from 'vitest';
import { openAssembly } from '../../../infra/local/template/assembly.ts';
import { resolvers } from '../../../infra/local/template/resolve.ts';
import type { RawResource, Stack, Template } from '../../../infra/local/template/template.ts';

const OPTIONS = {
  queueEndpoint: 'http://127.0.0.1:1000',
  publicUrl: 'http://127.0.0.1:2000',
  filesUrl: 'http://127.0.0.1:3000',
};

function aStack(resources: Record<string, RawResource>, more: Partial<Template> = {}, name = 'Main'): Stack {
  return { name, region: 'eu-west-1', template: { Resources: resources, ...more } };
}

function resolveIn(stack: Stack, value: unknown, others: readonly Stack[] = []): unknown {
  return resolvers([stack, ...others], OPTIONS).get(stack)?.(value);
}

const STACK = aStack({
  Table: { Type: 'AWS::DynamoDB::Table' },
  Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'timers' } },
  Api: { Type: 'AWS::ApiGatewayV2::Api' },
  Pool: { Type: 'AWS::Cognito::UserPool' },
});

test('references become what the local engines call the resource', () => {
  expect(resolveIn(STACK, { Ref: 'Table' })).toBe('Table');
  expect(resolveIn(STACK, { Ref: 'Queue' })).toBe('http://127.0.0.1:1000/000000000000/timers');
  expect(resolveIn(STACK, { 'Fn::GetAtt': ['Queue', 'Arn'] })).toBe('arn:aws:sqs:eu-west-1:000000000000:timers');
  expect(resolveIn(STACK, { 'Fn::GetAtt': 'Queue.QueueName' })).toBe('timers');
});

test("the API's own address and the agents' sign-in are at the local gateway", () => {
  expect(resolveIn(STACK, { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] })).toBe('http://127.0.0.1:2000');
  expect(resolveIn(STACK, { 'Fn::GetAtt': ['Pool', 'ProviderURL'] })).toBe('http://127.0.0.1:2000/local/agents');
});

/** A placeholder of Fn::Sub. */
const put = (name: string) => `$\{${name}}`;

test('texts are put together from references, attributes, own variables and pseudo parameters', () => {
  const join = { 'Fn::Join': ['/', ['a', { Ref: 'AWS::Region' }, { Ref: 'Table' }]] };
  expect(resolveIn(STACK, join)).toBe('a/eu-west-1/Table');
  const text = ['AWS::AccountId', 'Table', 'Queue.Arn', 'own', '!literal'].map(put).join(' ');
  expect(resolveIn(STACK, { 'Fn::Sub': [text, { own: { Ref: 'AWS::Partition' } }] })).toBe(
    `000000000000 Table arn:aws:sqs:eu-west-1:000000000000:timers aws ${put('literal')}`,
  );
});

test('values are resolved at any depth, and what is NoValue is left out', () => {
  const value = { a: [{ b: { Ref: 'Table' } }, { Ref: 'AWS::NoValue' }], c: { Ref: 'AWS::NoValue' }, d: 1 };
  expect(resolveIn(STACK, value)).toEqual({ a: [{ b: 'Table' }], d: 1 });
});

test('another stack is reached by what it exports', () => {
  const exporting = aStack(
    { Bucket: { Type: 'AWS::S3::Bucket' } },
    { Outputs: { Out: { Value: { Ref: 'Bucket' }, Export: { Name: { 'Fn::Join': ['', ['x:', 'Bucket']] } } } } },
    'Other',
  );
  expect(resolveIn(STACK, { 'Fn::ImportValue': 'x:Bucket' }, [exporting])).toBe('bucket');
  expect(() => resolveIn(STACK, { 'Fn::ImportValue': 'x:Nothing' }, [exporting])).toThrow('No stack exports x:Nothing');
});

test('a parameter has its default', () => {
  const stack = aStack({}, { Parameters: { Given: { Default: 'value' }, Asked: {} } });
  expect(resolveIn(stack, { Ref: 'Given' })).toBe('value');
  expect(() => resolveIn(stack, { Ref: 'Asked' })).toThrow('Asked');
});

test.each([
  [{ 'Fn::If': ['x', 1, 2] }, 'Fn::If'],
  [{ Ref: 'Nobody' }, 'Nobody'],
  [{ 'Fn::GetAtt': ['Queue', 'Color'] }, 'Color of Queue'],
  [{ 'Fn::Sub': put('Nobody.Arn') }, 'Nobody'],
])('what cannot be resolved is named: %j', (value, name) => {
  expect(() => resolveIn(STACK, value)).toThrow(name);
});

test('a type that nothing local stands for is named, but only when something points to it', () => {
  const stack = aStack({
    Car: { Type: 'AWS::Garage::Car' },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { Tags: [{ Ref: 'Car' }] } },
  });
  const assembly = openAssembly([stack], OPTIONS);
  expect(assembly.all('AWS::SQS::Queue', {}).map(({ logicalId }) => logicalId)).toEqual(['Queue']);
  expect(() => assembly.ref('Car')).toThrow('AWS::Garage::Car');
});
