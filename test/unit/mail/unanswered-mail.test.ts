import { describe, expect, test } from 'vitest';
import { classifyMail } from '../../../shared/mail/classify-mail.ts';
import { parseMail } from '../../../shared/mail/parse-mail.ts';
import { mailFacts, rawMail } from '../../support/a-mail.ts';

type Headers = Readonly<Record<string, string>>;

const kindOf = async (headers: Headers, text?: string) =>
  classifyMail(await parseMail(rawMail(headers, text)), mailFacts({ envelopeFrom: undefined }));

describe('an answer in the precedence of mass mail', () => {
  const BULK = { Precedence: 'bulk', 'In-Reply-To': '<1@moorline.test>' };

  test('to us is a machine’s, and so is one that says it', async () => {
    const notice = 'The office is closed. Your mail will be read on Monday.';
    expect(await kindOf(BULK, notice)).toMatchObject({ kind: 'auto-reply', reason: 'precedence' });
    const away = { ...BULK, Precedence: 'junk', To: 'others@corp.example' };
    expect(await kindOf(away, 'I am on vacation.')).toMatchObject({ kind: 'auto-reply', reason: 'precedence' });
  });

  test.each([
    'You ignore me. Where is my money?',
    'Yes, that is right.',
    'Yes.\n\nOn Mon, 23 Nov 2026, Support wrote:\n> Is it yours?',
  ])('is a person’s when it wants something, or quotes: %j', async (text) => {
    expect(await kindOf(BULK, text)).toEqual({ kind: 'normal', reason: 'precedence', isUnanswered: true });
  });

  test('to a list is not', async () => {
    expect(await kindOf({ ...BULK, To: 'talk@lists.example' })).toMatchObject({ kind: 'list' });
  });
});

describe('a mail in the precedence of mass mail that answers none', () => {
  const BULK = { Precedence: 'bulk' };

  test.each<[Headers, string?]>([
    [{ ...BULK, To: 'talk@lists.example' }],
    [{ ...BULK, To: 'support@moorline.test, others@corp.example' }],
    [{ ...BULK, From: 'news@corp.example' }, 'News of the week.\n\nUnsubscribe: https://corp.example/u'],
    [{ ...BULK, From: 'no-reply@corp.example' }],
    [{ Precedence: 'junk', Cc: 'others@corp.example' }],
  ])('is mass mail: %o', async (headers, text) => {
    expect(await kindOf(headers, text)).toEqual({ kind: 'list', reason: 'precedence-bulk' });
  });

  test('is a person’s who writes to us alone', async () => {
    expect(await kindOf(BULK, 'My card was stolen.')).toEqual({
      kind: 'normal',
      reason: 'precedence',
      isUnanswered: true,
    });
  });

  test('is ordinary in the precedence of what is in a hurry', async () => {
    expect(await kindOf({ Precedence: 'special-delivery' })).toEqual({ kind: 'normal', reason: 'nothing-unusual' });
  });
});

describe('a mail that only asks not to be answered by machines', () => {
  const SUPPRESSED = { 'X-Auto-Response-Suppress': 'DR, OOF, AutoReply' };
  const LOOP = { 'X-Loop': 'wang@customer.test' };
  const RE = { 'In-Reply-To': '<1@moorline.test>', Subject: 'Re: [#12] Hello' };
  const QUOTING =
    'My number is 5.\n\nOn Mon, 23 Nov 2026 at 03:00, Support <support@moorline.test> wrote:\n> Which number?';

  test.each<[Headers, string?]>([
    [{ ...LOOP, Precedence: 'junk' }],
    [{ ...SUPPRESSED, Precedence: 'bulk' }],
    [{ ...SUPPRESSED, Subject: '[Ticket 77] received' }],
    [{ ...SUPPRESSED, Subject: 'Case #00123: Hello' }],
    [{ ...SUPPRESSED, From: 'no-reply@corp.example' }],
    [{ ...SUPPRESSED, From: 'notifications@corp.example' }, 'Your account has a new message. Shall we go on?'],
    [SUPPRESSED, 'Thank you for contacting us. We answer soon.'],
    [{ ...LOOP, ...RE }, 'We have received your message and will get back to you within 2 business days.'],
    [{ ...SUPPRESSED, ...RE }, 'Vielen Dank für Ihre Nachricht. Wir melden uns so schnell wie möglich.'],
    [{ ...SUPPRESSED, ...RE }, 'Nous avons bien reçu votre message et vous répondrons dans les plus brefs délais.'],
    [{ ...SUPPRESSED, ...RE }, '您好，您的邮件我们已收到，会在两个工作日内回复。'],
    [{ ...SUPPRESSED, ...RE }, 'お問い合わせいただきありがとうございます。順次ご連絡いたします。'],
    [{ ...SUPPRESSED, ...RE }, 'Ваше обращение зарегистрировано, мы ответим в ближайшее время.'],
    [{ ...SUPPRESSED, ...RE }, 'I am on leave until Monday. For urgent matters please contact anna@corp.example.'],
  ])('is a machine’s when it is made like theirs: %o %s', async (headers, text) => {
    expect(await kindOf(headers, text)).toMatchObject({
      kind: 'auto-reply',
      reason: expect.stringMatching(/^x-(?:auto-response-suppress|loop)$/),
    });
  });

  test.each<[Headers, string?]>([
    [SUPPRESSED],
    [{ 'X-Auto-Response-Suppress': 'All' }],
    [LOOP],
    [{ ...SUPPRESSED, ...RE }, 'Yes'],
    [{ ...LOOP, ...RE }, 'The number is 5.'],
    [{ ...SUPPRESSED, ...RE }, QUOTING],
    [{ ...LOOP, ...RE }, QUOTING],
    [{ ...SUPPRESSED, ...RE }, `I am on leave.\n\n${QUOTING}`],
    [{ ...SUPPRESSED, ...RE }, 'Thank you for your e-mail. Attached is the statement.'],
    [{ ...SUPPRESSED, From: 'support@corp.example', Subject: 'Your API is down' }, 'Our bot gets 500 since noon.'],
    [{ ...SUPPRESSED, Precedence: 'bulk' }, 'My withdrawal is missing.'],
    [{ ...SUPPRESSED, Subject: 'Case 12345' }, 'Where is my money?'],
  ])('is a person’s, whose mail server or filter writes it on everything: %o %s', async (headers, text) => {
    expect(await kindOf(headers, text)).toMatchObject({ kind: 'normal', isUnanswered: true });
  });

  test.each<[Headers]>([
    [{ 'X-Auto-Response-Suppress': 'DR, RN, NRN' }],
    [{ 'X-Auto-Response-Suppress': 'None' }],
    [{ 'X-Auto-Response-Suppress': 'OOF' }],
    [{ 'X-Autoreply': 'no' }],
    [{ 'X-Loop': 'somebody@else.example' }],
  ])('may be acknowledged where it asks for something else: %o', async (headers) => {
    expect(await kindOf(headers)).toEqual({ kind: 'normal', reason: 'nothing-unusual' });
  });

  test.each(['dont', "don't", 'do not', 'do-not', 'never', 'suppress', 'disabled'])(
    'says so in a header about answers: %s',
    async (value) => {
      const expected = { kind: 'normal', reason: 'x-autorespond', isUnanswered: true };
      expect(await kindOf({ 'X-Autorespond': value })).toEqual(expected);
    },
  );

  test('may have been sent on by a machine', async () => {
    const expected = { kind: 'normal', reason: 'auto-submitted', isUnanswered: true };
    expect(await kindOf({ 'Auto-Submitted': 'auto-forwarded' })).toEqual(expected);
  });
});

describe('a subject with the prefix of automatic answers', () => {
  const AUTO = { Subject: 'Auto: Re: [#12] Hello' };
  const ANSWER = { ...AUTO, 'In-Reply-To': '<1@moorline.test>' };

  test.each<[Headers, string?]>([
    [ANSWER],
    [{ ...AUTO, References: '<1@moorline.test>' }, 'The office is closed.'],
    [AUTO, 'This mailbox is not read, please do not reply.'],
    [AUTO, 'We have received your message. Our team will get back to you soon.'],
    [{ ...AUTO, 'X-Auto-Response-Suppress': 'All' }, 'Thank you for your mail. You will hear from us.'],
  ])('is a machine’s that answers, or says it in words: %o %s', async (headers, text) => {
    expect(await kindOf(headers, text)).toMatchObject({ kind: 'auto-reply' });
  });

  test.each<[Headers, string?]>([
    [{ Subject: 'Auto: 20% off' }],
    [{ Subject: 'Auto: Versicherung' }, 'Ich möchte mein Auto mit Bitcoin bezahlen.'],
    [ANSWER, 'Where is my money?'],
    [ANSWER, 'Yes.\n\nOn Mon, 23 Nov 2026 at 03:00, Support <support@moorline.test> wrote:\n> Is it yours?'],
    [{ ...ANSWER, Subject: 'Re: Auto: Hello' }],
    [{ ...ANSWER, Subject: 'Auto:mobile' }],
  ])('is a person’s otherwise: %o %s', async (headers, text) => {
    expect(await kindOf(headers, text)).toMatchObject({ kind: 'normal' });
  });
});
