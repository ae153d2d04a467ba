import { beforeEach, describe, expect, test } from 'vitest';
import { storeFiles } from '../../shared/attachments/attachment.store.ts';
import { attachmentView } from '../../shared/attachments/attachment.view.ts';
import { downloadSigner } from '../../shared/attachments/download-link.ts';
import { HOUR } from '../../shared/kernel/clock.ts';
import { watchFile } from '../../shared/tickets/watched-file.store.ts';
import { TEST_SECRETS } from '../support/call-api.ts';
import { aFileService, PNG } from '../support/uploads.ts';

describe('a link to a file', () => {
  let service: Awaited<ReturnType<typeof aFileService>>;
  beforeEach(async () => {
    service = await aFileService();
  });

  async function aLink(file_name: string, bytes: Buffer): Promise<string> {
    const { table, bucket, clock } = service;
    const file = { file_name, content_type: 'text/html', bytes, inline: false };
    const { attachments, writes } = await storeFiles(table, bucket, [file], {
      now: clock.now(),
      newId: clock.newId,
      alongside: watchFile,
      ticketId: 1,
      commentId: 10,
    });
    await table.transact(writes);
    const signer = downloadSigner(TEST_SECRETS.link_key, clock.now());
    const [summary] = attachments;
    if (!summary) throw new Error('no file was kept');
    return attachmentView(summary, { baseUrl: 'x', filesUrl: 'https://files.moorline.test', signer }).content_url;
  }

  test('answers a picture in place, under its name', async () => {
    const { status, headers, body } = await service.download(await aLink('截图.png', PNG));
    expect(status).toBe(200);
    expect(body).toEqual(PNG);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'inline; filename="__.png"; filename*=UTF-8\'\'%E6%88%AA%E5%9B%BE.png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
  });

  test.each([
    ['a page', 'a.html', '<!doctype html><script>steal()</script>'],
    ['a drawing', 'a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="steal()"/>'],
    ['a page called a picture', 'a.png', '<html><body onload="steal()">'],
  ])('never lets %s run: it is saved, as plain bytes', async (_, name, content) => {
    const { headers, body } = await service.download(await aLink(name, Buffer.from(content)));
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toMatch(/^attachment;/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(String(body)).toBe(content);
  });

  test('sends the browser to the bucket for what a function cannot carry', async () => {
    const bytes = Buffer.alloc(5 * 1024 * 1024, 'a line of a log\n');
    const { status, headers, body } = await service.download(await aLink('logs 日志.txt', bytes));
    expect(status).toBe(302);
    expect(String(body)).toBe('');
    const location = new URL(headers['location'] ?? '');
    expect(location.searchParams.get('response-content-type')).toBe('text/plain; charset=utf-8');
    expect(location.searchParams.get('response-content-disposition')).toMatch(/^attachment; filename="logs __.txt"/);
    expect(location.searchParams.get('X-Amz-Expires')).toBe('300');
    const file = await fetch(location);
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('that was altered or has expired opens nothing', async () => {
    const link = await aLink('a.png', PNG);
    const altered = await service.download(link.replace(/token\/./, 'token/z'));
    expect(altered.status).toBe(403);
    expect(altered.body.error).toBe('Forbidden');
    expect(altered.body.details.base[0].error).toBe('attachment.link_invalid');
    expect((await service.download('https://files.moorline.test/attachments/token/nonsense/')).status).toBe(403);
    service.clock.advance(2 * HOUR);
    expect((await service.download(link)).status).toBe(403);
  });

  test('needs no slash at its end and no name', async () => {
    const link = await aLink('a.png', PNG);
    expect((await service.download(link.replace(/\/\?name=.*/, ''))).status).toBe(200);
  });
});
