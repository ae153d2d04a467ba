import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replyAddress } from '../../../shared/mail/reply-token.ts';
import { secretsFrom } from '../../../shared/platform/secrets.ts';
import { ROOT } from '../../arch/source-files.ts';
import { rawMail } from '../../support/a-mail.ts';

const KEPT = { signing_key: 'a key that only this test has, 32 bytes', customer_jwt: { issuer: 'https://x.test' } };
const KEY = secretsFrom(KEPT).mail_key;
const PICTURE = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

let folder: string;
const put = (name: string, content: Uint8Array) => writeFileSync(join(folder, name), content);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'moorline-read-mail-'));
  put(
    '1-ordinary.eml',
    rawMail({ Subject: '=?utf-8?B?5o+Q546w?=', Cc: 'Ann <ann@friend.test>' }, '提现没有到账，请帮忙。'),
  );
  put(
    '2-file.eml',
    rawMail(
      { 'Content-Type': 'multipart/mixed; boundary=b' },
      [
        '--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>See <b>this</b><script>alert(1)</script></p>',
        '--b\r\nContent-Type: text/plain; name=proof.txt\r\nContent-Transfer-Encoding: base64',
        `Content-Disposition: attachment; filename=proof.txt\r\n\r\n${PICTURE.toString('base64')}\r\n--b--`,
      ].join('\r\n'),
    ),
  );
  put(
    '3-bounce.eml',
    rawMail({ From: 'MAILER-DAEMON@mx.test', 'X-Failed-Recipients': 'gone@customer.test' }, '550 5.1.1 User unknown'),
  );
  put('4-answer.eml', rawMail({ To: replyAddress('help@exchange.test', 12, { current: KEY }) }));
  put('5-empty.eml', new Uint8Array());
  put('secrets.json', Buffer.from(JSON.stringify(KEPT)));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command; answers its exit code, its lines and what it said besides. */
async function readMail(options: readonly string[], typed = '') {
  const child = spawn(process.execPath, [`${ROOT}/infra/read-mail/main.ts`, ...options], { cwd: folder });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
  child.stdin.end(typed);
  const code = await new Promise((done) => child.once('close', done));
  return { code, out, err, lines: out.split('\n').filter(Boolean) };
}

test('each file is one line of JSON, in the order of the files, and a bad one stops nothing', async () => {
  const names = ['5-empty.eml', 'nowhere.eml', '1-ordinary.eml', '2-file.eml', '3-bounce.eml'];
  const { lines, err } = await readMail(['--json', ...names]);
  const reports = lines.map((line) => JSON.parse(line));
  expect(reports.map(({ file }) => file)).toEqual(names);
  expect(reports[1]).toMatchObject({ kind: 'unreadable', reason: 'cannot-be-opened', attachments: [] });
  expect(reports[2]).toMatchObject({
    kind: 'normal',
    decision: { do: 'open' },
    from: { name: 'Wang Xiaoming', address: 'wang@customer.test' },
    cc: [{ name: 'Ann', address: 'ann@friend.test' }],
    subject: '提现',
    newText: '提现没有到账，请帮忙。',
    language: 'zh-CN',
    html: null,
  });
  expect(reports[3]).toMatchObject({
    text: 'See this',
    html: '<p>See <b>this</b></p>',
    attachments: [
      {
        name: 'proof.txt',
        contentType: 'image/png',
        size: PICTURE.length,
        sha256: createHash('sha256').update(PICTURE).digest('hex'),
        inline: false,
      },
    ],
  });
  expect(reports[4]).toMatchObject({
    kind: 'bounce',
    bounce: [{ recipient: 'gone@customer.test', hard: true, status: '5.1.1' }],
  });
  expect(err).toContain('5 mails:');
});

test('a signed address counts with the key it was signed with, and with no other', async () => {
  const ours = ['--json', '--support', 'help@exchange.test'];
  const known = await readMail([...ours, '--secrets', 'secrets.json', '4-answer.eml']);
  expect(JSON.parse(known.out).decision).toEqual({ do: 'comment-if-on-ticket', rule: 'reply-address', ticket: 12 });
  const unknown = await readMail([...ours, '4-answer.eml']);
  expect(JSON.parse(unknown.out).decision.do).toBe('open');
});

test('files may be named by their folder or on standard input; without --json a person can read it', async () => {
  const listed = await readMail(['-'], '1-ordinary.eml\n3-bounce.eml\n');
  expect(listed.out).toContain('== 1-ordinary.eml');
  expect(listed.out).toContain('decision  opens a ticket');
  expect(listed.out).toContain('gone@customer.test for good 5.1.1');
  const all = await readMail(['--json', '.']);
  expect(all.lines).toHaveLength(6);
});

test('a person sees what is new in a mail and, apart from it, what is folded', async () => {
  const quote = Array.from({ length: 30 }, (_, at) => `> line ${at}`).join('\r\n');
  put(
    '6-reply.eml',
    rawMail({ Subject: 'Re: Stuck' }, `It came.\r\n\r\nOn 1 May 2026, Ann <a@b.test> wrote:\r\n${quote}`),
  );
  put('7-quote.eml', rawMail({ Subject: 'Re: Stuck' }, 'On 1 May 2026, Ann <a@b.test> wrote:\r\n> line'));
  const [reply = '', quoted = '', ordinary = '', files = '', ...rest] = (
    await readMail(['6-reply.eml', '7-quote.eml', '1-ordinary.eml', '2-file.eml'])
  ).out.split(/\n\n(?=== |$)/);
  expect(reply).toMatch(/\n {3}new text\n {3}\| It came\.\n {3}folded {4}31 lines\n {3}\. On 1 May/);
  expect(reply).toMatch(/\n {3}\. > line 18\n {3}\. \(and 11 lines more\)$/);
  expect(quoted).toMatch(/\n {3}new text {2}none: [^\n]*\n {3}\. On 1 May[^\n]*\n {3}\. > line$/);
  expect(ordinary).toMatch(/\n {3}subject {3}提现\n[\s\S]*\| 提现没有到账，请帮忙。\n {3}folded {4}nothing$/);
  expect(files).toContain('file      proof.txt (image/png, 16 bytes)');
  expect(rest.join('')).toBe('');
});

test('a folder is gone through once, whatever lies in it: links in a circle, links to nowhere, pipes', async () => {
  const deep = mkdtempSync(join(tmpdir(), 'moorline-read-mail-'));
  writeFileSync(join(deep, 'a.eml'), rawMail({ Subject: 'x\u001b[31m\u202ey' }));
  symlinkSync(deep, join(deep, 'circle'));
  symlinkSync('/nowhere', join(deep, 'lost'));
  execFileSync('mkfifo', [join(deep, 'pipe')]);
  const { lines } = await readMail(['--json', deep]);
  expect(lines.map((line) => JSON.parse(line).file)).toEqual([join(deep, 'a.eml'), join(deep, 'lost')]);
  const { out } = await readMail([join(deep, 'a.eml')]);
  expect([out.includes('\u001b'), out.includes('\u202e')]).toEqual([false, false]);
  rmSync(deep, { recursive: true });
});

test('a call it does not understand is answered with how to call it', async () => {
  for (const options of [[], ['--what'], ['--support']]) {
    const { code, err } = await readMail(options);
    expect(code).toBe(2);
    expect(err).toContain('npm run mail -- [options]');
  }
});
