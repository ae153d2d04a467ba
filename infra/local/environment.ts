/** Where the functions find what AWS is to them. */
export interface Endpoints {
  readonly table: string;
  readonly sqs: string;
  readonly s3: string;
  readonly ses: string;
  readonly region: string;
  readonly secretsFile: string;
}

/** Gives this process the environment that the functions have in AWS, and the addresses of what stands in for it. */
export function setEnvironment(variables: Readonly<Record<string, string>>, endpoints: Endpoints): void {
  Object.assign(process.env, variables, {
    AWS_REGION: endpoints.region,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.table,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SESV2: endpoints.ses,
    SECRETS_FILE: endpoints.secretsFile,
    // Receivers on this machine can be called, for trying webhooks out.
    LOCAL_WEBHOOKS: 'on',
  });
}

/**
 * Credentials for what stands in for AWS. The embedded engines ask for none, so those of the person who starts it are not
 * left in reach; servers of their own get them.
 */
export function setCredentials(ownServers: boolean): void {
  if (ownServers && process.env['AWS_ACCESS_KEY_ID']) return;
  process.env['AWS_ACCESS_KEY_ID'] = 'local';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'local';
  delete process.env['AWS_SESSION_TOKEN'];
  delete process.env['AWS_PROFILE'];
}
