import { describe, expect, test } from 'vitest';
import { parseMail } from '../../../shared/mail/parse-mail.ts';
import { aMail, rawMail } from '../../support/a-mail.ts';

const withoutBytes = ({ bytes, ...rest }: { bytes: Uint8Array }) => ({ ...rest, size: bytes.length });

describe('reading a mail', () => {
  test('takes sender, subject and text of Gmail, with its references oldest first', async () => {
    const mail = await aMail('gmail-reply');
    expect(mail.from).toEqual([{ name: 'Wang Xiaoming', address: 'wang.xiaoming@gmail.example' }]);
    expect(mail.subject).toBe('Re: [#12] My withdrawal is stuck');
    expect(mail.text).toMatch(/^Yes, it is my own wallet\. The address ends in 9f3c\.\n\nThanks!/);
    expect(mail.references).toEqual([
      'CAF0000first@mail.gmail.example',
      '0100018c7a2b3c4d-aaaa-bbbb-000000@email.amazonses.example',
    ]);
    expect(mail.messageId).toBe('CAF9gKx=reply-1@mail.gmail.example');
    expect(mail.html).toContain('gmail_quote');
  });

  test('reads what Chinese clients write in GB18030, GBK and GB2312', async () => {
    const qq = await aMail('qq-reply');
    expect(qq.from).toEqual([{ name: '王小明', address: '88213377@qq.example' }]);
    expect(qq.subject).toBe('回复：Re: [#12] 提现一直没有到账');
    expect(qq.text).toMatch(/^是我本人的钱包，尾号 9f3c。/);
    const netease = await aMail('netease-163-reply');
    expect(netease.from[0]?.name).toBe('李娜');
    expect(netease.subject).toBe('Re:Re: [#12] 提现');
    expect((await aMail('outlook-zh-reply')).subject).toBe('答复: [#12] 提现没有到账');
  });

  test('reads headers in raw bytes of a local charset', async () => {
    const mail = await aMail('raw-8bit-headers');
    expect(mail.from).toEqual([{ name: '赵六', address: 'zhaoliu@old.example' }]);
    expect(mail.subject).toBe('账户被冻结，请帮忙');
    expect(mail.text.trim()).toBe('我的账户突然无法登录。');
  });

  test('keeps files with their names and bytes', async () => {
    const mail = await aMail('apple-mail-attachment');
    expect(mail.attachments.map(withoutBytes)).toEqual([
      {
        fileName: 'Bildschirmfoto Überweisung.png',
        contentType: 'image/png',
        inline: false,
        contentId: undefined,
        size: 70,
      },
    ]);
    expect(mail.cc).toEqual([{ name: 'Anna Schmidt', address: 'anna@icloud.example' }]);
    expect(mail.text).toContain('Grüße\nJürgen');
  });

  test('knows pictures that belong into the text', async () => {
    const mail = await aMail('inline-image');
    expect(mail.attachments.map(withoutBytes)).toMatchObject([{ inline: true, contentId: 'shot1@mail' }]);
    expect(mail.text).toBe('Look at this:\n\nscreenshot');
  });

  test.each([
    ['<one@mail.test>', 'one@mail.test'],
    ['one@mail.test', 'one@mail.test'],
    ['<one@mail.test', 'one@mail.test'],
    ['nothing of the kind, by joe@mail.test', undefined],
    ['', undefined],
  ])('knows its id, with brackets or without: %s', async (id, expected) => {
    expect((await parseMail(rawMail({ 'Message-ID': id }))).messageId).toBe(expected);
  });

  test('knows ids without brackets among references', async () => {
    const mail = await parseMail(
      rawMail({ References: 'a@mail.test b@mail.test', 'In-Reply-To': 'Your mail of <b@x>' }),
    );
    expect([mail.references, mail.inReplyTo]).toEqual([['a@mail.test', 'b@mail.test'], ['b@x']]);
  });

  test('makes a text where there is only HTML', async () => {
    const mail = await aMail('html-only');
    expect(mail.subject).toBe('API 密钥无法创建');
    expect(mail.text).toBe(
      '您好，\n\n我无法创建 API 密钥。\n错误：INVALID_IP\n\n- 浏览器 Chrome\n- 时间 3:00\n\n详见 截图',
    );
  });

  test('makes the best of broken structure', async () => {
    const mail = await aMail('broken-boundary');
    expect(mail.text.trim()).toBe('This part names a charset that nobody has.');
    expect(mail.attachments.map(({ fileName }) => fileName)).toEqual(['half.pdf']);
  });

  test('names every sender of the first From header and none of a second one', async () => {
    expect((await aMail('two-senders')).from.map(({ address }) => address)).toEqual([
      'wang.xiaoming@gmail.example',
      'mallory@evil.example',
    ]);
  });

  test('puts a subject on one line', async () => {
    const mail = await parseMail(rawMail({ Subject: '=?utf-8?Q?one=0D=0ABcc:_evil@x.test?=' }));
    expect(mail.subject).toBe('one Bcc: evil@x.test');
  });

  test('reads the report of a bounce and the headers of the mail it is about', async () => {
    const { report } = await aMail('bounce-dsn');
    expect(report?.kind).toBe('delivery-status');
    expect(report?.blocks[1]?.get('status')).toBe('5.1.1');
    expect(report?.originalHeaders.find(({ name }) => name === 'x-moorline-delivery')?.value).toBe('dlv0001');
  });

  test.each([
    ['', 0],
    ['\r\n', 1],
    ['no headers at all', 2],
    ['\0\xff\xfe garbage \r\n\r\n\0', 3],
  ])('survives rubbish: %j', async (raw) => {
    const mail = await parseMail(Buffer.from(raw, 'latin1'));
    expect(mail.attachments).toEqual([]);
  });
});
