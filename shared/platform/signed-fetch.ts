import { AwsClient } from 'aws4fetch';
import * as z from 'zod/mini';
import { readEnv } from './env.ts';

let client: AwsClient | undefined;

/**
 * A client that signs requests with the function's own credentials (Signature Version 4). Used for S3 and Secrets
 * Manager, whose SDK clients would triple a function's bundle for the three calls that we make.
 */
export function signedFetch(): AwsClient {
  if (!client) {
    const env = readEnv({
      AWS_ACCESS_KEY_ID: z.string(),
      AWS_SECRET_ACCESS_KEY: z.string(),
      AWS_SESSION_TOKEN: z.optional(z.string()),
      AWS_REGION: z.string(),
    });
    client = new AwsClient({
      accessKeyId: env.AWS_ACCESS_KEY_ID,
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
      ...(env.AWS_SESSION_TOKEN ? { sessionToken: env.AWS_SESSION_TOKEN } : {}),
      region: env.AWS_REGION,
      retries: 3,
    });
  }
  return client;
}
