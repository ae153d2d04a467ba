import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { getAttachment, storeFiles } from '../../shared/attachments/attachment.store.ts';
import { openTicket } from '../../shared/tickets/change-ticket.ts';
import { commitTicket } from '../../shared/tickets/ticket.store.ts';
import { via } from '../../shared/tickets/ticket.ts';
import { watchFile } from '../../shared/tickets/watched-file.store.ts';
import { aCustomer, anAgent } from '../support/a-user.ts';
import type { Credentials } from '../support/call-api.ts';
import { aFileService, PNG } from '../support/uploads.ts';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': 'zh-CN,zh;q=0.9' };

type Person = Awaited<ReturnType<typeof aCustomer>>;

describe('where files are scanned', () => {
  let service: Awaited<ReturnType<typeof aFileService>>;
  let customer: Person;
  let agent: Person;
  beforeEach(async () => {
    service = await aFileService({ malwareScan: true });
    const { table, clock } = service;
    [customer, agent] = [await aCustomer(table, clock), await anAgent(table, clock)];
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** A file of a public comment on the customer's request. */
  async function aFile(): Promise<{ id: number; url: string }> {
    const { table, bucket, clock } = service;
    const [ticketId, commentId] = [35, clock.newId()];
    const files = [{ file_name: '截图.png', content_type: 'image/png', bytes: PNG, inline: false }];
    const { attachments, writes } = await storeFiles(table, bucket, files, {
      now: clock.now(),
      newId: clock.newId,
      alongside: watchFile,
      ticketId,
      commentId,
    });
    const commit = openTicket(
      {
        id: ticketId,
        subject: '提现',
        requester_id: customer.user.id,
        submitter_id: customer.user.id,
        locale: 'zh-CN',
        comment: { id: commentId, body: '请看截图', public: true, attachments },
      },
      {
        now: clock.now(),
        newId: clock.newId,
        via: via('api'),
        closeAfter: 1,
        actor: { kind: 'user', id: customer.user.id, role: 'end-user' },
      },
    );
    await commitTicket(table, commit, writes);
    const [{ id } = { id: 0 }] = attachments;
    return { id, url: (await show(id, customer.as)).content_url };
  }

  const show = async (id: number, as: Credentials) =>
    (await service.attachments({ method: 'GET', path: `/api/v2/attachments/${id}`, as })).body.attachment;
  const override = (id: number, malware_access_override: unknown, as: Credentials) =>
    service.attachments({
      method: 'PUT',
      path: `/api/v2/attachments/${id}.json`,
      as,
      body: { attachment: { malware_access_override } },
    });
  const shown = async (id: number) => {
    const { malware_scan_result, malware_access_override } = await show(id, agent.as);
    return [malware_scan_result, malware_access_override];
  };

  test('no file is handed out before its scan, and whoever asks is told when to come again', async () => {
    const { id, url } = await aFile();
    const early = await service.download(url);
    expect(early.status).toBe(409);
    expect(early.headers['retry-after']).toBe('5');
    expect(early.body.details.base[0].error).toBe('attachment.awaits_scan');
    expect(await shown(id)).toEqual(['not_scanned', false]);
    await service.scanned(id, 'NO_THREATS_FOUND');
    const { status, body } = await service.download(url);
    expect(status).toBe(200);
    expect(body).toEqual(PNG);
    expect(await shown(id)).toEqual(['malware_not_found', false]);
  });

  test.each([
    ['THREATS_FOUND', 'malware_found', 'attachment.malware_found'],
    ['UNSUPPORTED', 'failed_to_scan', 'attachment.not_scannable'],
    ['FAILED', 'failed_to_scan', 'attachment.not_scannable'],
  ] as const)('a file of which the scan says %s is held back, with the reason', async (status, result, code) => {
    const { id, url } = await aFile();
    await service.scanned(id, status).catch(() => undefined);
    const reply = await service.download(url);
    expect(reply.status).toBe(403);
    expect(reply.body).toMatchObject({ error: 'Forbidden', details: { base: [{ error: code }] } });
    expect(await shown(id)).toEqual([result, false]);
  });

  test('a person in a browser reads a page in their language, which asks again by itself', async () => {
    const { id, url } = await aFile();
    const early = await service.download(url, BROWSER);
    expect(early.status).toBe(409);
    expect(early.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      refresh: '5',
      'retry-after': '5',
    });
    expect(early.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(String(early.body)).toContain('正在接受恶意软件检查');
    await service.scanned(id, 'THREATS_FOUND');
    const held = await service.download(url, BROWSER);
    expect(held.status).toBe(403);
    expect(held.headers['refresh']).toBeUndefined();
    expect(String(held.body)).toMatch(/<html lang="zh-CN">[\s\S]*发现恶意软件/);
    const gone = await service.download('https://files.moorline.test/attachments/token/nonsense', BROWSER);
    expect([gone.status, gone.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
  });

  test('an agent releases a file that was wrongly held, and can take that back', async () => {
    const { id, url } = await aFile();
    await service.scanned(id, 'THREATS_FOUND');
    const logged = vi.spyOn(console, 'log').mockReturnValue();
    const released = await override(id, true, agent.as);
    expect(released.status).toBe(200);
    expect(released.body.attachment).toMatchObject({
      id,
      malware_access_override: true,
      malware_scan_result: 'malware_found',
    });
    expect(logged).toHaveBeenCalledWith(
      expect.objectContaining({
        event: 'malware_access_override',
        attachment_id: id,
        by: agent.user.id,
        released: true,
      }),
    );
    expect((await getAttachment(service.table, id))?.scan_override).toMatchObject({ by: agent.user.id });
    expect((await service.download(url)).status).toBe(200);
    await service.scanned(id, 'THREATS_FOUND');
    expect((await service.download(url)).status).toBe(200);
    expect((await override(id, false, agent.as)).body.attachment.malware_access_override).toBe(false);
    expect((await service.download(url)).status).toBe(403);
  });

  test('a release does not outlast a worse finding', async () => {
    const { id, url } = await aFile();
    await service.scanned(id, 'UNSUPPORTED');
    await override(id, true, agent.as);
    expect((await service.download(url)).status).toBe(200);
    await service.scanned(id, 'THREATS_FOUND');
    expect((await service.download(url)).status).toBe(403);
    expect(await shown(id)).toEqual(['malware_found', false]);
  });

  test('no customer releases a file, and nobody one that they may not see', async () => {
    const { id } = await aFile();
    expect((await override(id, true, customer.as)).status).toBe(403);
    const query = { filename: 'a.png' };
    const { body } = await service.uploads({
      method: 'POST',
      path: '/api/v2/uploads',
      as: customer.as,
      query,
      body: PNG,
    });
    expect((await override(body.upload.attachment.id, true, agent.as)).status).toBe(404);
    expect((await override(7, true, agent.as)).status).toBe(404);
    expect((await override(id, 'yes', agent.as)).status).toBe(422);
  });
});

test('where files are not scanned, every file is handed out and says that it was not scanned', async () => {
  const service = await aFileService();
  const { as } = await aCustomer(service.table, service.clock);
  const query = { filename: 'a.png' };
  const { body } = await service.uploads({ method: 'POST', path: '/api/v2/uploads', as, query, body: PNG });
  expect(body.upload.attachment).toMatchObject({ malware_scan_result: 'not_scanned', malware_access_override: false });
  expect((await service.download(body.upload.attachment.content_url)).status).toBe(200);
});
