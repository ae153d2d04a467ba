import * as z from 'zod/mini';
import { DomainError } from '../kernel/errors.ts';
import { readEnv } from './env.ts';
import { signedFetch } from './signed-fetch.ts';

/** A bucket, as the product uses one. Keys are ours, never a customer's file name. */
export interface Objects {
  put(key: string, body: Uint8Array | string, contentType: string): Promise<void>;
  /** Undefined when there is no such object. */
  get(key: string): Promise<Buffer | undefined>;
  /** Bytes and type, or undefined when there is no such object. */
  head(key: string): Promise<{ size: number; contentType: string } | undefined>;
  delete(key: string): Promise<void>;
  /** A URL that allows one method on one key for some seconds, with further signed query parameters. */
  presign(method: 'GET' | 'PUT', key: string, seconds: number, query?: Record<string, string>): Promise<string>;
  /** For calls without a wrapper here (multipart uploads): the signed answer of `method` on `key?query`. */
  request(method: string, key: string, query: Record<string, string>, body?: string): Promise<Response>;
}

/** Opens a bucket by name, at the endpoint of the environment or of the region (virtual-hosted style). */
export function openObjects(bucket: string): Objects {
  const { AWS_ENDPOINT_URL_S3: endpoint, AWS_REGION: region } = readEnv({
    AWS_ENDPOINT_URL_S3: z.optional(z.string()),
    AWS_REGION: z.string(),
  });
  const base = endpoint ? `${endpoint}/${bucket}` : `https://${bucket}.s3.${region}.amazonaws.com`;
  const url = (key: string, query: Record<string, string> = {}) => {
    const at = new URL(`${base}/${key.split('/').map(encodeURIComponent).join('/')}`);
    for (const [name, value] of Object.entries(query)) at.searchParams.set(name, value);
    return at.toString();
  };
  async function send(method: string, key: string, init: RequestInit = {}, query: Record<string, string> = {}): Promise<Response> {
    const response = await signedFetch().fetch(url(key, query), { ...init, method, aws: { service: 's3' } });
    if (response.ok || response.status === 404) return response;
    const problem = await response.text();
    throw new DomainError('unavailable', 'try_again', { cause: new Error(`S3 ${method} answered ${response.status}: ${problem.slice(0, 200)}`) });
  }
  return {
    async put(key, body, contentType) {
      const bytes = typeof body === 'string' ? Buffer.from(body) : body;
      await send('PUT', key, { body: bytes as unknown as NonNullable<RequestInit['body']>, headers: { 'content-type': contentType } });
    },
    async get(key) {
      const response = await send('GET', key);
      return response.status === 404 ? undefined : Buffer.from(await response.arrayBuffer());
    },
    async head(key) {
      const response = await send('HEAD', key);
      if (response.status === 404) return undefined;
      return { size: Number(response.headers.get('content-length')), contentType: response.headers.get('content-type') ?? '' };
    },
    async delete(key) {
      await send('DELETE', key);
    },
    async presign(method, key, seconds, query = {}) {
      const at = url(key, { 'X-Amz-Expires': String(seconds), ...query });
      return (await signedFetch().sign(at, { method, aws: { service: 's3', signQuery: true } })).url;
    },
    request: (method, key, query, body) => send(method, key, body === undefined ? {} : { body }, query),
  };
}
