import type { Template } from 'aws-cdk-lib/assertions';
import { pascal } from '../../../infra/constructs/service-function.ts';
import { QUEUES } from '../../../infra/functions.ts';
import {
  type CfnResource,
  functionName,
  listOf,
  resourcesOf,
  type Statement,
  statementsOf,
} from '../../infra/synthesized.ts';

/** Resources of the template as the rights call them; `<X>` stands for the resource whose id begins with X. */
const RESOURCES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^<Table>$/, 'table'],
  [/^<Table>\/index\/(\w+)$/, 'index $1'],
  [/^<Table>\.StreamArn$/, 'stream'],
  [/^<DataKey>$/, 'data key'],
  [/^<FilesBucket>$/, 'files bucket'],
  [/^<FilesBucket>\/(\w+)\/\*$/, '$1'],
  [/^<MailBucket>$/, 'mail bucket'],
  [/^<MailBucket>\/raw\/\*$/, 'raw mail'],
  [/^<KeysSecret>$/, 'keys'],
  [/^<EventRelayFailures>$/, 'relay failures'],
  [/^arn:.*:identity\/<OutboundMailIdentity>$/, 'mail domain'],
  [/^arn:.*:configuration-set\/<OutboundMailConfigurationSet>$/, 'configuration set'],
  ...[...QUEUES.keys()].map((name) => [new RegExp(`^<${pascal(name)}WorkQueue>$`), `queue ${name}`] as const),
];

/** The rights that a function's role gives it, as `action on resource`. */
export function grantedRights(name: string, template: Template): Set<string> {
  const [, lambda] =
    resourcesOf(template, 'AWS::Lambda::Function').find(([, each]) => functionName(each) === name) ?? [];
  if (!lambda) throw new Error(`There is no function "${name}"`);
  return new Set(statementsOfFunction(lambda, template).flatMap((statement) => rightsOf(statement, pascal(name))));
}

function statementsOfFunction(lambda: CfnResource, template: Template): Statement[] {
  const role = textOf(lambda.Properties['Role']);
  return resourcesOf(template, 'AWS::IAM::Policy')
    .map(([, policy]) => policy)
    .filter(({ Properties }) => listOf(Properties['Roles']).map(textOf).includes(role))
    .flatMap(statementsOf);
}

function rightsOf({ Effect, Action, Resource, Condition }: Statement, id: string): string[] {
  if (Effect !== 'Allow') return [];
  const through = throughOf(Condition);
  return listOf(Action).flatMap((action) =>
    listOf(Resource).map((resource) => `${action} on ${nameOf(textOf(resource), id)}${through}`),
  );
}

function nameOf(resource: string, id: string): string {
  if (resource === `<${id}Log>`) return 'its log';
  for (const [pattern, name] of RESOURCES) if (pattern.test(resource)) return resource.replace(pattern, name);
  return resource;
}

/** The service by way of which alone a statement holds. */
function throughOf(condition: unknown): string {
  if (condition === undefined) return '';
  const { StringEquals: { 'kms:ViaService': via } = {} } = condition as { StringEquals?: Record<string, string> };
  return via && Object.keys(condition as object).length === 1
    ? ` through ${via.split('.')[0]}`
    : ` if ${JSON.stringify(condition)}`;
}

/** A value of the template as a text, where `<X>` stands for the resource X, without the digits that make ids unique. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const {
    Ref: ref,
    'Fn::GetAtt': attribute,
    'Fn::Join': join,
  } = value as {
    Ref?: string;
    'Fn::GetAtt'?: [string, string];
    'Fn::Join'?: [string, unknown[]];
  };
  if (ref) return ref.startsWith('AWS::') ? ref : `<${bare(ref)}>`;
  if (attribute) return `<${bare(attribute[0])}>${attribute[1] === 'Arn' ? '' : `.${attribute[1]}`}`;
  if (join) return join[1].map(textOf).join(join[0]);
  throw new Error(`What is ${JSON.stringify(value)}?`);
}

function bare(id: string): string {
  return id.replace(/[0-9A-F]{8}$/, '');
}
