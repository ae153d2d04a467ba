import { describe, expect, test } from 'vitest';
import { classifyMail } from '../../../shared/mail/classify-mail.ts';
import { parseMail } from '../../../shared/mail/parse-mail.ts';
import { ALL_PASS, aMail, mailFacts, rawMail } from '../../support/a-mail.ts';

describe('what a mail is', () => {
  test.each([
    ['gmail-reply', 'normal', 'nothing-unusual'],
    ['outlook-reply', 'normal', 'nothing-unusual'],
    ['qq-reply', 'normal', 'nothing-unusual'],
    ['netease-163-reply', 'normal', 'nothing-unusual'],
    ['apple-mail-reply', 'normal', 'nothing-unusual'],
    ['hostile-html', 'normal', 'nothing-unusual'],
    ['subject-only', 'normal', 'nothing-unusual'],
    ['out-of-office-outlook', 'auto-reply', 'auto-submitted'],
    ['auto-reply-qq', 'auto-reply', 'subject'],
    ['bounce-dsn', 'bounce', 'delivery-status-report'],
    ['bounce-delayed', 'bounce', 'delivery-status-report'],
    ['bounce-exim', 'bounce', 'x-failed-recipients'],
    ['bounce-qmail', 'bounce', 'reporter-and-subject'],
    ['bounce-qq', 'bounce', 'deliverer-and-words'],
    ['feedback-report', 'complaint', 'feedback-report'],
    ['mailing-list', 'list', 'list-id'],
    ['own-mail-back', 'own', 'own-delivery-header'],
  ])('%s is %s, by %s', async (name, kind, reason) => {
    expect(await classifyMail(await aMail(name), mailFacts())).toMatchObject({ kind, reason });
  });

  test.each([
    ['Auto-Submitted', 'auto-replied (vacation)', 'auto-submitted'],
    ['Precedence', 'auto_reply', 'precedence'],
    ['X-Autoreply', 'yes', 'x-autoreply'],
    ['X-Autorespond', 'vacation', 'x-autorespond'],
    ['X-Autoreply-From', 'a@b.test', 'x-autoreply-from'],
    ['X-AMAZON-MAIL-RELAY-TYPE', 'notification', 'x-amazon-mail-relay-type'],
    ['Subject', 'Automatic reply: Re: [#12] Hello', 'subject'],
    ['Subject', '自动回复：提现', 'subject'],
    ['Subject', 'Out of Office: Wei Zhang', 'subject'],
  ])('%s: %s is a machine’s', async (header, value, reason) => {
    const mail = await parseMail(rawMail({ [header]: value }));
    expect(await classifyMail(mail, mailFacts())).toMatchObject({ kind: 'auto-reply', reason });
  });

  test.each([
    ['Auto-Submitted', 'no'],
    ['Precedence', 'normal'],
    ['Subject', 'Automatic withdrawals do not work'],
    ['Subject', 'Your automatic reply was wrong'],
    ['Subject', '自动回复说三天内处理，为什么还没有'],
    ['Subject', 'Delivery failed of my card'],
    ['X-Mailer', 'QQMail 2.x'],
  ])('%s: %s is a person’s', async (header, value) => {
    const mail = await parseMail(rawMail({ [header]: value }));
    expect((await classifyMail(mail, mailFacts())).kind).toBe('normal');
  });

  test('a mail without an envelope sender is a machine’s', async () => {
    const mail = await parseMail(rawMail({}));
    expect(await classifyMail(mail, mailFacts({ envelopeFrom: '' }))).toMatchObject({ kind: 'auto-reply' });
  });

  test.each([
    [{ virus: 'fail' } as const, 'malware'],
    [{ spam: 'fail' } as const, 'spam'],
  ])('what the receiving server found, %o, sets it aside as %s', async (found, suspend) => {
    const mail = await parseMail(rawMail({}));
    expect(await classifyMail(mail, mailFacts({ checks: { ...ALL_PASS, ...found } }))).toMatchObject({ suspend });
  });

  test('our own address as the sender sets it aside, with detail too', async () => {
    const mail = await parseMail(rawMail({ From: 'support+t12.abc@moorline.test' }));
    expect(await classifyMail(mail, mailFacts())).toMatchObject({ kind: 'own', suspend: 'own_mail' });
  });

  test('nothing at all, or nobody to answer, sets it aside', async () => {
    expect(await classifyMail(await aMail('blank'), mailFacts())).toMatchObject({ suspend: 'blank' });
    const anonymous = await parseMail(rawMail({ From: 'undisclosed' }));
    expect(await classifyMail(anonymous, mailFacts())).toMatchObject({ suspend: 'unknown_author' });
  });
});
