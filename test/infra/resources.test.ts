import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { FUNCTION_TIMEOUT } from '../../infra/constructs/service-function.ts';
import { CONSUMERS } from '../../infra/functions.ts';
import { SECOND } from '../../shared/kernel/clock.ts';
import { SUBSCRIPTIONS, WITH_URGENT_QUEUE } from '../../shared/platform/messaging/subscriptions.ts';
import { KeptSecrets, secretsFrom } from '../../shared/platform/secrets.ts';
import { tableDefinition } from '../../shared/platform/table/definition.ts';
import { SOONEST_REDRIVE } from '../../shared/webhooks/webhook-call.ts';
import { type CfnResource, functionName, listOf, resourcesOf, statementsOf, templateOf } from './synthesized.ts';

const template = templateOf('production');
const all = (type: string) => resourcesOf(template, type);
const one = (type: string): CfnResource => {
  const found = all(type);
  expect(found, type).toHaveLength(1);
  return (found[0] as [string, CfnResource])[1];
};
const text = (value: unknown) => JSON.stringify(value);

describe('the table', () => {
  const table = one('AWS::DynamoDB::Table');

  test('has the keys and indexes that the code uses', () => {
    const expected = tableDefinition('x');
    expect(table.Properties['KeySchema']).toEqual(expected.KeySchema);
    expect(table.Properties['GlobalSecondaryIndexes']).toEqual(expected.GlobalSecondaryIndexes);
    expect(new Set(listOf(table.Properties['AttributeDefinitions']))).toEqual(new Set(expected.AttributeDefinitions));
    expect(table.Properties['BillingMode']).toBe(expected.BillingMode);
    expect(table.Properties['StreamSpecification']).toMatchObject({ StreamViewType: 'NEW_IMAGE' });
    expect(table.Properties['TimeToLiveSpecification']).toEqual({ AttributeName: 'expires_at', Enabled: true });
  });

  test('can be restored, is encrypted under our key, and cannot be deleted by mistake', () => {
    expect(table.Properties['PointInTimeRecoverySpecification']).toMatchObject({ PointInTimeRecoveryEnabled: true });
    expect(table.Properties['SSESpecification']).toMatchObject({ SSEEnabled: true, SSEType: 'KMS' });
    expect(table.Properties['DeletionProtectionEnabled']).toBe(true);
    expect(table.DeletionPolicy).toBe('Retain');
    expect(one('AWS::KMS::Key').Properties['EnableKeyRotation']).toBe(true);
  });
});

describe('queues', () => {
  const queues = all('AWS::SQS::Queue');
  const alarms = all('AWS::CloudWatch::Alarm');
  const work = queues.filter(([, { Properties }]) => Properties['RedrivePolicy']);

  test('there is one for each consumer, a second for what is urgent where people wait, each with a dead-letter queue', () => {
    expect(Object.keys(CONSUMERS).sort()).toEqual(
      [
        ...Object.keys(SUBSCRIPTIONS),
        ...['fire-timers', 'ingest-mail', 'record-mail-events', 'record-scan-results'],
      ].sort(),
    );
    expect(work).toHaveLength(Object.keys(CONSUMERS).length + WITH_URGENT_QUEUE.length);
    for (const [, { Properties }] of work) {
      const { deadLetterTargetArn, maxReceiveCount } = Properties['RedrivePolicy'] as Record<string, unknown>;
      const target = (deadLetterTargetArn as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0];
      expect(queues.map(([id]) => id)).toContain(target);
      expect(maxReceiveCount).toBe(5);
    }
  });

  test('every queue that keeps what failed has an alarm on its first message', () => {
    const graves = queues.filter(([, { Properties }]) => !Properties['RedrivePolicy']).map(([id]) => id);
    expect(graves).toHaveLength(work.length + 1);
    for (const id of graves) {
      const watching = alarms.filter(([, { Properties }]) => text(Properties['Dimensions'])?.includes(`"${id}"`));
      expect(watching, id).toHaveLength(1);
      expect(watching[0]?.[1].Properties).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Threshold: 0,
      });
    }
  });

  test('every work queue has an alarm on its oldest message', () => {
    for (const [id] of work) {
      const watching = alarms.filter(([, { Properties }]) => text(Properties['Dimensions'])?.includes(`"${id}"`));
      expect(
        watching.map(([, { Properties }]) => Properties['MetricName']),
        id,
      ).toContain('ApproximateAgeOfOldestMessage');
    }
  });

  test('no message becomes a dead letter so soon that, put back, it would be taken for a copy', () => {
    expect((150 - FUNCTION_TIMEOUT.toSeconds()) * SECOND).toBeGreaterThan(SOONEST_REDRIVE);
  });

  test('messages are encrypted, sent over TLS only, and hidden for six times as long as their function may take', () => {
    const policies = all('AWS::SQS::QueuePolicy');
    for (const [id, { Properties }] of queues) {
      expect(Properties['SqsManagedSseEnabled'], id).toBe(true);
      if (Properties['RedrivePolicy']) expect(Properties['VisibilityTimeout'], id).toBe(150);
      const policy = policies.find(
        ([
          ,
          {
            Properties: { Queues },
          },
        ]) => text(Queues)?.includes(`"${id}"`),
      );
      expect(policy && text(statementsOf(policy[1])), id).toContain('"aws:SecureTransport":"false"');
    }
  });

  test('a consumer reports the messages that failed, and only those come again', () => {
    const sources = all('AWS::Lambda::EventSourceMapping');
    expect(sources).toHaveLength(work.length + 1);
    for (const [id, { Properties }] of sources)
      expect(Properties['FunctionResponseTypes'], id).toEqual(['ReportBatchItemFailures']);
  });
});

test('what is urgent has functions of its own: other work cannot take them, nor can other functions', () => {
  const mappings = all('AWS::Lambda::EventSourceMapping');
  for (const consumer of WITH_URGENT_QUEUE) {
    const id = consumer.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
    const shares = mappings
      .filter(([, { Properties }]) => text(Properties['EventSourceArn'])?.includes(`"${id}`))
      .map(([, { Properties }]) => (Properties['ScalingConfig'] as { MaximumConcurrency: number }).MaximumConcurrency);
    expect(shares, consumer).toHaveLength(2);
    const [, lambda] = all('AWS::Lambda::Function').find((each) => functionName(each[1]) === consumer) ?? [];
    expect(lambda?.Properties['ReservedConcurrentExecutions'], consumer).toBe(
      shares.reduce((sum, share) => sum + share),
    );
  }
});

test('the relay gets new items that carry an event or are a timer, splits what fails, and loses nothing', () => {
  const stream = all('AWS::Lambda::EventSourceMapping').find(([, { Properties }]) => Properties['StartingPosition']);
  const { Filters: filters = [] } = (stream?.[1].Properties['FilterCriteria'] ?? {}) as {
    Filters?: { Pattern: string }[];
  };
  expect(filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
    { eventName: ['INSERT'], dynamodb: { NewImage: { event: { M: { id: { S: [{ exists: true }] } } } } } },
    { eventName: ['INSERT'], dynamodb: { NewImage: { entity: { S: ['timer'] } } } },
  ]);
  expect(stream?.[1].Properties).toMatchObject({ BisectBatchOnFunctionError: true, StartingPosition: 'TRIM_HORIZON' });
  expect(text(stream?.[1].Properties['DestinationConfig'])).toContain('EventRelayFailures');
});

describe('buckets', () => {
  const found = all('AWS::S3::Bucket');

  test('none is public, all are encrypted and refuse anything but TLS', () => {
    const policies = all('AWS::S3::BucketPolicy');
    expect(found).toHaveLength(3);
    for (const [id, { Properties, DeletionPolicy }] of found) {
      expect(Properties['PublicAccessBlockConfiguration'], id).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(Properties['BucketEncryption'], id).toBeDefined();
      expect(DeletionPolicy).toBe('Retain');
      const policy = policies.find(
        ([
          ,
          {
            Properties: { Bucket },
          },
        ]) => text(Bucket)?.includes(`"${id}"`),
      );
      expect(policy && text(statementsOf(policy[1])), id).toContain('"aws:SecureTransport":"false"');
      const allowed = policy ? statementsOf(policy[1]).filter(({ Effect }) => Effect === 'Allow') : [];
      for (const { Principal } of allowed) expect(text(Principal)).not.toMatch(/"\*"/);
    }
  });

  test('raw mail is kept as long as the configuration says, parts of abandoned uploads for a day', () => {
    const rules = found.flatMap(
      ([, { Properties }]) => (Properties['LifecycleConfiguration'] as { Rules: object[] }).Rules,
    );
    expect(rules).toContainEqual(expect.objectContaining({ Prefix: 'raw/', ExpirationInDays: 365 }));
    expect(rules.filter((rule) => 'AbortIncompleteMultipartUpload' in rule)).toHaveLength(2);
  });
});

describe('mail', () => {
  test('every address of the domain is received, over TLS, scanned, and kept before anyone is told', () => {
    const { Rule } = one('AWS::SES::ReceiptRule').Properties as { Rule: Record<string, unknown> };
    expect(Rule).toMatchObject({ ScanEnabled: true, TlsPolicy: 'Require', Enabled: true });
    expect(Rule['Recipients']).toEqual(['support@help.example.com', 'help.example.com']);
    expect(Rule['Actions']).toEqual([
      { S3Action: expect.objectContaining({ ObjectKeyPrefix: 'raw/', TopicArn: expect.anything() }) },
    ]);
  });

  test('bounces and complaints about our mail come back to us', () => {
    const { EventDestination } = one('AWS::SES::ConfigurationSetEventDestination').Properties as {
      EventDestination: Record<string, unknown>;
    };
    expect(EventDestination['MatchingEventTypes']).toEqual(expect.arrayContaining(['bounce', 'complaint', 'reject']));
  });

  test('topics are encrypted, and only one service of this account publishes to each', () => {
    for (const [id, { Properties }] of all('AWS::SNS::Topic')) expect(Properties['KmsMasterKeyId'], id).toBeDefined();
    for (const [id, policy] of all('AWS::SNS::TopicPolicy')) {
      for (const statement of statementsOf(policy).filter(({ Effect }) => Effect === 'Allow')) {
        expect(text(statement.Principal), id).toMatch(/^\{"Service":"(ses|cloudwatch)\.amazonaws\.com"\}$/);
        expect(text(statement.Condition)?.toLowerCase(), id).toContain('aws:sourceaccount');
      }
    }
  });
});

test('agents sign in with a second factor, cannot sign up by themselves, and use a code with PKCE', () => {
  expect(one('AWS::Cognito::UserPool').Properties).toMatchObject({
    MfaConfiguration: 'ON',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    DeletionProtection: 'ACTIVE',
  });
  expect(one('AWS::Cognito::UserPoolClient').Properties).toMatchObject({
    AllowedOAuthFlows: ['code'],
    GenerateSecret: false,
  });
});

test('the keys are complete after the first deployment', () => {
  const [[, secret] = [], ...more] = all('AWS::SecretsManager::Secret').filter(([id]) => id.startsWith('Keys'));
  expect(more).toEqual([]);
  const { GenerateStringKey, SecretStringTemplate } = (secret?.Properties['GenerateSecretString'] ?? {}) as {
    [name: string]: string;
  };
  const deployed = { ...JSON.parse(SecretStringTemplate ?? ''), [GenerateStringKey ?? '']: 'x'.repeat(64) };
  expect(secretsFrom(z.parse(KeptSecrets, deployed))).toMatchObject({ customer_jwt: { issuer: 'not-configured' } });
});

test('the sweep runs each minute', () => {
  const [[, rule] = [], ...more] = all('AWS::Events::Rule').filter(([, { Properties }]) => !Properties['EventPattern']);
  expect(rule?.Properties).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
  expect(more).toEqual([]);
});
