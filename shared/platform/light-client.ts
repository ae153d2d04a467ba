import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** A client of the SDK that asks one service in one region. */
interface Client {
  readonly config: Pick<DynamoDBClient['config'], 'signer'>;
  readonly middlewareStack: { remove(name: string): boolean };
}

/** What a client does for each request and nobody reads: a copy of it and of its answer for a log, and which version sent it. */
const UNREAD = ['loggerMiddleware', 'getUserAgentMiddleware'];

/** Takes out of a client what its requests cost and nobody needs: the above, and its signer, put together anew for each. */
export function lightClient<C extends Client>(client: C): C {
  const { signer } = client.config;
  let kept: ReturnType<typeof signer> | undefined;
  client.config.signer = (scheme) => {
    kept ??= signer(scheme);
    return kept;
  };
  for (const name of UNREAD) client.middlewareStack.remove(name);
  return client;
}
