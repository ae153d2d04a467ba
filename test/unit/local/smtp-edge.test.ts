import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listen } from '../../../infra/local/listen.ts';
import { smtpEdge } from '../../../infra/local/mail/smtp-edge.ts';
import { topics } from '../../../infra/local/mail/topics.ts';
import { DEFAULT_VERDICTS, verdictRules } from '../../../infra/local/mail/verdicts.ts';
import { type EmbeddedQueueEngine, startQueueEngine } from '../../../infra/local/queues/queue-engine.ts';

const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:ingest';
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:received';

let directory: string;
let queues: EmbeddedQueueEngine;
let edge: ReturnType<typeof smtpEdge>;
let port: number;
let raw = false;

beforeEach(async () => {
  raw = false;
  directory = await mkdtemp(join(tmpdir(), 'moorline-test-'));
  queues = await startQueueEngine({ region: 'us-east-1', objectDir: directory });
  queues.ensureQueue('ingest', QUEUE, {});
  queues.ensureBucket('mail');
  edge = smtpEdge({
    rules: [
      { recipients: ['support@moorline.test', 'in.moorline.test'], bucket: 'mail', prefix: 'raw/', topicArn: TOPIC },
    ],
    verdicts: verdictRules(DEFAULT_VERDICTS),
    queues,
    publish: (...published) => topics([{ topicArn: TOPIC, queueArn: QUEUE, raw }], queues)(...published),
    onError: (error) => {
      throw error;
    },
  });
  port = await listen(edge.server, 0, 'smtp', () => edge.listen(0, '127.0.0.1'));
});
afterEach(async () => {
  await new Promise<void>((done) => void edge.close(() => done()));
  await queues.stop();
  await rm(directory, { recursive: true, force: true });
});

async function send(envelope: { from: string; to: string }, mail: SendMailOptions = {}) {
  const client = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  return client.sendMail({ from: envelope.from, to: envelope.to, subject: '提现', text: '你好', ...mail, envelope });
}

interface Received {
  mail: { source: string; messageId: string; headers: { name: string; value: string }[] };
  receipt: { recipients: string[]; [check: string]: unknown; action: { bucketName: string; objectKey: string } };
}

function received(): Received {
  const [record] = queues.queue(QUEUE).receive(1);
  const body = JSON.parse(record?.body ?? '{}');
  return body.Type === 'Notification' ? JSON.parse(body.Message) : body;
}

test('when the sender hears 250, the bucket has the mail and the queue knows of it', async () => {
  const { response } = await send({ from: 'wang@example.org', to: 'support@moorline.test' });
  expect(response).toMatch(/^250 /);
  const { mail, receipt } = received();
  expect(mail.source).toBe('wang@example.org');
  expect(receipt.recipients).toEqual(['support@moorline.test']);
  expect(receipt.action).toMatchObject({ bucketName: 'mail', objectKey: `raw/${mail.messageId}` });
  const kept = await (await fetch(`${queues.endpoint}/mail/${receipt.action.objectKey}`)).text();
  expect(kept).toMatch(/^Return-Path: <wang@example.org>\r\n/);
  expect(kept).toContain('From: wang@example.org');
});

test('the notification comes raw or in the envelope of SNS, as the subscription says', async () => {
  raw = true;
  await send({ from: 'wang@example.org', to: 'support@moorline.test' });
  expect(received()).toMatchObject({ notificationType: 'Received' });
});

test.each([
  'support@moorline.test',
  'SUPPORT@moorline.test',
  'support+t7.abc@moorline.test',
  'any.one@in.moorline.test',
])('%s is taken', async (to) => {
  expect((await send({ from: 'wang@example.org', to })).rejected).toEqual([]);
});

test.each(['sales@moorline.test', 'support@elsewhere.test', 'x@sub.in.moorline.test'])('%s is nobody', async (to) => {
  await expect(send({ from: 'wang@example.org', to })).rejects.toThrow('550');
});

test.each([
  ['wang@example.org', 'PASS'],
  ['wang@bank.forged.test', 'FAIL'],
  ['wang@forged.test', 'FAIL'],
  ['wang@gray.test', 'GRAY'],
])('mail from %s: the checks say %s', async (from, status) => {
  await send({ from, to: 'support@moorline.test' });
  const { receipt } = received();
  expect([receipt['spfVerdict'], receipt['dkimVerdict'], receipt['dmarcVerdict']]).toEqual([
    { status },
    { status },
    { status },
  ]);
});

test('no header of a mail changes what the checks say of it', async () => {
  const headers = {
    'Authentication-Results': 'amazonses.com; spf=pass',
    'X-SES-Spam-Verdict': 'PASS',
    From: 'x@example.org',
  };
  await send({ from: 'wang@forged.test', to: 'support@moorline.test' }, { headers });
  expect(received().receipt['spfVerdict']).toEqual({ status: 'FAIL' });
});

test('bytes above 127 and names in any script arrive as they were sent', async () => {
  await send(
    { from: 'wáng@example.org', to: 'support@moorline.test' },
    { text: 'ünïcödé', textEncoding: 'quoted-printable' },
  );
  expect(received().mail.source).toBe('wáng@example.org');
});

test('a bounce, which has no sender, is taken too', async () => {
  await send({ from: '', to: 'support@moorline.test' }, { from: 'mailer-daemon@example.org' });
  expect(received().mail.source).toBe('');
});

test('a mail of 30 MB is taken, one over 40 MB is refused', async () => {
  const mail = (megabytes: number) => ({
    raw: `Subject: large\r\n\r\n${`${'x'.repeat(98)}\r\n`.repeat(megabytes * 10_486)}`,
  });
  const envelope = { from: 'wang@example.org', to: 'support@moorline.test' };
  await expect(send(envelope, mail(30))).resolves.toMatchObject({ rejected: [] });
  await expect(send(envelope, mail(41))).rejects.toThrow(/552|size/i);
});

test('a mail that breaks off half way is not taken', async () => {
  await new Promise<void>((done) => {
    const socket = connect(port, '127.0.0.1');
    const lines = ['HELO x', 'MAIL FROM:<a@example.org>', 'RCPT TO:<support@moorline.test>', 'DATA', 'Subject: half'];
    socket.on('data', () => {
      const line = lines.shift();
      if (line === undefined) socket.destroy();
      else socket.write(`${line}\r\n`);
      if (lines.length === 0) setTimeout(() => socket.destroy(), 50);
    });
    socket.on('close', () => done());
  });
  await new Promise((done) => setTimeout(done, 100));
  expect(queues.queue(QUEUE).ready()).toBe(0);
});
