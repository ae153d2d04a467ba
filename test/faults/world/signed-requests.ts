import type { Chance } from '../chance.ts';
import type { Buckets } from './buckets.ts';
import { type Instance, Unanswered } from './instance.ts';
import type { WorkQueue } from './queues.ts';
import type { Service } from './weather.ts';

/** What stands behind signed requests. */
export interface Endpoints {
  readonly buckets: Buckets;
  readonly queue: (url: string) => WorkQueue;
  readonly secret: () => string;
}

interface Signed {
  readonly method?: string;
  readonly headers?: ConstructorParameters<typeof Headers>[0];
  readonly body?: unknown;
  readonly aws?: { readonly service?: string };
}

const RETRIES = 3;
const SERVICES: Readonly<Record<string, Service>> = { s3: 's3', sqs: 'sqs', secretsmanager: 'secrets' };

/** S3, SQS and Secrets Manager as the signing client reaches them: it repeats what a server refused, not what got no answer. */
export function signedRequests(instance: Instance, endpoints: Endpoints, chance: Chance) {
  async function once(url: string, init: Signed, service: Service): Promise<Response> {
    try {
      return await instance.reach({
        service,
        what: () => `${service} ${init.method ?? 'GET'} ${service === 's3' ? new URL(url).pathname : ''}`,
        effect: () => answer(url, init, service, endpoints),
      });
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      if (error.fate === 'throttled') return new Response('{"message":"SlowDown"}', { status: 503 });
      throw new TypeError('fetch failed', { cause: error });
    }
  }
  return {
    async fetch(url: string, init: Signed = {}): Promise<Response> {
      const service = SERVICES[init.aws?.service ?? ''];
      if (!service) throw new Error(`Nothing answers ${url}`);
      for (let tried = 0; ; tried++) {
        const response = await once(url, init, service);
        if (response.status < 500 || tried === RETRIES) return response;
        await instance.pause(50 * 2 ** tried * chance.next());
      }
    },
    async sign(url: string): Promise<{ url: string }> {
      return { url: `${url}&X-Amz-Signature=signed` };
    },
  };
}

function answer(url: string, { method = 'GET', headers, body }: Signed, service: Service, endpoints: Endpoints) {
  if (service === 's3') {
    return endpoints.buckets.answer(
      method,
      new URL(url),
      new Headers(headers),
      (body ?? new Uint8Array()) as Uint8Array,
    );
  }
  if (service === 'secrets') return Response.json({ SecretString: endpoints.secret() });
  const { QueueUrl, Entries } = JSON.parse(String(body)) as {
    QueueUrl: string;
    Entries: readonly { Id: string; MessageBody: string; DelaySeconds?: number }[];
  };
  const queue = endpoints.queue(QueueUrl);
  for (const { MessageBody, DelaySeconds = 0 } of Entries) queue.send(MessageBody, DelaySeconds);
  return Response.json({ Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] });
}
