import { expectFound, refusedByBucket } from './bucket-answers.ts';
import type { Objects } from './objects.ts';

/** Size of a part; the last one may be smaller. S3 wants 5 MiB at least; the local bucket takes 11 MiB at most. */
export const PART_BYTES = 8 * 1024 * 1024;

/** A part that has been sent: its number, from 1, and the tag the bucket answered with. */
export interface SentPart {
  readonly number: number;
  readonly etag: string;
}

/** Begins an object that arrives in parts; answers the bucket's id of the upload. */
export async function startMultipart(objects: Objects, key: string, contentType: string): Promise<string> {
  const response = await objects.request('POST', key, {
    query: { uploads: '' },
    headers: { 'content-type': contentType },
  });
  await expectFound('POST', response);
  const id = /<UploadId>([^<]+)<\/UploadId>/.exec(await response.text())?.[1];
  if (id === undefined) throw refusedByBucket('POST', response.status, 'no upload id');
  return id;
}

/** Sends one part. */
export async function uploadPart(
  objects: Objects,
  key: string,
  upload: string,
  number: number,
  body: Uint8Array,
): Promise<SentPart> {
  const response = await objects.request('PUT', key, { query: { partNumber: String(number), uploadId: upload }, body });
  await expectFound('PUT', response);
  return { number, etag: response.headers.get('etag') ?? '' };
}

/** Numbers and sizes of the parts of an object of `size` bytes. */
export function partsOf(size: number): { number: number; size: number }[] {
  return Array.from({ length: Math.ceil(size / PART_BYTES) }, (_, at) => ({
    number: at + 1,
    size: Math.min(PART_BYTES, size - at * PART_BYTES),
  }));
}

/**
 * Makes the object of its parts. False when the bucket does not know the upload (any more) or one of the parts: S3 may
 * say so in the body of a 200, since it answers before it has finished.
 */
export async function completeMultipart(
  objects: Objects,
  key: string,
  upload: string,
  parts: readonly SentPart[],
): Promise<boolean> {
  const rows = [...parts]
    .sort((a, b) => a.number - b.number)
    .map(({ number, etag }) => `<Part><PartNumber>${number}</PartNumber><ETag>${escaped(etag)}</ETag></Part>`);
  const body = `<CompleteMultipartUpload>${rows.join('')}</CompleteMultipartUpload>`;
  const response = await objects.request('POST', key, { query: { uploadId: upload }, body });
  const answer = await response.text();
  if (response.ok && !answer.includes('<Error>')) return true;
  if (/<Code>(NoSuchUpload|InvalidPart|InvalidPartOrder|EntityTooSmall|MalformedXML)<\/Code>/.test(answer))
    return false;
  throw refusedByBucket('POST', response.status, answer);
}

/** Gives up an upload and what was sent of it; harmless when it is gone already. */
export async function abortMultipart(objects: Objects, key: string, upload: string): Promise<void> {
  await objects.request('DELETE', key, { query: { uploadId: upload } });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
