import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requestSigner } from './request-signer.ts';

/** A client of the SDK whose requests are posted whole to a plain path. */
interface Client {
  readonly config: Pick<DynamoDBClient['config'], 'region' | 'credentials' | 'signer'>;
  readonly middlewareStack: { remove(name: string): boolean };
}

/** What a client does for each request and nobody reads: a copy of it and of its answer for a log, and which version sent it. */
const UNREAD = ['loggerMiddleware', 'getUserAgentMiddleware'];

/**
 * Takes out of a client what its requests cost and nobody needs, which is nearly half. `service` is AWS's short name of
 * who answers it.
 */
export function lightClient<C extends Client>(client: C, service: string): C {
  const { region, credentials } = client.config;
  const signer = requestSigner({ service, region, credentials });
  client.config.signer = async () => signer;
  for (const name of UNREAD) client.middlewareStack.remove(name);
  return client;
}
