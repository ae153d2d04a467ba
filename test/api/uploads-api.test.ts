import { beforeEach, describe, expect, test, vi } from 'vitest';
import { attachmentObject } from '../../shared/attachments/attachment.ts';
import { claimUploads } from '../../shared/attachments/upload.store.ts';
import { MAX_FILES } from '../../shared/attachments/upload.ts';
import { DAY } from '../../shared/kernel/clock.ts';
import { customerPrincipal } from '../support/a-principal.ts';
import { aCustomer, anAgent } from '../support/a-user.ts';
import type { Credentials } from '../support/call-api.ts';
import { aFileService, PNG } from '../support/uploads.ts';

describe('POST /api/v2/uploads', () => {
  let service: Awaited<ReturnType<typeof aFileService>>;
  let as: Credentials;
  let customerId: number;
  beforeEach(async () => {
    service = await aFileService();
    const customer = await aCustomer(service.table, service.clock);
    [as, customerId] = [customer.as, customer.user.id];
  });

  const upload = (
    body: Buffer | string,
    query: Record<string, string>,
    headers: Record<string, string> = {},
    who = as,
  ) => service.uploads({ method: 'POST', path: '/api/v2/uploads.json', as: who, body, query, headers });

  test.each(['application/json', 'application/binary', 'image/png', 'text/plain; charset=utf-8'])(
    'keeps the bytes as they are when a client labels them %s',
    async (type) => {
      const every = Buffer.concat([PNG, Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))]);
      const { status, body } = await upload(every, { filename: '截图.png', binary: 'true' }, { 'content-type': type });
      expect(status).toBe(201);
      expect(body.upload).toMatchObject({
        token: expect.stringMatching(/^[\w-]{20,}$/),
        expires_at: '2026-11-25T03:00:00Z',
        attachment: {
          file_name: '截图.png',
          content_type: 'image/png',
          size: every.length,
          inline: false,
          deleted: false,
          malware_scan_result: 'not_scanned',
          malware_access_override: false,
          thumbnails: [],
          width: null,
          height: null,
        },
      });
      expect(body.upload.attachments).toEqual([body.upload.attachment]);
      expect(body.upload.attachment.url).toBe(
        `https://support.moorline.test/api/v2/attachments/${body.upload.attachment.id}.json`,
      );
      const file = await service.download(body.upload.attachment.content_url);
      expect(file.status).toBe(200);
      expect(file.body).toEqual(every);
    },
  );

  test.each([
    ['as its client labels it', (type: string) => type],
    ['labelled without its boundary', () => 'multipart/form-data'],
  ])('takes a form with the file in uploaded_data, %s', async (_, label) => {
    const form = new FormData();
    form.set('uploaded_data', new File([new Uint8Array(PNG)], '护照.png', { type: 'image/png' }));
    const encoded = new Response(form);
    const type = label(encoded.headers.get('content-type') ?? '');
    const { status, body } = await upload(Buffer.from(await encoded.arrayBuffer()), {}, { 'content-type': type });
    expect(status).toBe(201);
    expect(body.upload.attachment).toMatchObject({
      file_name: '护照.png',
      size: PNG.length,
      content_type: 'image/png',
    });
  });

  test('adds a file to an upload that was begun before', async () => {
    const first = await upload('one', { filename: 'one.txt' });
    const { token } = first.body.upload;
    const second = await upload('two', { filename: 'two.txt', token });
    expect(second.body.upload.token).toBe(token);
    expect(second.body.upload.attachment.file_name).toBe('two.txt');
    expect(second.body.upload.attachments.map((file: { file_name: string }) => file.file_name)).toEqual([
      'one.txt',
      'two.txt',
    ]);
    const claim = {
      ticketId: 1,
      commentId: 10,
      principal: customerPrincipal({ userId: customerId }),
      now: service.clock.now(),
    };
    expect((await claimUploads(service.table, [token], claim)).attachments).toHaveLength(2);
  });

  test('adds nothing to an upload of somebody else, or one that has expired', async () => {
    const { token } = (await upload('one', { filename: 'one.txt' })).body.upload;
    const other = await aCustomer(service.table, service.clock);
    const foreign = await upload('two', { filename: 'two.txt', token }, {}, other.as);
    expect(foreign.status).toBe(422);
    expect(foreign.body.details.token[0].error).toBe('attachment.token_invalid');
    service.clock.advance(3 * DAY);
    expect((await upload('two', { filename: 'two.txt', token })).status).toBe(422);
  });

  test.each([
    ['an empty file', '', { filename: 'a.txt' }, {}, 422, 'file', 'attachment.empty'],
    ['no name', 'x', {}, {}, 422, 'filename', 'field_required'],
    ['a name beyond reason', 'x', { filename: 'a'.repeat(2_000) }, {}, 422, 'filename', 'field_too_long'],
    ['a token that cannot be one', 'x', { filename: 'a', token: '../../x' }, {}, 422, 'token', 'field_invalid'],
    [
      'a form without the field',
      '--b--\r\n',
      {},
      { 'content-type': 'multipart/form-data; boundary=b' },
      422,
      'uploaded_data',
      'field_required',
    ],
    [
      'a broken form',
      'nonsense',
      {},
      { 'content-type': 'multipart/form-data; boundary=b' },
      400,
      'base',
      'attachment.form_invalid',
    ],
  ] as const)('refuses %s', async (_, content, query, headers, status, field, code) => {
    const reply = await upload(content, { ...query }, { ...headers });
    expect(reply.status).toBe(status);
    expect(reply.body.details[field][0].error).toBe(code);
  });

  test('refuses a file above 4 MB and says where to take it', async () => {
    const { status, body } = await upload(Buffer.alloc(4 * 1024 * 1024 + 1), { filename: 'a.mov' });
    expect(status).toBe(422);
    expect(body.details.file[0]).toMatchObject({ error: 'attachment.too_large_here' });
    expect(body.details.file[0].description).toContain('/api/v2/large_uploads');
    expect((await upload(Buffer.alloc(4 * 1024 * 1024), { filename: 'a.mov' })).status).toBe(201);
  });

  test('refuses a caller without credentials', async () => {
    const reply = await service.uploads({
      method: 'POST',
      path: '/api/v2/uploads',
      query: { filename: 'a' },
      body: 'x',
    });
    expect(reply.status).toBe(401);
  });

  test('sent twice with one Idempotency-Key keeps one file', async () => {
    const headers = { 'idempotency-key': 'retry-1' };
    const [one, other] = await Promise.all([
      upload('x', { filename: 'a.txt' }, headers),
      upload('x', { filename: 'a.txt' }, headers),
    ]);
    expect(other.body.upload.token).toBe(one.body.upload.token);
    const added = await upload('x', { filename: 'a.txt' }, headers);
    expect(added.body.upload.attachments).toHaveLength(1);
    expect((await upload('y', { filename: 'a.txt' }, headers)).status).toBe(422);
  });

  test('takes so many files under one token, and keeps nothing of one too many', async () => {
    const { token } = (await upload('x', { filename: 'a.txt' })).body.upload;
    for (let more = 1; more < MAX_FILES; more++)
      expect((await upload('x', { filename: 'a.txt', token })).status).toBe(201);
    const put = vi.spyOn(service.bucket, 'put');
    const refused = await upload('x', { filename: 'a.txt', token });
    expect(refused.status).toBe(422);
    expect(refused.body.details.token[0].error).toBe('attachment.too_many_files');
    expect(put).not.toHaveBeenCalled();
  });

  test('takes it back with DELETE, by its owner only and once only', async () => {
    const { token, attachment } = (await upload('x', { filename: 'a.txt' })).body.upload;
    const remove = (who: Credentials) =>
      service.uploads({ method: 'DELETE', path: `/api/v2/uploads/${token}.json`, as: who });
    const agent = await anAgent(service.table, service.clock);
    expect((await remove(agent.as)).status).toBe(404);
    expect((await remove(as)).status).toBe(204);
    expect((await remove(as)).status).toBe(404);
    expect(await service.bucket.get(attachmentObject(attachment.id))).toBeUndefined();
    expect((await service.download(attachment.content_url)).status).toBe(404);
  });
});
