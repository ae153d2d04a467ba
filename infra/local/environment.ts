/** Where the functions find what AWS is to them. */
export interface Endpoints {
  readonly table: string;
  /** SQS and S3. */
  readonly queues: string;
  readonly ses: string;
  readonly region: string;
  readonly secretsFile: string;
}

/**
 * Gives this process the environment that the functions have in AWS, and the addresses of what stands in for it. With
 * the embedded engines no credentials of the person who starts it are left in reach; a server of their own gets them.
 */
export function setEnvironment(
  variables: Readonly<Record<string, string>>,
  endpoints: Endpoints,
  ownServers: boolean,
): void {
  Object.assign(process.env, variables, {
    AWS_REGION: endpoints.region,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.table,
    AWS_ENDPOINT_URL_SQS: endpoints.queues,
    AWS_ENDPOINT_URL_S3: endpoints.queues,
    AWS_ENDPOINT_URL_SESV2: endpoints.ses,
    SECRETS_FILE: endpoints.secretsFile,
  });
  if (ownServers && process.env['AWS_ACCESS_KEY_ID']) return;
  process.env['AWS_ACCESS_KEY_ID'] = 'local';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'local';
  delete process.env['AWS_SESSION_TOKEN'];
  delete process.env['AWS_PROFILE'];
}
