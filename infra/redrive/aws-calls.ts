import type { SQSClient } from '@aws-sdk/client-sqs';
import { AwsClient } from 'aws4fetch';
import * as z from 'zod/mini';
import type { SignedRequests } from '../../shared/platform/outside.ts';

/** Requests signed with the credentials that the SDK finds: the environment's, a profile's, those of a sign-in. */
export function operatorRequests(sqs: SQSClient): SignedRequests {
  async function signer(): Promise<AwsClient> {
    const [{ accessKeyId, secretAccessKey, sessionToken }, region] = await Promise.all([
      sqs.config.credentials(),
      sqs.config.region(),
    ]);
    return new AwsClient({ accessKeyId, secretAccessKey, region, ...(sessionToken ? { sessionToken } : {}) });
  }
  return {
    fetch: async (url, request) => (await signer()).fetch(url, request),
    sign: async (url, request) => (await signer()).sign(url, request),
  };
}

/** One service of AWS that speaks JSON: `call('Scan', {...})`. Throws AwsRefusal. */
export type AwsCalls = (action: string, input: object) => Promise<unknown>;

/** AWS refused a call; `type` is its name of the reason. */
export class AwsRefusal extends Error {
  readonly type: string;
  constructor(action: string, type: string, message: string) {
    super(`${action}: ${type}${message ? `: ${message}` : ''}`);
    this.name = 'AwsRefusal';
    this.type = type;
  }
}

const Refusal = z.object({ __type: z.optional(z.string()), message: z.optional(z.string()) });
const THROTTLED = /Throttl|ThroughputExceeded|RequestLimitExceeded|^LimitExceeded/;
const ATTEMPTS = 8;

/** Calls of one API. What is throttled is tried again, ever more slowly. */
export function awsCalls(
  requests: SignedRequests,
  { endpoint, service, api, json = '1.0' }: { endpoint: string; service: string; api: string; json?: '1.0' | '1.1' },
): AwsCalls {
  return async (action, input) => {
    for (let attempt = 1; ; attempt++) {
      const response = await requests.fetch(endpoint, {
        method: 'POST',
        headers: { 'content-type': `application/x-amz-json-${json}`, 'x-amz-target': `${api}.${action}` },
        body: JSON.stringify(input),
        aws: { service },
      });
      const answer: unknown = await response.json();
      if (response.ok) return answer;
      const { __type, message } = z.parse(Refusal, answer);
      const type = __type?.split('#').at(-1) ?? String(response.status);
      if (attempt >= ATTEMPTS || !THROTTLED.test(type)) throw new AwsRefusal(action, type, message ?? '');
      await new Promise((done) => setTimeout(done, 100 * 2 ** attempt));
    }
  };
}
