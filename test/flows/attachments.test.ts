import { createClient } from 'node-zendesk';
import nodemailer from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { eventually } from '../support/a-local-run.ts';
import { anEicarFile } from '../support/eicar.ts';
import { aRunningInstance } from '../support/running.ts';

describe('files on a running instance', () => {
  const running = aRunningInstance();
  const authorization = () => {
    const agent = running().agents.find(({ role }) => role === 'agent');
    return `Basic ${Buffer.from(`${agent?.email}/token:${agent?.apiToken}`).toString('base64')}`;
  };
  const call = async (method: string, path: string, body?: string | Uint8Array<ArrayBuffer>) => {
    const headers = { authorization: authorization(), 'content-type': 'application/json' };
    const answer = await fetch(`${running().api}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  };
  const upload = async (name: string, bytes: Buffer) =>
    (await call('POST', `/api/v2/uploads.json?filename=${name}`, new Uint8Array(bytes))).body.upload;

  /** A ticket with these files; answers how its comment shows them once all are scanned. */
  async function aTicketWith(files: Readonly<Record<string, Buffer>>) {
    const uploads: string[] = [];
    for (const [name, bytes] of Object.entries(files)) uploads.push((await upload(name, bytes)).token);
    const ticket = { subject: 'With files', comment: { body: 'See the files.', uploads } };
    const { body } = await call('POST', '/api/v2/tickets.json', JSON.stringify({ ticket }));
    return shownOn(body.ticket.id);
  }

  const shownOn = (ticketId: number) =>
    eventually('the scan', async () => {
      const { body } = await call('GET', `/api/v2/tickets/${ticketId}/comments.json`);
      const attachments: Shown[] = body.comments[0].attachments;
      return attachments.every((file) => file.malware_scan_result !== 'not_scanned') ? attachments : undefined;
    });

  interface Shown {
    readonly id: number;
    readonly file_name: string;
    readonly content_url: string;
    readonly content_type: string;
    readonly malware_scan_result: string;
  }

  it('are scanned as they come in: what is clean is handed out, malware is not', async () => {
    const [clean, malware] = await aTicketWith({ 'a.txt': Buffer.from('fine'), 'invoice.pdf': anEicarFile() });
    expect(clean?.malware_scan_result).toBe('malware_not_found');
    expect(malware?.malware_scan_result).toBe('malware_found');
    const file = await fetch(clean?.content_url ?? '');
    expect([file.status, await file.text()]).toEqual([200, 'fine']);
    const held = await fetch(malware?.content_url ?? '');
    expect(held.status).toBe(403);
    expect(await held.text()).not.toContain('EICAR-STANDARD');
  });

  it('that were wrongly held back are released by node-zendesk’s own call', async () => {
    const [malware] = await aTicketWith({ 'tool.com': anEicarFile() });
    const agent = running().agents.find(({ role }) => role === 'agent');
    const client = createClient({
      username: agent?.email ?? '',
      token: agent?.apiToken ?? '',
      endpointUri: `${running().api}/api/v2`,
    } as never) as unknown as {
      attachments: { updateAttachmentForMalware(id: number, override: boolean): Promise<{ result: object }> };
    };
    const { result } = await client.attachments.updateAttachmentForMalware(malware?.id ?? 0, true);
    const attachment = { malware_access_override: true, malware_scan_result: 'malware_found' };
    expect(result).toMatchObject({ attachment });
    expect((await fetch(malware?.content_url ?? '')).status).toBe(200);
  });

  it('come by mail and are scanned all the same', async () => {
    const { smtp, supportAddress } = running();
    const subject = `Files by mail ${Math.random()}`;
    await nodemailer.createTransport({ ...smtp, ignoreTLS: true }).sendMail({
      from: 'ann@customer.test',
      to: supportAddress,
      subject,
      text: 'See the files.',
      attachments: [
        { filename: 'a.txt', content: 'fine' },
        { filename: 'b.exe', content: anEicarFile() },
      ],
    });
    const ticket = await eventually('the ticket', async () => {
      const { body } = await call('GET', '/api/v2/tickets.json?sort_by=id&sort_order=desc');
      return body.tickets.find((each: { subject: string }) => each.subject === subject);
    });
    const files = await shownOn(ticket.id);
    expect(files.map(({ file_name, malware_scan_result }) => [file_name, malware_scan_result])).toEqual([
      ['a.txt', 'malware_not_found'],
      ['b.exe', 'malware_found'],
    ]);
  });

  it('in parts are scanned once they are put together', async () => {
    const bytes = Buffer.concat([anEicarFile(), Buffer.alloc(9 * 1024 * 1024)]);
    const begun = await call(
      'POST',
      '/api/v2/large_uploads',
      JSON.stringify({ file_name: 'big.bin', size: bytes.length }),
    );
    const { id, parts, part_size } = begun.body.large_upload;
    const sent: object[] = [];
    for (const { number, url } of parts as { number: number; url: string }[]) {
      const part = bytes.subarray((number - 1) * part_size, number * part_size);
      const { headers } = await fetch(url, { method: 'PUT', body: new Uint8Array(part) });
      sent.push({ number, etag: headers.get('etag') });
    }
    const done = await call('POST', `/api/v2/large_uploads/${id}/complete`, JSON.stringify({ parts: sent }));
    expect(done.status).toBe(201);
    const scanned = await eventually('the scan', async () => {
      const response = await fetch(done.body.upload.attachment.content_url, { redirect: 'manual' });
      return response.status === 409 ? undefined : response;
    });
    expect(scanned.status).toBe(403);
  });

  it('have an origin of their own, which knows nothing else, and the API knows no files', async () => {
    const [clean] = await aTicketWith({ 'a.html': Buffer.from('<script>steal()</script>') });
    const url = new URL(clean?.content_url ?? '');
    expect(url.origin).toBe(running().files);
    expect(url.origin).not.toBe(new URL(running().api).origin);
    const file = await fetch(url);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment; filename="a.html"/),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    expect((await fetch(`${running().api}${url.pathname}`)).status).toBe(404);
    for (const path of ['/api/v2/tickets.json', '/api/v2/users/me', '/openapi.json', '/survey/x', '/'])
      expect((await fetch(`${url.origin}${path}`, { headers: { authorization: authorization() } })).status, path).toBe(
        404,
      );
  });
});
