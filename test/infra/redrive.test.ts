import { describe, expect, test } from 'vitest';
import { runbookAnchor } from '../../infra/constructs/alarms.ts';
import { QUEUES } from '../../infra/functions.ts';
import { deadLetterUrl, logGroup, tableName, workQueueUrl } from '../../infra/redrive/stack-resources.ts';
import { resourcesOf, templateOf } from './synthesized.ts';

const template = templateOf('production');
const all = (type: string) => resourcesOf(template, type);
/** The stack as CloudFormation would list it, each resource called by its logical id. */
const resources = ['AWS::SQS::Queue', 'AWS::DynamoDB::Table', 'AWS::Logs::LogGroup'].flatMap((type) =>
  all(type).map(([logicalId]) => ({ logicalId, type, id: logicalId })),
);
const stream = all('AWS::Lambda::EventSourceMapping').find(([, { Properties }]) => Properties['StartingPosition'])?.[1]
  .Properties;

describe('a redrive', () => {
  test.each([...QUEUES.keys()])('finds the queues and the log of %s in the stack', (name) => {
    const queue = all('AWS::SQS::Queue').find(([id]) => id === workQueueUrl(resources, name))?.[1];
    const policy = JSON.stringify(queue?.Properties['RedrivePolicy']);
    expect(policy).toContain(`"${deadLetterUrl(resources, name)}"`);
    expect(logGroup(resources, name).toLowerCase()).toContain(QUEUES.get(name)?.consumer.replaceAll('-', ''));
  });

  test('finds what the relay gave up, its log, and the table', () => {
    expect(JSON.stringify(stream?.['DestinationConfig'])).toContain(`"${deadLetterUrl(resources, 'relay')}"`);
    expect(logGroup(resources, 'relay')).toMatch(/^RelayEventsLog/);
    expect(all('AWS::DynamoDB::Table').map(([id]) => id)).toEqual([tableName(resources)]);
  });
});

test('a record that cannot be relayed stops its shard for a time only, is still in the stream when it is told, and alarms', () => {
  expect(stream?.['MaximumRetryAttempts']).toBe(20);
  const hours = Number(stream?.['MaximumRecordAgeInSeconds']) / 3600;
  // A stream keeps records for 24 hours: those given up must leave time to be read again.
  expect(hours).toBeGreaterThan(1);
  expect(hours).toBeLessThanOrEqual(20);
  expect(stream?.['BisectBatchOnFunctionError']).toBe(true);
  expect(stream?.['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
  const failures = deadLetterUrl(resources, 'relay');
  const [alarm, ...more] = all('AWS::CloudWatch::Alarm').filter(([, { Properties }]) =>
    JSON.stringify(Properties['Dimensions'] ?? '').includes(`"${failures}"`),
  );
  expect(more).toEqual([]);
  expect(String(alarm?.[1].Properties['AlarmDescription'])).toContain(`#${runbookAnchor('relayFailures')}`);
});
