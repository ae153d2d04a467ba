import { describe, expect, test } from 'vitest';
import { FILE_PREFIXES, RAW_MAIL_PREFIX } from '../../infra/constructs/buckets.ts';
import { listOf, resourcesOf, templateOf } from '../infra/synthesized.ts';
import { textOf } from './rights/granted-rights.ts';

/** A statement of a policy, with where it stands. */
interface Found {
  readonly id: string;
  readonly type: string;
  readonly statement: Readonly<Record<string, unknown>>;
}

const template = templateOf('production');
const resources = Object.entries(
  template.toJSON()['Resources'] as Record<string, { Type: string; Properties?: unknown }>,
);
const statements = resources.flatMap(([id, { Type, Properties }]) =>
  statementsIn(Properties).map((statement): Found => ({ id: id.replace(/[0-9A-F]{8}$/, ''), type: Type, statement })),
);
const allowing = statements.filter(({ statement }) => statement['Effect'] === 'Allow');

/** Every statement of every policy document in a resource, wherever it stands. */
function statementsIn(value: unknown): Readonly<Record<string, unknown>>[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = (value as { Statement?: unknown }).Statement;
  if (Array.isArray(own)) return own;
  return Object.values(value).flatMap(statementsIn);
}

/** Actions with a wildcard that stay, and why. */
const WIDE_ACTIONS: Readonly<Record<string, string>> = {
  'DataKey kms:*':
    'To the account itself: without it, nobody but AWS could manage the key, and no policy of a role would count.',
  'DataKey kms:GenerateDataKey*':
    'SES and CloudWatch ask for a data key with or without its plain text; of this account only.',
};
/** Resources with a wildcard that stay, and why. */
const WIDE_RESOURCES: Readonly<Record<string, string>> = {
  'DataKey *': 'In the policy of a key, the wildcard is that key.',
  [`FilesBucket/${FILE_PREFIXES.attachments}*`]: 'Names of objects are made when files come in.',
  [`FilesBucket/${FILE_PREFIXES.comments}*`]: 'Names of objects are made when comments are written.',
  [`MailBucket/${RAW_MAIL_PREFIX}*`]: 'SES names the objects of mails.',
  'AccessLogBucket/mail/*': 'S3 names the objects of its log.',
  'AccessLogBucket/files/*': 'S3 names the objects of its log.',
  'arn:aws:events:eu-west-1:AWS::AccountId:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*':
    'GuardDuty names the rule by which it hears of new objects.',
};
const WIDE_MANAGED: Readonly<Record<string, string>> = {
  UploadGatewayApiCloudWatchRole:
    'API Gateway takes no narrower policy for its own error log; no function has this role.',
};

function wideActions({ id, statement }: Found): string[] {
  return listOf(statement['Action'] as string | string[])
    .filter((action) => action.includes('*'))
    .map((action) => `${id} ${action}`);
}

function wideResources({ id, statement }: Found): string[] {
  return listOf(statement['Resource'])
    .map(textOf)
    .filter((resource) => resource.includes('*'))
    .map((resource) => (resource === '*' ? `${id} *` : resource.replace(/[<>]/g, '')));
}

describe('policies of the template', () => {
  test('are found wherever they stand', () => {
    const types = new Set(statements.map(({ type }) => type));
    expect([...types].sort()).toEqual([
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::KMS::Key',
      'AWS::S3::BucketPolicy',
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::QueuePolicy',
    ]);
  });

  test('allow no action by wildcard, but what is listed with its reason', () => {
    expect(new Set(allowing.flatMap(wideActions))).toEqual(new Set(Object.keys(WIDE_ACTIONS)));
  });

  test('allow nothing on every resource, but what is listed with its reason', () => {
    expect(new Set(allowing.flatMap(wideResources))).toEqual(new Set(Object.keys(WIDE_RESOURCES)));
  });

  test('say what they are about, and not what they are not about', () => {
    const negated = statements.filter(({ statement }) =>
      ['NotAction', 'NotResource', 'NotPrincipal'].some((key) => key in statement),
    );
    expect(negated.map(({ id }) => id)).toEqual([]);
    // A policy of a role has to name its resources.
    const vague = allowing.filter(
      ({ type, statement }) => type === 'AWS::IAM::Policy' && listOf(statement['Resource']).length === 0,
    );
    expect(vague.map(({ id }) => id)).toEqual([]);
  });

  test('let nobody in but services of AWS in the name of this account, and the account itself', () => {
    const open = allowing
      .filter(({ type }) => type !== 'AWS::IAM::Policy' && type !== 'AWS::IAM::Role')
      .filter(({ statement }) => !isOfThisAccount(statement));
    expect(open.map(({ id, statement }) => `${id} ${JSON.stringify(statement['Principal'])}`)).toEqual([]);
  });

  test('let only Lambda, API Gateway and GuardDuty take a role, each its own', () => {
    const trusted = allowing.filter(({ type }) => type === 'AWS::IAM::Role').map(({ statement }) => statement);
    expect(new Set(trusted.map(({ Action }) => Action))).toEqual(new Set(['sts:AssumeRole']));
    expect(new Set(trusted.map(({ Principal }) => JSON.stringify(Principal)))).toEqual(
      new Set([
        '{"Service":"lambda.amazonaws.com"}',
        '{"Service":"apigateway.amazonaws.com"}',
        '{"Service":"malware-protection-plan.guardduty.amazonaws.com"}',
      ]),
    );
    for (const { Principal } of trusted) expect(Object.keys(Principal as object)).toEqual(['Service']);
  });

  test('are written here: no role has a policy of AWS, but what is listed with its reason', () => {
    const managed = resourcesOf(template, 'AWS::IAM::Role').filter(
      ([, { Properties }]) => Properties['ManagedPolicyArns'],
    );
    expect(managed.map(([id]) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual(Object.keys(WIDE_MANAGED));
  });

  test('are given to roles only: there are no users, no groups and no keys that last', () => {
    expect(resources.filter(([, { Type }]) => /^AWS::IAM::(?!Role$|Policy$)/.test(Type)).map(([id]) => id)).toEqual([]);
  });

  test('have a reason for each exception', () => {
    for (const reason of [WIDE_ACTIONS, WIDE_RESOURCES, WIDE_MANAGED].flatMap((list) => Object.values(list)))
      expect(reason.length, reason).toBeGreaterThan(25);
  });
});

function isOfThisAccount({ Principal, Condition }: Readonly<Record<string, unknown>>): boolean {
  const { AWS: account, Service: service } = (Principal ?? {}) as { AWS?: unknown; Service?: unknown };
  if (account !== undefined) return service === undefined && /^arn:aws:iam::AWS::AccountId:root$/.test(textOf(account));
  const conditions = (JSON.stringify(Condition) ?? '').toLowerCase();
  return service !== undefined && /"aws:source(account|arn)":/.test(conditions);
}
