import { FILE_PREFIXES, type FileKind } from '../../../infra/constructs/buckets.ts';
import { QUEUES, RELAY } from '../../../infra/functions.ts';
import { EVENT_QUEUES } from '../../../shared/platform/messaging/subscriptions.ts';
import { INDEXES } from '../../../shared/platform/table/schema.ts';
import type { SourceFile } from '../../arch/source-files.ts';
import type { ReachedLines } from './reached-lines.ts';
import type { Fact } from './source-facts.ts';

/** The files that are the way out themselves: what counts is who uses them. */
export const PORTS: Readonly<Record<string, string>> = {
  'shared/platform/table/table.ts': 'the table',
  'shared/platform/objects.ts': 'buckets',
  'shared/platform/multipart.ts': 'buckets',
  'shared/platform/messaging/sqs.ts': 'queues',
  'shared/platform/secrets.ts': 'keys',
  'shared/platform/ses.ts': 'mail',
};

/** What each method of the table asks DynamoDB for. A transaction needs the right to each of its writes and none of its own. */
const TABLE_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  get: ['GetItem'],
  batchGet: ['BatchGetItem'],
  put: ['PutItem'],
  update: ['UpdateItem'],
  delete: ['DeleteItem'],
  putAll: ['BatchWriteItem'],
  query: [],
  count: [],
  transact: [],
  giveWay: [],
  name: [],
};
const WRITE_ACTIONS: Readonly<Record<string, string>> = {
  put: 'PutItem',
  update: 'UpdateItem',
  delete: 'DeleteItem',
  check: 'ConditionCheckItem',
};
const WRITING = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'ConditionCheckItem'];

/** What each use of a bucket asks S3 for. */
const OBJECT_ACTIONS: Readonly<Record<string, string>> = {
  get: 'GetObject',
  head: 'GetObject',
  put: 'PutObject',
  delete: 'DeleteObject',
  'presign GET': 'GetObject',
  'presign PUT': 'PutObject',
  startMultipart: 'PutObject',
  uploadPart: 'PutObject',
  completeMultipart: 'PutObject',
  abortMultipart: 'AbortMultipartUpload',
};

/** What the key is used for when an item or object is read, and when one is written. */
const KEY_FOR_ITEMS = {
  read: ['Decrypt', 'DescribeKey'],
  write: ['Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'],
};
const KEY_FOR_OBJECTS = { GetObject: ['Decrypt'], PutObject: ['Decrypt', 'GenerateDataKey'] };

/** What Lambda does in the function's name before and after its code runs: its log, and what feeds it. */
const OF_LAMBDA = {
  log: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  // The stack's library gives the second line with every queue; it reaches that queue and says nothing but its address.
  queue: [
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:ChangeMessageVisibility',
    'sqs:GetQueueUrl',
  ],
  stream: ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((name) => `dynamodb:${name}`),
  failures: ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
};

/** The rights that a function's code has a use for, as `action on resource`. */
export function neededRights(
  name: string,
  facts: readonly Fact[],
  reached: ReachedLines,
  source: (path: string) => SourceFile,
): Set<string> {
  const used = facts.filter((fact) => !(fact.file in PORTS) && isReached(fact, reached));
  const objects = used.filter(({ kind }) => kind === 'objects' || kind === 'names');
  return new Set([
    ...ofLambda(name),
    ...ofTable(used),
    ...objects.flatMap((fact) => ofObjects(fact, source)),
    ...keysForObjects(objects),
    ...(calls(used, 'SecretSource') ? ['secretsmanager:GetSecretValue on keys'] : []),
    // SES checks SendRawEmail too when the content is a whole MIME message.
    ...(calls(used, 'SendMail') ? ['SendEmail', 'SendRawEmail'].flatMap(ofMail) : []),
    ...(calls(used, 'SendMessages') ? queuesOf(name, used).map((queue) => `sqs:SendMessage on queue ${queue}`) : []),
  ]);
}

function isReached({ file, declaration: [first, last] }: Fact, reached: ReachedLines): boolean {
  const lines = reached.get(file);
  for (let line = first; lines && line <= last; line++) if (lines.has(line)) return true;
  return false;
}

const calls = (used: readonly Fact[], type: string) => used.some(({ kind, what }) => kind === 'calls' && what === type);
const ofMail = (action: string) => [`ses:${action} on mail domain`, `ses:${action} on configuration set`];

function ofLambda(name: string): string[] {
  return [
    ...OF_LAMBDA.log.map((action) => `${action} on its log`),
    ...[...QUEUES]
      .filter(([, { consumer }]) => consumer === name)
      .flatMap(([queue]) => OF_LAMBDA.queue.map((action) => `${action} on queue ${queue}`)),
    ...(name === RELAY
      ? [
          ...OF_LAMBDA.stream.map((action) => `${action} on stream`),
          ...OF_LAMBDA.failures.map((action) => `${action} on relay failures`),
          'kms:Decrypt on data key through dynamodb',
        ]
      : []),
  ];
}

function ofTable(used: readonly Fact[]): string[] {
  const methods = named(used, 'table');
  const unknown = methods.filter((method) => !(method in TABLE_ACTIONS));
  if (unknown.length > 0) throw new Error(`Nobody has said what the table's ${unknown} asks DynamoDB for`);
  const writes = methods.includes('transact') ? named(used, 'write').map((write) => WRITE_ACTIONS[write] ?? '') : [];
  const actions = [...new Set([...methods.flatMap((method) => TABLE_ACTIONS[method] ?? []), ...writes])];
  const queries = methods.some((method) => method === 'query' || method === 'count') ? named(used, 'query') : [];
  const queried = queries.flatMap((of) => (of === 'every index' ? [...INDEXES] : [of]));
  if (actions.length + queried.length === 0) return [];
  const uses = [...KEY_FOR_ITEMS.read, ...(actions.some((each) => WRITING.includes(each)) ? KEY_FOR_ITEMS.write : [])];
  return [
    ...actions.map((action) => `dynamodb:${action} on table`),
    ...queried.map((of) => `dynamodb:Query on ${of === 'table' ? of : `index ${of}`}`),
    ...uses.map((use) => `kms:${use} on data key through dynamodb`),
  ];
}

function ofObjects(fact: Fact, source: (path: string) => SourceFile): string[] {
  const action = OBJECT_ACTIONS[fact.what];
  if (!action) throw new Error(`${fact.file}:${fact.line}: nobody has said what ${fact.what} asks S3 for`);
  const [bucket, objects] = whereItLies(fact, source(fact.file));
  // S3 answers 403 for an object that is not there, unless whoever asks may see what is there.
  const looks = fact.what === 'get' || fact.what === 'head';
  return [`s3:${action} on ${objects}`, ...(looks ? [`s3:ListBucket on ${bucket}`] : [])];
}

/** In which bucket, and under which prefix, the objects lie that a file works on. */
function whereItLies({ receiver, file, line }: Fact, { text }: SourceFile): [bucket: string, objects: string] {
  if (receiver.endsWith('rawMail')) return ['mail bucket', 'raw mail'];
  const kinds = (Object.keys(FILE_PREFIXES) as FileKind[]).filter(
    (kind) =>
      text.includes(`\`${FILE_PREFIXES[kind]}`) || (kind === 'attachments' && text.includes('attachmentObject(')),
  );
  const [kind] = kinds;
  if (!kind || kinds.length > 1) throw new Error(`${file}:${line} does not tell where the object lies`);
  return ['files bucket', kind];
}

function keysForObjects(objects: readonly Fact[]): string[] {
  const actions = objects.map(({ what }) => OBJECT_ACTIONS[what] ?? '');
  const uses = Object.entries(KEY_FOR_OBJECTS).flatMap(([action, keys]) => (actions.includes(action) ? keys : []));
  return uses.map((use) => `kms:${use} on data key through s3`);
}

function queuesOf(name: string, used: readonly Fact[]): string[] {
  // The relay makes the names of its queues from the table of subscriptions.
  return name === RELAY ? [...EVENT_QUEUES, 'fire-timers'] : named(used, 'queue');
}

function named(used: readonly Fact[], kind: Fact['kind']): string[] {
  return [...new Set(used.filter((fact) => fact.kind === kind).map(({ what }) => what))];
}
