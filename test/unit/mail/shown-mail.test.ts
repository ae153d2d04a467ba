import { describe, expect, test } from 'vitest';
import { mailComment } from '../../../shared/mail/mail-comment.ts';
import { parseMail } from '../../../shared/mail/parse-mail.ts';
import type { AddressOwner } from '../../../shared/mail/shown-mail.ts';
import { rawMail } from '../../support/a-mail.ts';

const OWNERS: Readonly<Record<string, AddressOwner>> = {
  'support@moorline.test': 'us',
  'wang@customer.test': 'party',
  'colleague@customer.test': 'party',
  'alice@moorline.test': 'party',
};
const ownerOf = async (address: string) => OWNERS[address] ?? 'stranger';
const lines = (...all: string[]) => all.join('\n');
const REPLY = { Subject: 'Re: [#12] Withdrawal', 'In-Reply-To': '<x@moorline.test>' };
const FROM_ALICE = { ...REPLY, From: 'Alice <alice@moorline.test>' };

const parsed = (text: string, headers: Record<string, string> = REPLY) => parseMail(rawMail(headers, text));
const shownOf = async (text: string, headers?: Record<string, string>) =>
  mailComment(await parsed(text, headers), 'answer', 'en', ownerOf);
const publishedOf = async (text: string, headers: Record<string, string> = FROM_ALICE) =>
  (await mailComment(await parsed(text, headers), 'answer-of-staff', 'en', ownerOf)).body;

/** What was got, the labels of sender, recipient and subject, and what the customer goes on to say. */
const LANGUAGES = [
  ['en', 'I got this today.', 'From', 'To', 'Subject', 'I typed my password there. Please freeze my account.'],
  ['zh', '我今天收到了钓鱼邮件。', '发件人', '收件人', '主题', '我点了链接并输入了密码。请冻结我的账户。'],
  ['ja', '今日このメールが届きました。', '差出人', '宛先', '件名', 'パスワードを入力しました。凍結してください。'],
  ['ko', '오늘 이런 메일을 받았습니다.', '보낸 사람', '받는 사람', '제목', '비밀번호를 입력했습니다. 정지해 주세요.'],
  ['ru', 'Сегодня пришло такое письмо.', 'От', 'Кому', 'Тема', 'Я ввёл пароль. Заблокируйте счёт.'],
  ['es', 'Hoy recibí esto.', 'De', 'Para', 'Asunto', 'Puse mi clave. Bloqueen mi cuenta.'],
  ['fr', "J'ai reçu cela aujourd'hui.", 'De', 'À', 'Objet', "J'ai saisi mon mot de passe. Bloquez mon compte."],
  ['de', 'Das kam heute an.', 'Von', 'An', 'Betreff', 'Ich habe mein Passwort eingegeben. Bitte sperren.'],
  ['pt', 'Recebi isto hoje.', 'De', 'Para', 'Assunto', 'Digitei a minha senha. Bloqueiem a conta.'],
  ['vi', 'Hôm nay tôi nhận được thư này.', 'Từ', 'Đến', 'Chủ đề', 'Tôi đã nhập mật khẩu. Hãy khóa tài khoản.'],
  ['tr', 'Bugün bu e-posta geldi.', 'Kimden', 'Kime', 'Konu', 'Şifremi girdim. Hesabımı kilitleyin.'],
] as const;

describe.each(LANGUAGES)('in %s', (_, got, from, to, subject, told) => {
  test('a mail of a stranger that a customer shows hides nothing of what they tell below', async () => {
    const text = lines(got, '', `${from}: Moorline <help@moorline-login.test>`, `${subject}: Urgent`, '', told);
    expect((await shownOf(text)).body).toBe(text);
    expect(await publishedOf(text)).toBe(text);
  });

  test('a mail of ours is folded, or no agent’s answer', async () => {
    const quoted = [`${from}: Moorline <support@moorline.test>`, `${to}: W <w@alias.test>`, `${subject}: Re: Urgent`];
    const text = lines(got, '', '________________________________', ...quoted, '', 'internal matter');
    expect((await shownOf(text)).body).toBe(got);
    expect(await publishedOf(text)).toBe(got);
  });
});

describe('what a customer shows', () => {
  const told = 'Please help me!!';
  test.each([
    ['a change of address', ['From: old@mail.test', 'To: new@mail.test']],
    ['a transfer to another user', ['From: wang@customer.test', 'To: bob@other.test', 'Date: 21 Nov 2026 10:15']],
    [
      'what their client wrote above a forwarded mail',
      [
        '---------- Forwarded message ---------',
        'From: Moorline <help@moorline-login.test>',
        'Date: Sat, Nov 21, 2026 at 9:12 AM',
        'Subject: Urgent',
        'To: <wang@customer.test>',
      ],
    ],
    ['the line of who wrote when', ['On Sat, Nov 21, 2026 at 9:12 AM Moorline <help@moorline-login.test> wrote:']],
  ])('%s', async (_, head) => {
    const text = lines('Look at this', '', ...head, '', 'Your account will be frozen.', '', told);
    expect((await shownOf(text)).body).toBe(text);
  });

  test('is shown in HTML as well, where it would be folded', async () => {
    const html =
      '<p>Look</p><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Moorline &lt;help@moorline-login.test&gt;<br>Date: Sat, Nov 21, 2026 at 9:12 AM<br>Subject: Urgent<br>To: &lt;wang@customer.test&gt;<br></div>Click here</div>';
    const comment = await shownOf(html, { ...REPLY, 'Content-Type': 'text/html; charset=utf-8' });
    expect(comment.body).toContain('Click here');
    expect(comment.html_body).not.toContain('<details>');
    const ours = html.replace('help@moorline-login.test', 'support@moorline.test');
    expect((await shownOf(ours, { ...REPLY, 'Content-Type': 'text/html; charset=utf-8' })).html_body).toContain(
      '<details>',
    );
  });

  test('stands without the quotes of the conversation above it', async () => {
    const quote = ['On Tue, 3 May 2022 at 10:22, Moorline <support@moorline.test> wrote:', '> Show us the mail.'];
    const shown = ['From: Moorline <help@moorline-login.test>', 'Subject: Urgent', '', 'Click here', '', told];
    expect((await shownOf(lines(...quote, '', 'Here it is.', '', ...shown))).body).toBe(
      lines('Here it is.', '', ...shown),
    );
  });

  test.each([
    ['ours', 'Moorline <support@moorline.test>'],
    ['of somebody on the ticket', 'Colleague <colleague@customer.test>'],
    ['their own', 'Wang <wang@customer.test>'],
    ['of a name alone', 'Moorline'],
  ])('is not a mail that is %s', async (_, sender) => {
    const block = [
      `From: ${sender}`,
      'Sent: Saturday, November 21, 2026 9:12 AM',
      'To: support@moorline.test',
      'Subject: x',
    ];
    expect((await shownOf(lines('Thanks.', '', ...block, '', 'Old words'))).body).toBe('Thanks.');
    const line = `On Sat, Nov 21, 2026 at 9:12 AM ${sender} wrote:`;
    expect((await shownOf(lines('Thanks.', '', line, '> Old words'))).body).toBe('Thanks.');
  });
});

describe('what an agent shows', () => {
  test('is a transfer between strangers, and the head of our own mails', async () => {
    const transfer = [
      'We see this.',
      '',
      'From: a@bank.test',
      'To: b@bank.test',
      'Date: 21 Nov 2026',
      'Subject: 44',
      '',
      'It is held.',
    ];
    const head = [
      'Ours look so:',
      '',
      'From: Moorline <support@moorline.test>',
      'Subject: [#1]',
      '',
      'Do not answer others.',
    ];
    for (const text of [lines(...transfer), lines(...head)]) expect(await publishedOf(text)).toBe(text);
  });

  test('ends where a mail of the conversation is quoted', async () => {
    const shown = ['This is false.', '', 'From: x@evil.test', 'Subject: Pay', '', 'Do not pay.'];
    const quotes = [
      ['On Tue, 3 May 2022 at 10:22, Moorline <support@moorline.test> wrote:', '> internal'],
      [
        '-----Original Message-----',
        'From: Moorline',
        'Sent: Monday, 16 November 2026 10:00',
        'Subject: x',
        '',
        'internal',
      ],
      ['## Please write your answer above this line ##', '', 'internal'],
    ];
    for (const quote of quotes) expect(await publishedOf(lines(...shown, '', ...quote))).toBe(lines(...shown));
  });

  test('is nothing that their client quotes, whoever wrote it', async () => {
    const block = ['From: Partner <ops@bank.test>', 'Sent: Monday, 16 November 2026 10:00', 'To: Mia', 'Subject: 44'];
    expect(await publishedOf(lines('Done.', '', '-----Original Message-----', ...block, '', 'internal'))).toBe('Done.');
    expect(await publishedOf(lines('Done.', '', '________________________________', ...block, '', 'internal'))).toBe(
      'Done.',
    );
    const line = 'On Tue, 3 May 2022 at 10:22, Partner <ops@bank.test> wrote:';
    expect(await publishedOf(lines('Done.', '', line, '> internal'))).toBe('Done.');
    const html = `<p>Done.</p><div id="divRplyFwdMsg"><p>${block.join('<br>').replace(/<(ops@bank.test)>/, '&lt;$1&gt;')}</p></div><p>internal</p>`;
    expect(await publishedOf(html, { ...FROM_ALICE, 'Content-Type': 'text/html; charset=utf-8' })).toBe('Done.');
  });
});
