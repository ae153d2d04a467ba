import { beforeEach, describe, expect, test } from 'vitest';
import { deleteFileRecord } from '../../shared/attachments/attachment.store.ts';
import { attachmentObject } from '../../shared/attachments/attachment.ts';
import { getUpload } from '../../shared/attachments/upload.store.ts';
import { HOUR } from '../../shared/kernel/clock.ts';
import { aCustomer } from '../support/a-user.ts';
import type { Credentials } from '../support/call-api.ts';
import { aFileService } from '../support/uploads.ts';

const MB = 1024 * 1024;

interface Begun {
  readonly id: number;
  readonly token: string;
  readonly part_size: number;
  readonly parts: readonly { number: number; size: number; url: string }[];
}

describe('a large upload', () => {
  let service: Awaited<ReturnType<typeof aFileService>>;
  let as: Credentials;
  beforeEach(async () => {
    service = await aFileService();
    as = (await aCustomer(service.table, service.clock)).as;
  });

  const post = (path: string, body: object, who = as) =>
    service.attachments({ method: 'POST', path: `/api/v2/large_uploads${path}`, as: who, body });
  const begin = async (size: number, file_name = '录屏.mp4'): Promise<Begun> =>
    (await post('', { file_name, size })).body.large_upload;

  async function send({ parts }: Begun, bytes: Buffer): Promise<{ number: number; etag: string }[]> {
    let at = 0;
    const sent: { number: number; etag: string }[] = [];
    for (const { number, size, url } of parts) {
      const response = await fetch(url, { method: 'PUT', body: new Uint8Array(bytes.subarray(at, at + size)) });
      expect(response.status).toBe(200);
      sent.push({ number, etag: response.headers.get('etag') ?? '' });
      at += size;
    }
    return sent;
  }

  test('goes to the bucket in parts and becomes an upload like any other', async () => {
    const bytes = Buffer.concat([Buffer.from('\x00\x00\x00\x20ftypisom', 'latin1'), Buffer.alloc(20 * MB, 'film')]);
    const begun = await begin(bytes.length);
    expect(begun.part_size).toBe(8 * MB);
    expect(begun.parts.map((part) => part.size)).toEqual([8 * MB, 8 * MB, 4 * MB + 12]);
    for (const { url } of begun.parts) {
      expect(new URL(url).searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;host');
    }
    const parts = await send(begun, bytes);
    const { status, body } = await post(`/${begun.id}/complete`, { parts: parts.reverse() });
    expect(status).toBe(201);
    expect(body.upload).toMatchObject({
      token: begun.token,
      attachment: { id: begun.id, file_name: '录屏.mp4', content_type: 'video/mp4', size: bytes.length },
    });
    const { headers } = await service.download(body.upload.attachment.content_url);
    const file = await fetch(headers['location'] ?? '');
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('is begun once for a client’s key, and its parts go where they went', async () => {
    const start = (size: number) =>
      service.attachments({
        method: 'POST',
        path: '/api/v2/large_uploads',
        ...{ as, body: { file_name: 'a.txt', size }, headers: { 'idempotency-key': 'once' } },
      });
    const first: Begun = (await start(3)).body.large_upload;
    service.clock.advance(HOUR);
    const again = await start(3);
    expect([again.status, again.body.large_upload]).toMatchObject([201, { id: first.id, token: first.token }]);
    const parts = await send(again.body.large_upload, Buffer.from('abc'));
    expect((await post(`/${first.id}/complete`, { parts })).status).toBe(201);
    expect((await start(4)).status).toBe(422);
    service.clock.advance(HOUR);
    expect((await start(3)).status).toBe(404);
  });

  test('completed twice is one upload', async () => {
    const begun = await begin(3);
    const parts = await send(begun, Buffer.from('abc'));
    const replies = await Promise.all([1, 2].map(() => post(`/${begun.id}/complete`, { parts })));
    replies.push(await post(`/${begun.id}/complete`, { parts }));
    expect(replies.map((reply) => reply.status)).toEqual([201, 201, 201]);
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body.upload))).size).toBe(1);
  });

  test('of another size than announced is refused and forgotten', async () => {
    const begun = await begin(3);
    const [part] = begun.parts;
    const response = await fetch(part?.url ?? '', { method: 'PUT', body: 'abcdef' });
    const parts = [{ number: 1, etag: response.headers.get('etag') ?? '' }];
    const { status, body } = await post(`/${begun.id}/complete`, { parts });
    expect(status).toBe(422);
    expect(body.details.size[0].error).toBe('attachment.size_differs');
    expect((await post(`/${begun.id}/complete`, { parts })).status).toBe(404);
    expect(await service.bucket.head(`attachments/${begun.id}`)).toBeUndefined();
  });

  test('is not complete with parts that were never sent', async () => {
    const begun = await begin(9 * MB);
    const { status, body } = await post(`/${begun.id}/complete`, { parts: [{ number: 1, etag: '"never"' }] });
    expect(status).toBe(422);
    expect(body.details.parts[0].error).toBe('attachment.parts_wrong');
  });

  test('never shares an object with another, even when both drew the same id', async () => {
    const drawn = [7_001, 7_001, 7_002];
    service = await aFileService({ newId: () => drawn.shift() ?? 0 });
    as = (await aCustomer(service.table, service.clock)).as;
    const [one, other] = [await begin(3), await begin(3)];
    expect([one.id, other.id]).toEqual([7_001, 7_002]);
    for (const [begun, text] of [
      [one, 'abc'],
      [other, 'xyz'],
    ] as const)
      expect((await post(`/${begun.id}/complete`, { parts: await send(begun, Buffer.from(text)) })).status).toBe(201);
    expect(String(await service.bucket.get(attachmentObject(one.id)))).toBe('abc');
    expect(String(await service.bucket.get(attachmentObject(other.id)))).toBe('xyz');
  });

  test('never shares an object with a small one', async () => {
    service = await aFileService({ newId: () => 7_003 });
    as = (await aCustomer(service.table, service.clock)).as;
    const small = { path: '/api/v2/uploads', query: { filename: 'a.txt' }, body: 'small' };
    expect((await service.uploads({ method: 'POST', as, ...small })).status).toBe(201);
    expect((await post('', { file_name: 'b', size: 3 })).status).toBeGreaterThanOrEqual(400);
    expect(String(await service.bucket.get(attachmentObject(7_003)))).toBe('small');
  });

  test('that was given up while it was completed is not there', async () => {
    const begun = await begin(3);
    const parts = await send(begun, Buffer.from('abc'));
    await deleteFileRecord(service.table, begun.id);
    expect((await post(`/${begun.id}/complete`, { parts })).status).toBe(404);
    expect(await getUpload(service.table, begun.token)).toBeUndefined();
  });

  test('belongs to who began it', async () => {
    const begun = await begin(3);
    const other = (await aCustomer(service.table, service.clock)).as;
    const parts = await send(begun, Buffer.from('abc'));
    expect((await post(`/${begun.id}/complete`, { parts }, other)).status).toBe(404);
    const abort = (who: Credentials) =>
      service.attachments({ method: 'DELETE', path: `/api/v2/large_uploads/${begun.id}`, as: who });
    expect((await abort(other)).status).toBe(404);
    expect((await abort(as)).status).toBe(204);
    expect((await abort(as)).status).toBe(404);
    expect((await post(`/${begun.id}/complete`, { parts })).status).toBe(404);
  });

  test('must be complete while its addresses work', async () => {
    const begun = await begin(3);
    const parts = await send(begun, Buffer.from('abc'));
    service.clock.advance(2 * HOUR);
    expect((await post(`/${begun.id}/complete`, { parts })).status).toBe(404);
  });

  test.each([
    [{ file_name: 'a', size: 0 }, 'size', 'field_too_small'],
    [{ file_name: 'a', size: 500 * MB + 1 }, 'size', 'field_too_large'],
    [{ file_name: '', size: 5 }, 'file_name', 'field_too_short'],
    [{ size: 5 }, 'file_name', 'field_required'],
    [{ file_name: 'a', size: 1.5 }, 'size', 'field_invalid'],
  ])('%j is refused', async (body, field, code) => {
    const reply = await post('', body);
    expect(reply.status).toBe(422);
    expect(reply.body.details[field][0].error).toBe(code);
  });

  test('of 500 MB gets an address for each of its 63 parts', async () => {
    const begun = await begin(500 * MB);
    expect(begun.parts).toHaveLength(63);
    expect(begun.parts.reduce((sum, part) => sum + part.size, 0)).toBe(500 * MB);
  });
});
