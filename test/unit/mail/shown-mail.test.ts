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
const answerOf = async (text: string, headers: Record<string, string> = FROM_ALICE) =>
  mailComment(await parsed(text, headers), 'answer-of-staff', 'en', ownerOf);
const UNSENT = 'kept as a note';
const publishedOf = async (text: string, headers?: Record<string, string>) => {
  const { body, isUnsent } = await answerOf(text, headers);
  return isUnsent ? UNSENT : body;
};

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
    expect(await publishedOf(text)).toBe(UNSENT);
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

describe('an agent’s answer with a mail that may be somebody else’s', () => {
  const DATE = 'Sent: Tuesday, May 3, 2022 10:22 AM';
  const LEGAL = ['To: Legal <legal@partner.test>', 'Subject: Case 12'];
  const whole = (...head: string[]) => lines('We have sent it.', '', ...head, '', 'SECRET');
  const drawn =
    '<p>We have sent it.</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Bank Fraud &lt;<a href="mailto:fraud@bank.test">fraud@bank.test</a>&gt;<br><b>Sent:</b> Tuesday, May 3, 2022 10:22 AM<br><b>To:</b> Legal &lt;legal@partner.test&gt;<br><b>Subject:</b> Case 12</p></div><p>SECRET</p>';

  test.each([
    ['without a line above it', whole('From: Bank <fraud@bank.test>', DATE, ...LEGAL)],
    ['below a drawn line', whole('________________________________', 'From: Bank <fraud@bank.test>', DATE, ...LEGAL)],
    ['below a divider', whole('-----Original Message-----', 'From: Bank <fraud@bank.test>', DATE, ...LEGAL)],
    ['announced by who wrote when', whole('On Tue, 3 May 2022 at 10:22, Bank <fraud@bank.test> wrote:', '> x')],
    ['of a transfer', whole('From: a@bank.test', 'To: b@bank.test', 'Date: 21 Nov 2026', 'Subject: 44')],
    ['of a colleague by name, to a lawyer', whole('From: Carol Berg', DATE, 'To: lawyer@law.test', 'Subject: x')],
    ['of a colleague by name, copied to a lawyer', whole('From: Carol', DATE, 'To: A', 'Cc: l@law.test', 'Subject: x')],
    ['of names without a time', whole('From: Carol Berg', 'To: Alice Ott', 'Subject: x')],
    ['of two headers that nothing announces', whole('From: Carol <carol@moorline.test>', 'Subject: x')],
    ['of two marked headers', whole('> From: Carol <carol@moorline.test>', '> Subject: x')],
  ])('%s is a note with all of it', async (_, text) => {
    const { body, isUnsent, html_body } = await answerOf(text);
    expect({ isUnsent, html_body }).toEqual({ isUnsent: true, html_body: null });
    expect(body).toMatch(/^\[This mail quotes or shows a mail of somebody who is not in this conversation/);
    expect(body.endsWith(text)).toBe(true);
  });

  test.each([
    ['as in the HTML', ['From: Bank Fraud <fraud@bank.test>']],
    ['with where the link leads', ['From: Bank Fraud <fraud@bank.test<mailto:fraud@bank.test>>']],
    ['with the link alone', ['From: Bank Fraud [mailto:fraud@bank.test]']],
    ['with asterisks for bold letters', ['*From:* Bank Fraud <fraud@bank.test>']],
    ['in two lines', ['From: Bank Fraud Prevention And Investigation', ' <fraud@bank.test>']],
  ])('is none, whatever Outlook makes of its headers in plain text: %s', async (_, from) => {
    const text = whole(...from, DATE, ...LEGAL);
    const parts = [['plain', text] as const, ['html', drawn] as const].map(
      ([kind, part]) => `--b\r\nContent-Type: text/${kind}; charset=utf-8\r\n\r\n${part}\r\n`,
    );
    const alternative = { ...FROM_ALICE, 'Content-Type': 'multipart/alternative; boundary=b' };
    expect(await publishedOf(`${parts.join('')}--b--\r\n`, alternative)).toBe(UNSENT);
    expect(await publishedOf(text)).toBe(UNSENT);
  });

  test('is none in HTML alone', async () => {
    expect(await publishedOf(drawn, { ...FROM_ALICE, 'Content-Type': 'text/html; charset=utf-8' })).toBe(UNSENT);
  });

  test.each([
    ['ours', ['From: Moorline <support@moorline.test>', DATE, 'To: w@alias.test', 'Subject: x']],
    ['the customer’s', ['From: Wang <wang@customer.test>', DATE, 'To: lawyer@law.test', 'Subject: x']],
    ['a colleague’s, without a time', ['From: Alice <alice@moorline.test>', 'To: Legal <l@law.test>', 'Subject: x']],
    ['of names, with a time', ['From: Carol Berg', DATE, 'To: Alice Ott', 'Subject: x']],
  ])('is published without it when it is %s', async (_, head) => {
    expect(await publishedOf(whole(...head))).toBe('We have sent it.');
  });
});
