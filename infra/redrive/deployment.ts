import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import type { SignedRequests } from '../../shared/platform/outside.ts';
import { type AwsCalls, awsCalls, operatorRequests } from './aws-calls.ts';
import { listStackResources, type StackResource } from './stack-resources.ts';

/** What messages are moved in: the instance on this machine, or a stack in AWS. */
export interface Deployment {
  readonly name: string;
  readonly resources: readonly StackResource[];
  readonly sqs: SQSClient;
  readonly requests: SignedRequests;
  readonly table: AwsCalls;
  readonly streams: AwsCalls;
  /** Where functions log: a file here, CloudWatch there. */
  readonly logs: { readonly file: string } | { readonly calls: AwsCalls };
}

const Run = z.object({
  pid: z.int(),
  aws: z.object({
    region: z.string(),
    endpoints: z.object({ sqs: z.string(), dynamodb: z.string() }),
    resources: z.array(z.object({ logicalId: z.string(), type: z.string(), id: z.string() })),
  }),
});

/** Where the local run keeps its data. */
export const dataDirectory = (): string => process.env['MOORLINE_DATA'] ?? '.local';

/** The instance that "npm start" runs. Throws with what to do when there is none. */
export async function localRun(): Promise<Deployment> {
  const file = join(dataDirectory(), 'run.json');
  const { pid, aws } = await readFile(file, 'utf8')
    .then((text) => z.parse(Run, JSON.parse(text)))
    .catch((cause) => {
      const advice = 'Start one with "npm start", or name a deployment with --stack.';
      throw new Error(`No running instance found (${file}). ${advice}`, { cause });
    });
  if (!isAlive(pid)) throw new Error(`The instance of ${file} does not run any more. Start it again with "npm start".`);
  // Servers of one's own in the place of the engines may ask for the credentials in the environment.
  const credentials = process.env['AWS_ACCESS_KEY_ID']
    ? {}
    : { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const { dynamodb } = aws.endpoints;
  const sqs = new SQSClient({ endpoint: aws.endpoints.sqs, region: aws.region, ...credentials });
  const requests = operatorRequests(sqs);
  return {
    name: 'the local run',
    resources: aws.resources,
    sqs,
    requests,
    ...databaseCalls(requests, { table: dynamodb, streams: dynamodb }),
    logs: { file: join(dataDirectory(), 'moorline.log') },
  };
}

/** A stack in AWS, with the credentials and, unless it is named, the region that the SDK finds. */
export async function awsStack(stack: string, wanted: string | undefined): Promise<Deployment> {
  const sqs = new SQSClient(wanted === undefined ? {} : { region: wanted });
  const region = await sqs.config.region().catch((cause) => {
    throw new Error('Which region? Add --region, or set AWS_REGION.', { cause });
  });
  const requests = operatorRequests(sqs);
  const at = (service: string, variable: string) =>
    process.env[`AWS_ENDPOINT_URL_${variable}`] ??
    `https://${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  const logs = { endpoint: at('logs', 'CLOUDWATCH_LOGS'), service: 'logs', api: 'Logs_20140328', json: '1.1' } as const;
  return {
    name: `${stack} in ${region}`,
    resources: await listStackResources(stack, at('cloudformation', 'CLOUDFORMATION'), requests),
    sqs,
    requests,
    ...databaseCalls(requests, {
      table: at('dynamodb', 'DYNAMODB'),
      streams: at('streams.dynamodb', 'DYNAMODB_STREAMS'),
    }),
    logs: { calls: awsCalls(requests, logs) },
  };
}

function databaseCalls(requests: SignedRequests, endpoints: { table: string; streams: string }) {
  const service = 'dynamodb';
  return {
    table: awsCalls(requests, { endpoint: endpoints.table, service, api: 'DynamoDB_20120810' }),
    streams: awsCalls(requests, { endpoint: endpoints.streams, service, api: 'DynamoDBStreams_20120810' }),
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
