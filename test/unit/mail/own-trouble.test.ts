import { describe, expect, test } from 'vitest';
import { classifyMail } from '../../../shared/mail/classify-mail.ts';
import { parseMail } from '../../../shared/mail/parse-mail.ts';
import { mailFacts, rawMail } from '../../support/a-mail.ts';

const kindOf = async (headers: Readonly<Record<string, string>>, text: string) =>
  (await classifyMail(await parseMail(rawMail(headers, text)), mailFacts({ envelopeFrom: undefined }))).kind;
const encoded = (subject: string) => `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
const ANSWER = { Subject: 'Re: [#48213] Withdrawal not arrived', 'In-Reply-To': '<abc@moorline.test>' };

describe('somebody who is away and in trouble gets an answer', () => {
  test.each([
    'Hi,\n\nI’m away from home until Friday, I will reply on Friday. My account was hacked, it is urgent.\n\nWei',
    'I am on leave until Friday. Call my wife Anna 13900139000 in the meantime, the account was hacked, it is urgent',
    'I am on a business trip until Friday. I only have limited access to my phone. The withdrawal was not me.',
    'I am on vacation until Friday. This is urgent, my colleague took care of nothing.',
    '我正在出差，周五回来。账户被盗，很紧急，请先冻结。',
    '来週まで休暇をいただいております。お急ぎで処理をお願いします。',
    'Ich bin bis Freitag im Urlaub. Es ist dringend, bitte sperren Sie mein Konto.',
    'Je suis en congés à l’étranger et mon téléphone a été volé, c’est urgent et dringend. Bloquez mon compte',
    'Estoy de vacaciones y me robaron el teléfono. En caso de urgencia llamen al 600123456.',
    'Estou de férias, em caso de urgência: roubaram o meu telemóvel, bloqueiem a conta.',
    'Я нахожусь в отпуске, срочно заблокируйте счёт, телефон украли.',
    '지금 휴가 중인데 급한 일입니다. 계정을 정지해 주세요.',
  ])('%s', async (text) => {
    expect(await kindOf(ANSWER, text)).toBe('normal');
    expect(await kindOf({ ...ANSWER, 'Auto-Submitted': 'auto-replied' }, text)).toBe('auto-reply');
  });
});

describe('somebody who is away and says how to reach them has answered', () => {
  test.each([
    'On vacation until Friday. Back on Monday. Call me on +86 13900139000',
    'On leave until Friday. Contact me on +86 13900139000.',
    'I am away from my desk, call back at 5 pm.',
    'I’m away until Friday. I’ll read your answer then.',
    '我目前在外地出差，无法及时回复电话，请用邮件联系我。',
  ])('%s', async (text) => {
    expect(await kindOf(ANSWER, text)).toBe('normal');
  });

  test.each([
    'I am out of the office until Monday. Please write to anna@corp.example or call me at +86 13900139000 if urgent.',
    'I am on annual leave until 5 December. For urgent matters call me on +49 170 5550188.',
    'Je suis en vacances jusqu’à vendredi. En cas d’urgence appelez le 0612345678.',
    'Ich bin bis Freitag im Urlaub. In dringenden Fällen wenden Sie sich bitte an anna@corp.example.',
    '我正在休假，如有紧急事情请联系我的同事 anna@corp.example。',
  ])('but a notice says it for a case that may be: %s', async (text) => {
    expect(await kindOf(ANSWER, text)).toBe('auto-reply');
  });
});

describe('the words of machines in a complaint of them', () => {
  test.each([
    ['Out of office', 'When is your office open? I always get out of office.'],
    ['自动回复', '你们只会自动回复，能不能来个人工？'],
    ['自动回复：提现', '你们只会自动回复，我的账户被盗了。'],
    ['这是一封自动回复？', '这是一封自动回复吗，我要人工客服'],
    ['Re: your answer', 'This is an automatic reply, isn’t it? I want a human to look at 4d5e6f.'],
    ['Read: my message', 'Your message was read by nobody. Please answer.'],
  ])('make no machine of its writer: %s', async (subject, text) => {
    expect(await kindOf({ Subject: encoded(subject) }, text)).toBe('normal');
  });

  test.each([
    ['Automatic reply: Withdrawal', 'I am out of the office until Monday and have limited access to e-mail.'],
    ['自动回复: 提现', '您好，我正在休假，周一回来。'],
    ['自动回复', '您的邮件已收到，我会尽快处理。'],
    [
      'Automatische Antwort: Auszahlung',
      'Vielen Dank für Ihre Nachricht. Fragen zum Konto beantwortet anna@corp.example.',
    ],
    ['Out of office', 'Back on Monday.\n\nWei'],
    ['Read: Withdrawal', 'Your message was read on 22 November 2026 at 10:15.'],
  ])('are a machine’s above what machines say: %s', async (subject, text) => {
    expect(await kindOf({ Subject: encoded(subject) }, text)).toBe('auto-reply');
  });
});
