import { randomUUID } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import * as z from 'zod/mini';
import { readEnv } from './env.ts';
import type { Outside, SignedRequests } from './outside.ts';

let outside: Outside | undefined;

/** AWS as the running function reaches it, for the life of the instance. */
export function aws(): Outside {
  outside ??= {
    now: Date.now,
    random: Math.random,
    pause: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    newToken: randomUUID,
    requests: signedRequests(),
  };
  return outside;
}

/**
 * A client that signs with the function's own credentials (Signature Version 4), made on first use. The SDK's clients for
 * S3, SQS and Secrets Manager would triple a function's bundle for the few calls that we make.
 */
export function signedRequests(): SignedRequests {
  let client: AwsClient | undefined;
  function signer(): AwsClient {
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
  return {
    fetch: (url, request) => signer().fetch(url, request),
    sign: (url, request) => signer().sign(url, request),
  };
}
