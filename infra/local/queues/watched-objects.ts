import type { buildApp } from 'fauxqs';
import type { StoredObject } from './local-queue.ts';

type S3Store = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>['s3Store'];
type Uploads = ReadonlyMap<string, { readonly bucket: string }>;

interface Watcher {
  readonly bucket: string;
  readonly listener: (object: StoredObject) => unknown;
}

/** How much of an object a listener sees. */
const START = 4_096;

/**
 * Has every object told of as it is stored, before whoever sent it has an answer: nothing that was acknowledged goes untold.
 * Whoever wants to know is to be added to the list.
 */
export function watchedObjects(store: S3Store): Watcher[] {
  const watchers: Watcher[] = [];
  const tell = (bucket: string, { key, etag }: { key: string; etag: string }, start: Buffer) => {
    const object = { bucket, key, etag: etag.replaceAll('"', ''), start };
    for (const watcher of watchers) if (watcher.bucket === bucket) watcher.listener(object);
  };
  const put = store.putObject.bind(store);
  store.putObject = (bucket, key, body, ...more) => {
    const stored = put(bucket, key, body, ...more);
    tell(bucket, stored, body.subarray(0, START));
    return stored;
  };
  const complete = store.completeMultipartUpload.bind(store);
  store.completeMultipartUpload = (uploadId, parts) => {
    const upload = (Reflect.get(store, 'multipartUploads') as Uploads).get(uploadId);
    const stored = complete(uploadId, parts);
    if (upload) tell(upload.bucket, stored, stored.body.subarray(0, START));
    return stored;
  };
  return watchers;
}
