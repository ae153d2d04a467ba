import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A request on its way, as the SDK's middleware sees it. */
interface Outgoing {
  readonly request?: { readonly headers?: Record<string, string>; body?: unknown };
}

const TOKEN = ',"ClientRequestToken":"';

/**
 * Takes the SDK's own tokens out of transactions. In AWS they make a repeated request harmless; the embedded engine looks
 * through those of the last ten minutes with every transaction, which takes longer the more there were. Here a request
 * does not get lost on its way, and every write that matters has a condition.
 */
export function dropTransactionTokens(): void {
  const { send } = DynamoDBDocumentClient.prototype;
  const prepared = new WeakSet<DynamoDBDocumentClient>();
  DynamoDBDocumentClient.prototype.send = function (this: DynamoDBDocumentClient, ...call: Parameters<typeof send>) {
    if (!prepared.has(this)) {
      prepared.add(this);
      this.middlewareStack.add(
        (next) => (args) => {
          withoutToken(args as Outgoing);
          return next(args);
        },
        { name: 'dropTransactionTokens', step: 'serialize', priority: 'low' },
      );
    }
    return send.apply(this, call);
  } as typeof send;
}

/** The SDK writes the token last, as bytes of JSON: `,"ClientRequestToken":"..."}`. */
function withoutToken({ request }: Outgoing): void {
  if (!(request?.body instanceof Uint8Array)) return;
  if (!request.headers?.['x-amz-target']?.endsWith('.TransactWriteItems')) return;
  const body = Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength);
  const from = body.lastIndexOf(TOKEN);
  const last = body.length - 1;
  if (from === -1 || body.indexOf('}', from) !== last) return;
  request.body = Buffer.concat([body.subarray(0, from), body.subarray(last)]);
}
