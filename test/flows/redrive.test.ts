import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStream } from '../../infra/local/stream/stream-client.ts';
import { aDataDir, aLocalRun, eventually, type TestRun, useRun } from '../support/a-local-run.ts';

const { dataDir, remove } = aDataDir();
let run: TestRun;
let sqs: SQSClient;
let cloudFormation: Server;

beforeAll(async () => {
  run = await aLocalRun({ dataDir });
  const { region, endpoints } = run.info.aws;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  sqs = new SQSClient({ endpoint: endpoints.sqs, region, credentials });
  cloudFormation = createServer((request, answer) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const target = request.headers['x-amz-target'];
      answer.end(target === 'Logs_20140328.FilterLogEvents' ? logPage(body) : stackPage(new URLSearchParams(body)));
    });
  });
  await new Promise<void>((done) => cloudFormation.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  await run.end('SIGTERM');
  sqs.destroy();
  cloudFormation.close();
  remove();
});

/** What CloudFormation answers to ListStackResources, in two pages. */
function stackPage(query: URLSearchParams): string {
  if (query.get('Action') !== 'ListStackResources' || query.get('StackName') !== 'Moorline-production') return '';
  const { resources } = run.info.aws;
  const all = [...resources, { logicalId: LOG, type: 'AWS::Logs::LogGroup', id: LOG }];
  const half = query.has('NextToken') ? all.slice(4) : all.slice(0, 4);
  const members = half.map(
    ({ logicalId, type, id }) => `<member>
      <PhysicalResourceId>${id}</PhysicalResourceId>
      <LogicalResourceId>${logicalId}</LogicalResourceId>
      <ResourceType>${type}</ResourceType>
    </member>`,
  );
  const next = query.has('NextToken') ? '' : '<NextToken>second&amp;page</NextToken>';
  return `<ListStackResourcesResponse><ListStackResourcesResult>${next}
    <StackResourceSummaries>${members.join('')}</StackResourceSummaries>
  </ListStackResourcesResult></ListStackResourcesResponse>`;
}

let deadLetter = '';
const LOG = 'RecordMailEventsLog12345678';

/** What CloudWatch answers of a function that logs in Lambda's JSON format. */
function logPage(request: string): string {
  if (JSON.parse(request).logGroupName !== LOG) return '{}';
  const message = { level: 'error', event: 'message_failed', message_id: deadLetter, error: 'Odd', message: 'as ever' };
  return JSON.stringify({ events: [{ message: JSON.stringify({ level: 'ERROR', message }) }] });
}

/** Runs the command as an operator does. */
function redrive(args: string, env: Readonly<Record<string, string>> = {}) {
  const command = spawn(process.execPath, ['infra/redrive/main.ts', ...args.split(' ')], {
    env: { ...process.env, MOORLINE_DATA: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [command.stdout, command.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += text));
  return new Promise<{ code: number | null; said: string }>((done) =>
    command.once('close', (code) => done({ code, said })),
  );
}

const queueUrl = (start: string) =>
  run.info.aws.resources.find(({ logicalId }) => logicalId.startsWith(start))?.id ?? '';
const sendDead = (queue: string, message: object) =>
  sqs.send(new SendMessageCommand({ QueueUrl: queueUrl(queue), MessageBody: JSON.stringify(message) }));

/** The records of a ticket's stream whose items carry an event. */
async function streamOf(ticketId: number) {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_REGION: 'us-east-1' });
  const stream = await openStream(run.info.aws.endpoints.dynamodb, queueUrl('Table'));
  const [shard] = await stream.shards();
  if (!shard) throw new Error('The stream has a shard');
  const { records } = await stream.read(await stream.iterator(shard.id, undefined), 1000);
  const about = records.filter(
    ({ dynamodb }) => dynamodb?.Keys?.['pk']?.S === `TICKET#${ticketId}` && dynamodb.NewImage?.['event'],
  );
  return { arn: stream.arn, shardId: shard.id, numbers: about.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '') };
}

test('an operator looks at dead letters of a running instance and moves them back, and nobody is told twice', async () => {
  const { call, mailsTo } = useRun(run.info);
  const requester = { name: 'Ann', email: 'ann@customer.test' };
  const ticket = { subject: 'Withdrawal stuck', comment: { body: 'It is not there.' }, requester };
  const { id } = (await call('POST', '/tickets.json', { ticket })).body.ticket;
  const mails = () => mailsTo('ann@customer.test');
  await eventually('the acknowledgement', async () => ((await mails()).length > 0 ? true : undefined));
  const [audit] = (await call('GET', `/tickets/${id}/audits.json`)).body.audits;
  const at = Date.parse(audit.created_at);
  const data = { ticket_id: id, audit_id: audit.id, version: 1, comment_id: null, automatic: false };
  await sendDead('NotifyPeopleWorkDeadLetters', {
    id: String(audit.id),
    names: ['ticket.created.v1'],
    subject: String(id),
    at,
    data,
  });

  const look = await redrive('notify-people --dry-run');
  expect(look.said).toContain('notify-people at the local run: 1 message, the oldest sent 20');
  expect(look.said).toContain(`ticket.created.v1 of ticket ${id}, committed 20`);
  expect(look.said).toContain('Only shown, nothing was moved.');
  expect(await redrive('notify-people')).toEqual({
    code: 0,
    said: 'notify-people: 1 message moved back; none left.\n',
  });
  expect(await redrive('notify-people')).toEqual({
    code: 0,
    said: 'notify-people at the local run: nothing to redrive.\n',
  });

  // What the relay gave up, read from the stream again.
  const { arn, shardId, numbers } = await streamOf(id);
  const [first = '', last = first] = [numbers[0], numbers.at(-1)];
  const batch = { streamArn: arn, shardId, startSequenceNumber: first, endSequenceNumber: last };
  const DDBStreamBatchInfo = { ...batch, batchSize: numbers.length };
  await sendDead('EventRelayFailures', { timestamp: new Date().toISOString(), DDBStreamBatchInfo });
  expect((await redrive('relay')).said).toContain('relay: 1 message relayed again; none left.');
  expect((await redrive('relay --since 5m')).said).toMatch(
    /relay: \d+ records relayed again since .* 0 could not be\./,
  );
  await new Promise((done) => setTimeout(done, 1_000));
  expect(await mails()).toHaveLength(1);
}, 60_000);

test('the same command works on a stack in AWS, which CloudFormation describes', async () => {
  const { port } = cloudFormation.address() as AddressInfo;
  const { endpoints } = run.info.aws;
  const env = {
    AWS_ACCESS_KEY_ID: 'operator',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL_CLOUDFORMATION: `http://127.0.0.1:${port}`,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: endpoints.dynamodb,
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: `http://127.0.0.1:${port}`,
  };
  const sent = await sendDead('RecordMailEventsWorkDeadLetters', { eventType: 'Send', mail: { messageId: 'ses-1' } });
  deadLetter = sent.MessageId ?? '';
  const stack = '--stack Moorline-production --region eu-west-1';
  const look = await redrive(`record-mail-events --dry-run ${stack}`, env);
  expect(look.said).toContain('record-mail-events at Moorline-production in eu-west-1: 1 message');
  expect(look.said).toContain('Send about our mail ses-1');
  expect(look.said).toContain('failed with Odd: as ever');
  expect((await redrive(`record-mail-events ${stack}`, env)).said).toBe(
    'record-mail-events: 1 message moved back; none left.\n',
  );
  expect((await redrive(`relay --since 5m --dry-run ${stack}`, env)).said).toContain('Only counted, nothing was sent.');
}, 60_000);

test('what cannot be done is said in a line', async () => {
  expect(await redrive('no-such-queue')).toMatchObject({ code: 2 });
  expect(await redrive('run-jobs --since 5m')).toMatchObject({ code: 2, said: expect.stringContaining('relay') });
  expect(await redrive('relay --since yesterday')).toMatchObject({ code: 2 });
  expect(await redrive('run-jobs', { MOORLINE_DATA: '/nowhere' })).toEqual({
    code: 1,
    said: 'No running instance found (/nowhere/run.json). Start one with "npm start", or name a deployment with --stack.\n',
  });
}, 30_000);
