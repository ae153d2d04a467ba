import { describe, expect, test } from 'vitest';
import { forwardedMail } from '../../../shared/mail/forwarded-mail.ts';
import { parseMail } from '../../../shared/mail/parse-mail.ts';
import { rawMail } from '../../support/a-mail.ts';
import { FORWARDING_CLIENTS } from '../../support/forwarding-clients.ts';

const take = async (Subject: string, text: string, headers: Record<string, string> = {}) =>
  forwardedMail(await parseMail(rawMail({ From: 'alice@moorline.test', Subject, ...headers }, text)));

describe('a mail that an agent forwards', () => {
  for (const [client, subject, lines] of FORWARDING_CLIENTS) {
    test(`from ${client}`, async () => {
      const isQuoted = lines.includes('\n>');
      const words = ['My deposit is stuck.', '', 'UID: 12345'].map((line) => (isQuoted ? `> ${line}` : line));
      for (const note of ['', 'Please look into this.\n\nAlice\n\n']) {
        const found = await take(subject, `${note}${lines}\r\n${words.join('\r\n')}`);
        expect(found?.from).toEqual({ name: 'Wang Li', address: 'wang@customer.test' });
        expect(found?.mail).toMatchObject({
          subject: 'Stuck',
          from: [{ name: 'Wang Li', address: 'wang@customer.test' }],
          to: [],
          cc: [],
          html: undefined,
          text: 'My deposit is stuck.\n\nUID: 12345',
        });
        expect(found?.note?.text).toBe(note === '' ? undefined : 'Please look into this.\n\nAlice');
      }
    });
  }

  test.each([
    ['Yandex', '22.11.2026, 11:00, "Wang Li" <wang@customer.test>:\nStuck!'],
    ['a client that quotes', 'On 22 Nov 2026, "Wang Li" <wang@customer.test> wrote:\n> Stuck!'],
  ])('announced in one line (%s)', async (_client, lines) => {
    const found = await take('Fwd: Help', `See below\n\n-------- Пересылаемое сообщение --------\n${lines}`);
    expect(found?.from).toEqual({ name: 'Wang Li', address: 'wang@customer.test' });
    expect(found?.mail).toMatchObject({ subject: 'Help', text: 'Stuck!' });
    expect(found?.note?.text).toBe('See below');
  });

  test('that is HTML only is read as its text', async () => {
    const html =
      '<div>Please help him</div><hr><div><b>From:</b> Wang Li &lt;wang@customer.test&gt;<br><b>Sent:</b> Sunday<br>' +
      '<b>To:</b> Alice &lt;alice@moorline.test&gt;<br><b>Subject:</b> Stuck<br></div><p>My deposit is stuck.</p>';
    const found = await take('FW: Stuck', html, { 'Content-Type': 'text/html; charset=utf-8' });
    expect(found).toMatchObject({
      from: { name: 'Wang Li', address: 'wang@customer.test' },
      mail: { subject: 'Stuck', text: 'My deposit is stuck.' },
      note: { text: 'Please help him', attachments: [] },
    });
  });

  test('forwarded twice is that of the one who sent it to the agent', async () => {
    const block = (name: string) =>
      `From: ${name} <${name}@customer.test>\nDate: today\nSubject: Fwd: Stuck\nTo: x@customer.test\n\n`;
    const found = await take('Fwd: Fwd: Stuck', `${block('wang')}for you\n\n${block('li')}help`);
    expect(found?.from.address).toBe('wang@customer.test');
    expect(found?.mail.text).toContain('li@customer.test');
  });

  test('without a subject in its block has the subject of the mail around it', async () => {
    const found = await take('FW: Fwd[2]: 转发：Stuck', '----- x -----\nFrom: wang@customer.test\nDate: today\n\nhelp');
    expect(found).toMatchObject({ from: { name: '', address: 'wang@customer.test' }, mail: { subject: 'Stuck' } });
  });

  test('has its files, unless they may be the agent’s, who wrote something to it', async () => {
    const block =
      'From: Wang Li <wang@customer.test>\r\nTo: alice@moorline.test\r\nSubject: Stuck\r\n\r\nSee the picture.';
    const withFile = (text: string) =>
      take(
        'Fwd: Stuck',
        `--b\r\nContent-Type: text/plain\r\n\r\n${text}\r\n--b\r\n` +
          'Content-Disposition: attachment; filename="risk.txt"\r\n\r\nx\r\n--b--',
        { 'Content-Type': 'multipart/mixed; boundary="b"' },
      );
    const alone = await withFile(block);
    expect([alone?.mail.attachments.length, alone?.note]).toEqual([1, undefined]);
    const noted = await withFile(`For us, our own findings are attached.\r\n\r\n${block}`);
    expect([noted?.mail.attachments.length, noted?.note?.attachments.length]).toEqual([0, 1]);
  });

  test('may be enclosed as a file, with the agent’s words and files beside it', async () => {
    const inner = rawMail(
      { Subject: 'Stuck', From: 'Wang Li <Wang@customer.test>' },
      'My deposit is stuck.',
    ).toString();
    const boundary = { 'Content-Type': 'multipart/mixed; boundary="b"' };
    const parts = [
      'Content-Type: text/plain\r\n\r\nPlease look.',
      `Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename="Stuck.eml"\r\n\r\n${inner}`,
      'Content-Type: text/plain; name="mine.txt"\r\nContent-Disposition: attachment; filename="mine.txt"\r\n\r\nmine',
    ];
    const body = (some: readonly string[]) => `${some.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`;
    const found = await take('Fw: Stuck', body(parts), boundary);
    expect(found).toMatchObject({
      from: { name: 'Wang Li', address: 'wang@customer.test' },
      mail: { subject: 'Stuck', attachments: [] },
      note: { attachments: [{ fileName: 'mine.txt' }] },
    });
    expect(found?.mail.text.trim()).toBe('My deposit is stuck.');
    expect(found?.note?.text.trim()).toBe('Please look.');
    expect(await take('Fw: Stuck', body([...parts, parts[1] ?? '']), boundary)).toBeUndefined();
  });
});

describe('what is no forwarded mail', () => {
  const block = 'From: Wang <wang@customer.test>\nDate: today\nSubject: Stuck\nTo: a@b.test\n\nhelp';

  test.each([
    'Stuck',
    'Re: Stuck',
    'Re: Fwd: Stuck',
    'Forwarding address changed',
    'AW: WG: x',
    'Important: x',
    '',
    ':',
  ])('one whose subject does not say so: "%s"', async (subject) => {
    expect(await take(subject, block)).toBeUndefined();
  });

  test.each([
    ['nothing', ''],
    ['no headers', 'Please see what the customer says:\n\nMy deposit is stuck.'],
    ['no address', 'From: Wang\nDate: today\nSubject: Stuck\nTo: a@b.test\n\nhelp'],
    ['a transfer', 'From: 0xabc\nTo: 0xdef\nDate: today\n\nwhere is it'],
    ['a line of a sentence', 'From: wang@customer.test we got nothing\n\nSubject closed.'],
    ['too late', `${'x\n'.repeat(500)}${block}`],
  ])('one that brings %s', async (_what, text) => {
    expect(await take('Fwd: Stuck', text)).toBeUndefined();
  });

  test('hostile text takes no time', async () => {
    const mail = await parseMail(rawMail({ Subject: 'Fwd: x' }));
    const hostile = [
      'From: '.repeat(50_000),
      'From:\n'.repeat(50_000),
      `From: ${'<'.repeat(100_000)}`,
      `From: ${' '.repeat(100_000)}x`,
      `${'>'.repeat(100_000)} From: a@b.test`,
      `${'-'.repeat(100_000)}x`,
      `To: x\n${'a@b.test,\n'.repeat(50_000)}`,
      `On ${'<a@'.repeat(50_000)}:`,
    ];
    const began = performance.now();
    for (const text of hostile) await forwardedMail({ ...mail, text });
    await forwardedMail({ ...mail, subject: 'Fwd: '.repeat(100_000), text: block });
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
