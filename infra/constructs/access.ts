import { Stack, Validations } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Access, ObjectRight, QueueName, TableRight } from '../function-spec.ts';
import type { Setting } from '../settings.ts';
import { type Buckets, FILE_PREFIXES, type FileKind, RAW_MAIL_PREFIX } from './buckets.ts';
import type { OutboundMail } from './outbound-mail.ts';
import type { WorkQueue } from './work-queue.ts';

/** Everything of the stack that a function can be given. */
export interface Resources {
  readonly key: IKey;
  readonly table: Table;
  readonly buckets: Buckets;
  readonly secret: ISecret;
  readonly mail: OutboundMail;
  readonly queues: ReadonlyMap<QueueName, WorkQueue>;
  readonly settings: Readonly<Record<Setting, string>>;
}

/** The environment of a function: the names of what it may touch, and the settings it reads. */
export function environmentOf(access: Access, resources: Resources): Record<string, string> {
  const environment: Record<string, string> = {};
  if (access.table) environment['TABLE_NAME'] = resources.table.tableName;
  if (access.files) environment['FILES_BUCKET'] = resources.buckets.files.bucketName;
  if (access.mail) environment['MAIL_BUCKET'] = resources.buckets.mail.bucketName;
  if (access.keys) environment['SECRET_ARN'] = resources.secret.secretArn;
  if (access.sendsMail) environment['MAIL_CONFIGURATION_SET'] = resources.mail.configurationSet.configurationSetName;
  for (const queue of access.sendsTo ?? [])
    environment[queueVariable(queue)] = workQueue(queue, resources).queue.queueUrl;
  for (const setting of access.settings ?? []) environment[setting] = resources.settings[setting];
  return environment;
}

/** Gives a function's role what it needs of what it names, and nothing else. */
export function grantAccess(to: LambdaFunction, access: Access, resources: Resources): void {
  if (access.table) grantTable(to, access.table, resources);
  for (const [kind, rights] of Object.entries(access.files ?? {}) as [FileKind, readonly ObjectRight[]][])
    grantObjects(to, resources.buckets.files, FILE_PREFIXES[kind], rights, resources.key);
  if (access.mail) grantObjects(to, resources.buckets.mail, RAW_MAIL_PREFIX, access.mail, resources.key);
  if (access.keys) allow(to, ['secretsmanager:GetSecretValue'], [resources.secret.secretArn]);
  if (access.sendsMail) resources.mail.grantSend(to);
  for (const queue of access.sendsTo ?? [])
    allow(to, ['sqs:SendMessage'], [workQueue(queue, resources).queue.queueArn]);
}

/** `deliver-mail` as the variable that holds the URL of its queue. */
function queueVariable(queue: QueueName): string {
  return `QUEUE_URL_${queue.replaceAll('-', '_').toUpperCase()}`;
}

function workQueue(name: QueueName, { queues }: Resources): WorkQueue {
  const queue = queues.get(name);
  if (!queue) throw new Error(`There is no queue "${name}"`);
  return queue;
}

/** The rights of DynamoDB that change items, for which the key is used in more ways. */
const WRITES: ReadonlySet<TableRight> = new Set([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'ConditionCheckItem',
]);

function grantTable(to: LambdaFunction, rights: readonly TableRight[], { table, key }: Resources): void {
  for (const right of rights) {
    const [action, index] = right.split(' ');
    allow(to, [`dynamodb:${action}`], [index ? `${table.tableArn}/index/${index}` : table.tableArn]);
  }
  const reads = ['kms:Decrypt', 'kms:DescribeKey'];
  const all = [...reads, 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];
  allowThrough('dynamodb', to, rights.some((right) => WRITES.has(right)) ? all : reads, key);
}

function grantObjects(
  to: LambdaFunction,
  bucket: Bucket,
  prefix: string,
  rights: readonly ObjectRight[],
  key: IKey,
): void {
  allow(
    to,
    rights.map((right) => `s3:${right}`),
    [bucket.arnForObjects(`${prefix}*`)],
  );
  // Without it S3 answers 403 for an object that is not there, and "not there" could not be told from "not allowed".
  if (rights.includes('GetObject')) allow(to, ['s3:ListBucket'], [bucket.bucketArn]);
  // An object that comes in parts is read again when it is put together.
  if (rights.includes('PutObject')) allowThrough('s3', to, ['kms:Decrypt', 'kms:GenerateDataKey'], key);
  else if (rights.includes('GetObject')) allowThrough('s3', to, ['kms:Decrypt'], key);
  const logicalId = Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnBucket);
  Validations.of(to.role ?? to).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${prefix}*]`,
    reason:
      'The names of objects are made when mails and files arrive; the statement names the bucket and their prefix.',
  });
}

function allow(to: IGrantable, actions: string[], resources: string[]): void {
  to.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
}

/** Use of the key, but only by way of one service: nothing can be decrypted that the service would not hand out. */
export function allowThrough(service: 'dynamodb' | 's3', to: IGrantable, actions: string[], key: IKey): void {
  const via = `${service}.${Stack.of(key).region}.amazonaws.com`;
  to.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions, resources: [key.keyArn], conditions: { StringEquals: { 'kms:ViaService': via } } }),
  );
}
