import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

type SignerConfig = NonNullable<DynamoDBClientConfig['signer']>;
type RequestSigner = Extract<SignerConfig, { sign: unknown }>;

/** As whom, where and to whom an SDK client makes its requests. */
export interface Signing {
  readonly service: string;
  readonly region: () => Promise<string>;
  readonly credentials: () => Promise<{
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string | undefined;
  }>;
}

/** Other paths would have to be written in a canonical form first. */
const PLAIN_PATH = /^(\/[\w.~-]+)*\/?$/;
const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * Signature Version 4 for clients of the SDK. Their own signer is put together anew for every request and derives what it
 * could keep: a quarter of all that a call of the table costs.
 */
export function requestSigner({ service, region, credentials }: Signing): RequestSigner {
  const keyOf = signingKeys();
  return {
    async sign(request, { signingDate } = {}) {
      const { method, path, query = {}, headers, body } = request;
      if (signingDate === undefined || !PLAIN_PATH.test(path) || Object.keys(query).length > 0)
        throw new TypeError(`Such a request to ${path} is not signed here`);
      const { accessKeyId, secretAccessKey, sessionToken } = await credentials();
      const time = new Date(signingDate).toISOString().replace(/[-:]|\.\d{3}/g, '');
      const scope = `${time.slice(0, 8)}/${await region()}/${service}/aws4_request`;
      headers['x-amz-date'] = time;
      if (sessionToken) headers['x-amz-security-token'] = sessionToken;
      const signed = Object.keys(headers).filter(isSigned).sort();
      const canonical = [
        method,
        path,
        '',
        ...signed.map((name) => `${name}:${headers[name]?.trim().replace(/\s+/g, ' ')}`),
        '',
        signed.join(';'),
        hash('sha256', bytesOf(body)),
      ].join('\n');
      const signature = createHmac('sha256', keyOf(secretAccessKey, scope))
        .update(`${ALGORITHM}\n${time}\n${scope}\n${hash('sha256', canonical)}`)
        .digest('hex');
      headers['authorization'] =
        `${ALGORITHM} Credential=${accessKeyId}/${scope}, SignedHeaders=${signed.join(';')}, Signature=${signature}`;
      return request;
    },
  };
}

/** What AWS demands a signature of; the others may be changed on the way. */
function isSigned(name: string): boolean {
  return name === 'host' || name.startsWith('x-amz-');
}

function bytesOf(body: unknown): string | Uint8Array {
  if (body === undefined || body === null) return '';
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  throw new TypeError('A body that is sent in pieces is not signed here');
}

/** The key of a day, region and service, kept until another one is asked for. */
function signingKeys(): (secret: string, scope: string) => KeyObject {
  let kept: { readonly secret: string; readonly scope: string; readonly key: KeyObject } | undefined;
  return (secret, scope) => {
    if (kept?.secret !== secret || kept.scope !== scope) {
      let key = createSecretKey(`AWS4${secret}`, 'utf8');
      for (const part of scope.split('/')) key = createSecretKey(createHmac('sha256', key).update(part).digest());
      kept = { secret, scope, key };
    }
    return kept.key;
  };
}
