import { LOCAL_ACCOUNT } from './template.ts';

/** What a resource is called here and what can be asked of it: `Ref`, and `Fn::GetAtt` by attribute. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What identities are made from. `name` is the given name or, without one, the logical id. */
export interface Naming {
  readonly name: string;
  readonly region: string;
  /** Scheme, host and port of the local queue service. */
  readonly queueEndpoint: string;
  /** Scheme, host and port of the local gateway: what the API's own address and the agents' sign-in become. */
  readonly publicUrl: string;
  /** The same of the gateway that serves files. */
  readonly filesUrl: string;
}

/** Under this path of the gateway stands what the agents' user pool offers in AWS. */
export const AGENTS_PATH = '/local/agents';

type Identify = (naming: Naming) => Identity;

const arn = (service: string, { region }: Naming, resource: string) =>
  `arn:aws:${service}:${region}:${LOCAL_ACCOUNT}:${resource}`;

const named = (service: string, prefix = ''): Identify => {
  return (naming) => ({ ref: naming.name, attributes: { Arn: arn(service, naming, `${prefix}${naming.name}`) } });
};

/** The identity of each type of resource that something in the template may point to. */
const IDENTITIES: Readonly<Record<string, Identify>> = {
  'AWS::DynamoDB::Table': (naming) => {
    const Arn = arn('dynamodb', naming, `table/${naming.name}`);
    return { ref: naming.name, attributes: { Arn, StreamArn: `${Arn}/stream/local` } };
  },
  'AWS::SQS::Queue': (naming) => ({
    ref: `${naming.queueEndpoint}/${LOCAL_ACCOUNT}/${naming.name}`,
    attributes: { Arn: arn('sqs', naming, naming.name), QueueName: naming.name },
  }),
  'AWS::S3::Bucket': ({ name }) => {
    const bucket = name.toLowerCase();
    return { ref: bucket, attributes: { Arn: `arn:aws:s3:::${bucket}` } };
  },
  'AWS::SNS::Topic': (naming) => {
    const ref = arn('sns', naming, naming.name);
    return { ref, attributes: { TopicArn: ref, TopicName: naming.name } };
  },
  'AWS::Lambda::Function': named('lambda', 'function:'),
  'AWS::Lambda::Alias': (naming) => ({ ref: arn('lambda', naming, `function:${naming.name}`), attributes: {} }),
  'AWS::IAM::Role': named('iam', 'role/'),
  'AWS::KMS::Key': named('kms', 'key/'),
  'AWS::Logs::LogGroup': named('logs', 'log-group:'),
  'AWS::SecretsManager::Secret': (naming) => ({
    ref: arn('secretsmanager', naming, `secret:${naming.name}`),
    attributes: {},
  }),
  'AWS::Cognito::UserPool': (naming) => {
    const ref = `${naming.region}_${naming.name}`;
    const ProviderURL = `${naming.publicUrl}${AGENTS_PATH}`;
    return { ref, attributes: { Arn: arn('cognito-idp', naming, `userpool/${ref}`), ProviderURL, UserPoolId: ref } };
  },
  'AWS::Cognito::UserPoolClient': ({ name }) => ({ ref: name, attributes: { ClientId: name } }),
  // The stack names its HTTP APIs: one for files, and one for the rest.
  'AWS::ApiGatewayV2::Api': ({ name, publicUrl, filesUrl }) => ({
    ref: name,
    attributes: { ApiId: name, ApiEndpoint: name.endsWith('-files') ? filesUrl : publicUrl },
  }),
  'AWS::ApiGatewayV2::Integration': ({ name }) => ({ ref: name, attributes: {} }),
  'AWS::ApiGateway::RestApi': ({ name }) => ({
    ref: name,
    attributes: { RootResourceId: `${name}/`, RestApiId: name },
  }),
  'AWS::ApiGateway::Resource': ({ name }) => ({ ref: name, attributes: { ResourceId: name } }),
  'AWS::SES::ConfigurationSet': ({ name }) => ({ ref: name, attributes: {} }),
  'AWS::SES::ReceiptRuleSet': ({ name }) => ({ ref: name, attributes: {} }),
};

/** The property that gives a resource of a type its name, where it has one. */
const NAME_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::ApiGatewayV2::Api': 'Name',
  'AWS::SES::ConfigurationSet': 'Name',
  'AWS::SES::ReceiptRuleSet': 'RuleSetName',
};

/** The property of this type that names a resource, if any. */
export function nameProperty(type: string): string | undefined {
  return NAME_PROPERTY[type];
}

/** The local identity of a resource. Throws for types that nothing local stands for. */
export function identify(type: string, naming: Naming): Identity {
  const make = IDENTITIES[type];
  if (!make) throw new Error(`The local run has nothing that stands for ${type} (${naming.name})`);
  return make(naming);
}
