import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { close, listen } from '../../../infra/local/listen.ts';
import { mailboxServer } from '../../../infra/local/mail/mailbox.ts';
import { misbehaviour } from '../../../infra/local/mail/misbehaviour.ts';
import { openSentMails } from '../../../infra/local/mail/sent-mail.ts';
import { sesEndpoint } from '../../../infra/local/mail/ses-endpoint.ts';

const file = join(mkdtempSync(join(tmpdir(), 'moorline-test-')), 'sent.jsonl');
const sent = openSentMails(file);
const faults = misbehaviour();
let published: { topicArn: string; message: Record<string, unknown> }[] = [];
const ses = sesEndpoint({
  region: 'eu-west-1',
  sent,
  destinations: [{ configurationSet: 'set', events: ['delivery', 'bounce', 'complaint'], topicArn: 'topic' }],
  publish: async (topicArn, _, message) =>
    void published.push({ topicArn, message: message as Record<string, unknown> }),
  misbehaviour: faults,
  onError: (error) => {
    throw error;
  },
});
const mailbox = mailboxServer(sent, faults);
let client: SESv2Client;
let store: string;

beforeAll(async () => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const endpoint = `http://127.0.0.1:${await listen(ses, 0, 'ses')}`;
  client = new SESv2Client({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 });
  store = `http://127.0.0.1:${await listen(mailbox, 0, 'mailbox')}`;
});
beforeEach(async () => {
  published = [];
  await fetch(`${store}/store`, { method: 'DELETE' });
});
afterAll(async () => {
  client.destroy();
  await Promise.all([close(ses), close(mailbox)]);
  sent.close();
});

const MAIL = [
  'Message-ID: <mine@moorline.test>',
  'Date: Thu, 01 Jan 1970 00:00:00 +0000',
  'From: Support <support@moorline.test>',
  'To: =?utf-8?B?546L5bCP5piO?= <wang@example.org>',
  'Subject: =?utf-8?B?5o+Q546w?=',
  'References: <one@moorline.test>',
  ' <two@moorline.test>',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  '',
  '你好',
  '',
].join('\r\n');

async function send(raw = MAIL): Promise<string> {
  const request = { Content: { Raw: { Data: Buffer.from(raw) } }, ConfigurationSetName: 'set' };
  return (await client.send(new SendEmailCommand(request))).MessageId ?? '';
}

async function emails(query = ''): Promise<Record<string, unknown>[]> {
  return ((await (await fetch(`${store}/store${query}`)).json()) as { emails: Record<string, unknown>[] }).emails;
}

test('a sent mail is in the mailbox, under the id that the sender was told', async () => {
  const messageId = await send();
  const [mail] = await emails();
  expect(mail).toMatchObject({
    messageId,
    from: 'Support <support@moorline.test>',
    destination: { to: ['wang@example.org'], cc: [], bcc: [] },
    subject: '提现',
    body: { text: '你好\n' },
    headers: { references: '<one@moorline.test> <two@moorline.test>' },
  });
});

test('Message-ID and Date are those of the service, as SES does it', async () => {
  const messageId = await send();
  const [mail] = await emails();
  const { headers, raw } = mail as { headers: Record<string, string>; raw: string };
  expect(headers['message-id']).toBe(`<${messageId}@eu-west-1.amazonses.com>`);
  expect(Date.now() - Date.parse(headers['date'] ?? '')).toBeLessThan(60_000);
  expect(raw).not.toContain('mine@moorline.test');
});

test('mails can be asked for by recipient and time, and counted', async () => {
  await send();
  await send(MAIL.replace('wang@example.org', 'li@example.org'));
  expect(await emails('?to=li@example')).toHaveLength(1);
  expect(await emails('?since=2000-01-01T00:00:00Z')).toHaveLength(2);
  expect(await emails(`?since=${Math.floor(Date.now() / 1000) + 60}`)).toHaveLength(0);
  expect(await (await fetch(`${store}/count?to=LI@`)).json()).toEqual({ count: 1 });
  expect(await (await fetch(`${store}/count`)).json()).toEqual({ count: 2 });
});

test('people can read it, and a mail that wants to be a page of ours is only text', async () => {
  const messageId = await send(MAIL.replace('5o+Q546w', Buffer.from('<script>alert(1)</script>').toString('base64')));
  for (const path of ['/', `/mails/${messageId}`]) {
    const response = await fetch(store + path);
    const page = await response.text();
    expect(page).toContain('&#60;script&#62;');
    expect(page).not.toContain('<script>');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  }
});

test('mail is kept on disk, and half a line from a killed process is dropped', async () => {
  const messageId = await send();
  const bytes = await readFile(file);
  const copy = `${file}.copy`;
  writeFileSync(copy, Buffer.concat([bytes, bytes.subarray(0, 40)]));
  const again = openSentMails(copy);
  expect([...again.from(0)].map((mail) => mail.messageId)).toEqual([messageId]);
  expect(again.count('wang@')).toBe(1);
  again.close();
  expect(await readFile(copy)).toEqual(bytes);
});

test('on order it throttles, and fails after it accepted', async () => {
  await fetch(`${store}/misbehaviour`, { method: 'PUT', body: '{"throttle":1,"fail_after_accept":1}' });
  await expect(send()).rejects.toThrow('Maximum sending rate exceeded');
  await expect(send()).rejects.toThrow();
  await send();
  expect(await emails()).toHaveLength(2);
});

test('what became of a mail is published as SES does it', async () => {
  await fetch(`${store}/misbehaviour`, { method: 'PUT', body: '{"complain":["angry@example.org"]}' });
  const bounced = await send(MAIL.replace('wang@example.org', 'bounce+7@simulator.amazonses.com'));
  await send(MAIL.replace('wang@example.org', 'angry@example.org'));
  await send();
  const kinds = published.map(({ message }) => message['eventType']);
  expect(kinds).toEqual(['Bounce', 'Delivery', 'Complaint', 'Delivery']);
  expect(published[0]).toMatchObject({
    topicArn: 'topic',
    message: {
      mail: { messageId: bounced, tags: { 'ses:configuration-set': ['set'] } },
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'bounce+7@simulator.amazonses.com' }] },
    },
  });
});
