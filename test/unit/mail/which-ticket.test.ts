import { describe, expect, test } from 'vitest';
import { authenticationOf } from '../../../shared/mail/authentication.ts';
import { failedRecipients } from '../../../shared/mail/bounce-report.ts';
import { parseMail } from '../../../shared/mail/parse-mail.ts';
import { ownMessageId, replyAddress } from '../../../shared/mail/reply-token.ts';
import { ticketEvidence } from '../../../shared/mail/ticket-evidence.ts';
import { ALL_FAIL, ALL_PASS, aMail, MAIL_KEYS, mailFacts, rawMail } from '../../support/a-mail.ts';

const reply = replyAddress('support@moorline.test', 12, MAIL_KEYS);
const own = (ticketId: number) =>
  ownMessageId({ ticketId, commentId: 34, toNotice: false }, 'moorline.test', MAIL_KEYS);

describe('signs of a ticket', () => {
  test('come in the order of their strength', async () => {
    const raw = rawMail({
      Subject: 'Re: [#15] Hello',
      References: `<root@customer.test> <${own(14)}> <${own(13)}>`,
      'In-Reply-To': '<ses@email.amazonses.test>',
    });
    const facts = mailFacts({ recipients: [reply] });
    expect(
      (await ticketEvidence(await parseMail(raw), facts)).map(({ rule, ...rest }) => [rule, ...Object.values(rest)]),
    ).toEqual([
      ['reply-address', 12, false, true],
      ['own-reference', 13, true, false, 1],
      ['own-reference', 14, true, false, 2],
      ['stored-reference', 'ses@email.amazonses.test', false, 0],
      ['stored-reference', 'root@customer.test', false, 3],
      ['subject-number', 15, false],
    ]);
  });

  test('are found in the To header where the envelope has none', async () => {
    const mail = await parseMail(rawMail({ To: `Moorline <${reply}>` }));
    expect(ticketEvidence(mail, mailFacts())[0]).toMatchObject({ rule: 'reply-address', ticketId: 12 });
  });

  test('are not made by a forged token', async () => {
    const forged = reply.replace('+t12.', '+t13.');
    const mail = await parseMail(rawMail({ To: forged, References: `<${own(12).replace('t12.', 't13.')}>` }));
    const evidence = ticketEvidence(mail, mailFacts({ recipients: [forged] }));
    expect(evidence.map(({ rule }) => rule)).toEqual(['stored-reference']);
  });

  test('of a bounce are those of the mail it is about', async () => {
    const mail = await aMail('bounce-dsn', { REPLY_ADDRESS: reply, OWN_REFERENCE: `<${own(12)}>` });
    expect(ticketEvidence(mail, mailFacts())[0]).toMatchObject({ rule: 'reply-address', ticketId: 12, signed: true });
  });

  test('are not found in a number that is not ours', async () => {
    for (const Subject of ['Order #12', '[12] Hello', '[#0] Hello', '[#1234567890123456789] Hello']) {
      expect(ticketEvidence(await parseMail(rawMail({ Subject })), mailFacts())).toEqual([]);
    }
  });
});

describe('how sure we are of a sender', () => {
  const unknown = { ...ALL_PASS, spf: 'unknown', dkim: 'unknown', dmarc: 'unknown' } as const;

  test.each([
    ['pass', ALL_PASS, 'wang@customer.test'],
    ['pass', { ...ALL_PASS, dmarc: 'unknown' }, 'wang@customer.test'],
    ['pass', { ...ALL_PASS, dmarc: 'unknown' }, 'bounces@mail.customer.test'],
    ['unproven', { ...ALL_PASS, dmarc: 'unknown' }, 'mallory@evil.test'],
    ['unproven', { ...ALL_PASS, dmarc: 'unknown' }, 'mallory@notcustomer.test'],
    ['aligned', unknown, 'wang@customer.test'],
    ['fail', { ...unknown, spf: 'fail' }, 'wang@customer.test'],
    ['unproven', ALL_PASS, 'mallory@evil.test'],
    ['unproven', { ...ALL_PASS, spf: 'fail' }, 'mallory@evil.test'],
    ['fail', { ...ALL_PASS, dmarc: 'fail' }, 'wang@customer.test'],
    ['fail', ALL_FAIL, 'wang@customer.test'],
  ] as const)('%s', async (expected, checks, envelopeFrom) => {
    expect(authenticationOf(await parseMail(rawMail({})), mailFacts({ checks, envelopeFrom }))).toBe(expected);
  });

  test('a mail that was forwarded is proven by the signature of its own domain', async () => {
    const signed = rawMail({ 'DKIM-Signature': 'v=1; a=rsa-sha256; d=customer.test; s=x; bh=y; b=z' });
    const facts = mailFacts({ checks: { ...ALL_PASS, spf: 'fail' }, envelopeFrom: 'forwarder@list.test' });
    expect(authenticationOf(await parseMail(signed), facts)).toBe('pass');
  });

  test.each([
    'wang@customer.test <wang@customer.test>',
    '"x@evil.test" <wang@customer.test>',
    'Wang, Xiaoming <wang@customer.test>',
    '=?utf-8?B?546L5bCP5piO?= <Wang@Customer.test>',
  ])('a name is no other sender: %s', async (From) => {
    expect(authenticationOf(await parseMail(rawMail({ From })), mailFacts())).toBe('pass');
  });

  test.each([
    '<wang@customer.test> x@evil.test',
    '"x@evil.test <wang@customer.test>',
    'x@evil.test <wang@customer.test>',
    'Wang (x@evil.test) <wang@customer.test>',
    '"wang@customer.test" <>',
    `${'"\\"'.repeat(50_000)} <wang@customer.test>`,
  ])('a sender whom two servers may read as two is not proven: %#', async (From) => {
    const signed = { From, 'DKIM-Signature': 'v=1; a=rsa-sha256; d=customer.test; s=x; bh=y; b=z' };
    const mail = await parseMail(rawMail(signed));
    expect(mail.from[0]?.address || 'nobody').toMatch(/^nobody$|wang@customer\.test/);
    expect(authenticationOf(mail, mailFacts({ envelopeFrom: 'x@evil.test' }))).toBe('unproven');
  });

  test.each<Record<string, string>>([
    { From: '', Sender: 'wang@customer.test' },
    { From: 'undisclosed-recipients:;', 'Reply-To': 'wang@customer.test' },
    { From: 'wang' },
  ])('nobody is proven by what is not in From: %o', async (fields) => {
    const signed = { 'DKIM-Signature': 'v=1; a=rsa-sha256; d=customer.test; s=x; bh=y; b=z', ...fields };
    const mail = await parseMail(rawMail(signed));
    expect(mail.from[0]?.address).toMatch(/^wang/);
    expect(authenticationOf(mail, mailFacts())).toBe('unproven');
  });

  test('a domain for which DMARC was not weighed is not proven', async () => {
    const weighed = (domain: string) =>
      rawMail({
        'Authentication-Results': `amazonses.com;\r\n spf=pass envelope-from="; header.from=customer.test"@x;\r\n dmarc=pass header.from=${domain};`,
        'DKIM-Signature': 'v=1; a=rsa-sha256; d=customer.test; s=x; bh=y; b=z',
      });
    const facts = mailFacts({ envelopeFrom: 'x@evil.test' });
    for (const other of ['evil.test', 'mallory.customer.test']) {
      expect(authenticationOf(await parseMail(weighed(other)), facts)).toBe('unproven');
    }
    expect(authenticationOf(await parseMail(weighed('customer.test')), facts)).toBe('pass');
  });

  test('nobody is sure of one among several senders', async () => {
    expect(authenticationOf(await aMail('two-senders'), mailFacts())).toBe('fail');
  });
});

describe('whom a bounce is about', () => {
  test.each([
    ['bounce-dsn', { recipient: 'nobody@gmail.example', hard: true, status: '5.1.1' }],
    ['bounce-delayed', { recipient: 'wei.zhang@corp.example', hard: false, status: '4.4.1' }],
    ['bounce-exim', { recipient: 'gone@old.example', hard: true, status: '5.1.1' }],
  ])('%s', async (name, expected) => {
    expect(failedRecipients(await aMail(name))).toMatchObject([expected]);
  });
});
