import * as z from 'zod/mini';
import { DomainError } from '../kernel/errors.ts';
import { expectFound, found, refusedByBucket } from './bucket-answers.ts';
import { readEnv } from './env.ts';
import { completeMultipart, PART_BYTES, startMultipart, uploadPart } from './multipart.ts';
import type { SignedRequests } from './outside.ts';

/** What may go with a signed request beyond its method and key. */
export interface ObjectRequest {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

/** What a presigned URL allows: one method on one key, for some seconds. */
export interface Presigned {
  readonly seconds: number;
  readonly query?: Readonly<Record<string, string>>;
  /** A PUT of exactly so many bytes and no others. */
  readonly contentLength?: number;
}

/** A bucket, as the product uses one. Keys are ours, never a customer's file name. */
export interface Objects {
  put(key: string, body: Uint8Array | string, contentType: string): Promise<void>;
  /** Undefined when there is no such object. `first`: only so many bytes of its start. */
  get(key: string, options?: { readonly first?: number }): Promise<Buffer | undefined>;
  /** Bytes and type, or undefined when there is no such object. */
  head(key: string): Promise<{ size: number; contentType: string } | undefined>;
  delete(key: string): Promise<void>;
  presign(method: 'GET' | 'PUT', key: string, allowed: Presigned): Promise<string>;
  /** For calls without a wrapper here: the signed answer of `method` on the key, whatever its status below 500. */
  request(method: string, key: string, request?: ObjectRequest): Promise<Response>;
}

/** Opens a bucket by name, at the endpoint of the environment or of the region (virtual-hosted style). */
export function openObjects(bucket: string, requests: SignedRequests): Objects {
  const { AWS_ENDPOINT_URL_S3: endpoint, AWS_REGION: region } = readEnv({
    AWS_ENDPOINT_URL_S3: z.optional(z.string()),
    AWS_REGION: z.string(),
  });
  const base = endpoint ? `${endpoint}/${bucket}` : `https://${bucket}.s3.${region}.amazonaws.com`;
  const url = (key: string, query: Readonly<Record<string, string>> = {}) => {
    const at = new URL(`${base}/${key.split('/').map(encodeURIComponent).join('/')}`);
    for (const [name, value] of Object.entries(query)) at.searchParams.set(name, value);
    return at.toString();
  };

  const objects: Objects = {
    async request(method, key, { query, headers, body } = {}) {
      const bytes = typeof body === 'string' ? Buffer.from(body) : body;
      const init = {
        method,
        ...(headers ? { headers } : {}),
        ...(bytes ? { body: bytes as unknown as NonNullable<RequestInit['body']> } : {}),
      };
      let response: Response;
      try {
        response = await requests.fetch(url(key, query), { ...init, aws: { service: 's3' } });
      } catch (cause) {
        throw new DomainError('unavailable', 'try_again', { cause });
      }
      if (response.status >= 500) throw refusedByBucket(method, response.status, await response.text());
      return response;
    },
    async put(key, body, contentType) {
      const bytes = typeof body === 'string' ? Buffer.from(body) : body;
      if (bytes.length > PART_BYTES) return putInParts(objects, key, bytes, contentType);
      await expectFound(
        'PUT',
        await objects.request('PUT', key, { body: bytes, headers: { 'content-type': contentType } }),
      );
    },
    async get(key, { first } = {}) {
      const headers: Record<string, string> = first === undefined ? {} : { range: `bytes=0-${first - 1}` };
      const response = await objects.request('GET', key, { headers });
      return (await found('GET', response)) ? Buffer.from(await response.arrayBuffer()) : undefined;
    },
    async head(key) {
      const response = await objects.request('HEAD', key);
      if (!(await found('HEAD', response))) return undefined;
      return {
        size: Number(response.headers.get('content-length')),
        contentType: response.headers.get('content-type') ?? '',
      };
    },
    async delete(key) {
      await found('DELETE', await objects.request('DELETE', key));
    },
    async presign(method, key, { seconds, query = {}, contentLength }) {
      const headers = contentLength === undefined ? {} : { 'content-length': String(contentLength) };
      const at = url(key, { 'X-Amz-Expires': String(seconds), ...query });
      return (await requests.sign(at, { method, headers, aws: { service: 's3', signQuery: true, allHeaders: true } }))
        .url;
    },
  };
  return objects;
}

async function putInParts(objects: Objects, key: string, bytes: Uint8Array, contentType: string): Promise<void> {
  const upload = await startMultipart(objects, key, contentType);
  const parts: { number: number; etag: string }[] = [];
  for (let at = 0; at < bytes.length; at += PART_BYTES) {
    parts.push(await uploadPart(objects, key, upload, parts.length + 1, bytes.subarray(at, at + PART_BYTES)));
  }
  if (!(await completeMultipart(objects, key, upload, parts))) throw refusedByBucket('POST', 404, 'the upload is gone');
}
