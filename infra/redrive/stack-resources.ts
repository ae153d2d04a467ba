import type { SignedRequests } from '../../shared/platform/outside.ts';
import type { QueueName } from '../function-spec.ts';
import { QUEUES, RELAY } from '../functions.ts';
import { RELAY_QUEUE } from './arguments.ts';

/** A resource of a stack: its name in the template, and what AWS (or the local run) calls it. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly id: string;
}

/** The URL of the queue that a function is fed from. */
export function workQueueUrl(resources: readonly StackResource[], name: QueueName): string {
  return find(resources, 'AWS::SQS::Queue', `${name}-work-queue`);
}

/** The URL of the queue that keeps what was given up. */
export function deadLetterUrl(resources: readonly StackResource[], name: QueueName | typeof RELAY_QUEUE): string {
  return find(
    resources,
    'AWS::SQS::Queue',
    name === RELAY_QUEUE ? 'event-relay-failures' : `${name}-work-dead-letters`,
  );
}

export function tableName(resources: readonly StackResource[]): string {
  const [table, ...more] = resources.filter(({ type }) => type === 'AWS::DynamoDB::Table');
  if (!table || more.length > 0) throw new Error('The stack must have one table');
  return table.id;
}

/** The log group of whoever gives up the messages of a queue. */
export function logGroup(resources: readonly StackResource[], name: QueueName | typeof RELAY_QUEUE): string {
  return find(resources, 'AWS::Logs::LogGroup', `${name === RELAY_QUEUE ? RELAY : QUEUES.get(name)?.consumer}-log`);
}

/** CDK joins the names of the constructs and adds eight digits. */
function find(resources: readonly StackResource[], type: string, name: string): string {
  const start = name.replaceAll('-', '');
  const pattern = new RegExp(`^${start}[0-9a-f]{8}$`, 'i');
  const [found, ...more] = resources.filter((each) => each.type === type && pattern.test(each.logicalId));
  if (!found || more.length > 0) throw new Error(`The stack must have one ${type} that is called ${name}`);
  return found.id;
}

/** All resources of a stack, from CloudFormation. */
export async function listStackResources(
  stack: string,
  endpoint: string,
  requests: SignedRequests,
): Promise<StackResource[]> {
  const found: StackResource[] = [];
  let NextToken: string | undefined;
  do {
    const query = { Action: 'ListStackResources', Version: '2010-05-15', StackName: stack };
    const response = await requests.fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...query, ...(NextToken ? { NextToken } : {}) }).toString(),
      aws: { service: 'cloudformation' },
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(`CloudFormation: ${element(answer, 'Message') ?? response.status}`);
    for (const [, member = ''] of answer.matchAll(/<member>([\s\S]*?)<\/member>/g)) {
      const logicalId = element(member, 'LogicalResourceId');
      const type = element(member, 'ResourceType');
      const id = element(member, 'PhysicalResourceId');
      if (logicalId && type && id) found.push({ logicalId, type, id });
    }
    NextToken = element(answer, 'NextToken');
  } while (NextToken);
  for (const name of QUEUES.keys()) workQueueUrl(found, name);
  return found;
}

/** The text of the first element of that name; CloudFormation's answers are flat enough for that. */
function element(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return text?.replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => ENTITIES[entity] ?? '');
}
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
