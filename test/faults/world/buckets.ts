/** What S3 answers to signed requests, as far as the product asks: objects by key, ranges, parts. */
export interface Buckets {
  answer(method: string, url: URL, headers: Headers, body: Uint8Array): Response;
  put(bucket: string, key: string, body: Uint8Array): void;
  keys(bucket: string): readonly string[];
  /** What an object holds. */
  text(bucket: string, key: string): string | undefined;
}

interface StoredObject {
  readonly body: Uint8Array;
  readonly type: string;
}

/** `onObject` is told of every object as it is stored. */
export function buckets(onObject: (bucket: string, key: string) => void = () => undefined): Buckets {
  const objects = new Map<string, StoredObject>();
  const store = (path: string, object: StoredObject) => {
    objects.set(path, object);
    const [bucket = '', ...key] = path.slice(1).split('/');
    onObject(bucket, key.join('/'));
  };
  const uploads = new Map<string, Map<number, Uint8Array>>();
  let begun = 0;

  function get(path: string, headers: Headers, withBody: boolean): Response {
    const found = objects.get(path);
    if (!found) return new Response('<Error><Code>NoSuchKey</Code></Error>', { status: 404 });
    const range = /^bytes=0-(\d+)$/.exec(headers.get('range') ?? '');
    const bytes = range ? found.body.subarray(0, Number(range[1]) + 1) : found.body;
    const shown = { 'content-type': found.type, 'content-length': String(bytes.length) };
    return new Response(withBody ? Buffer.from(bytes) : null, { status: range ? 206 : 200, headers: shown });
  }

  return {
    answer(method, url, headers, body) {
      const path = `/${url.hostname.split('.s3.')[0]}${decodeURIComponent(url.pathname)}`;
      const uploadId = url.searchParams.get('uploadId');
      if (method === 'GET' || method === 'HEAD') return get(path, headers, method === 'GET');
      if (method === 'DELETE') {
        if (uploadId) uploads.delete(uploadId);
        else objects.delete(path);
        return new Response(null, { status: 204 });
      }
      if (url.searchParams.has('uploads')) {
        uploads.set(String(++begun), new Map());
        return new Response(`<R><UploadId>${begun}</UploadId></R>`, { status: 200 });
      }
      const parts = uploadId === null ? undefined : uploads.get(uploadId);
      if (uploadId !== null && !parts) return new Response('<Error><Code>NoSuchUpload</Code></Error>', { status: 404 });
      if (method === 'PUT' && parts) parts.set(Number(url.searchParams.get('partNumber')), body.slice());
      else if (parts) {
        const whole = Buffer.concat([...parts].sort(([a], [b]) => a - b).map(([, part]) => part));
        store(path, { body: whole, type: headers.get('content-type') ?? '' });
      } else store(path, { body: body.slice(), type: headers.get('content-type') ?? '' });
      return new Response(null, { status: 200, headers: { etag: '"etag"' } });
    },
    put(bucket, key, body) {
      objects.set(`/${bucket}/${key}`, { body, type: 'application/octet-stream' });
    },
    text: (bucket, key) => {
      const found = objects.get(`/${bucket}/${key}`);
      return found && Buffer.from(found.body).toString('utf8');
    },
    keys: (bucket) => [...objects.keys()].filter((path) => path.startsWith(`/${bucket}/`)),
  };
}
