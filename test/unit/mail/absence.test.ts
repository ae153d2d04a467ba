import { describe, expect, test } from 'vitest';
import { classifyMail } from '../../../shared/mail/classify-mail.ts';
import { parseMail } from '../../../shared/mail/parse-mail.ts';
import { mailFacts, rawMail } from '../../support/a-mail.ts';

const RE = { Subject: 'Re: Hello' };
const kindOf = async (headers: Readonly<Record<string, string>>, text: string) =>
  classifyMail(await parseMail(rawMail(headers, text)), mailFacts({ envelopeFrom: undefined }));

describe('an answer that no header marks', () => {
  test.each([
    'I am out of the office until Monday.',
    'I’m out of the office until Monday, November 30. I will reply when I return.\n\nBest regards,\nWei Zhang',
    'Hello,\n\nCurrently out of office. Back on Monday.\n\nWei',
    'Hi,\n\nI am on annual leave until 5 December. Please contact anna@corp.example.',
    'Thanks for your mail. I am on parental leave through March. In the meantime, contact our team.',
    'OOO until Monday.\n\nWei',
    'Bonjour,\n\nJe suis absente jusqu’au 5 décembre.\n\nCordialement',
    'Derzeit nicht im Büro. Ich bin ab Montag wieder da.',
  ])('is a machine’s when somebody is away for some time, and says nothing else: %j', async (text) => {
    expect(await kindOf(RE, text)).toMatchObject({ kind: 'auto-reply', reason: 'text' });
    expect(await kindOf({}, text)).toMatchObject({ kind: 'normal' });
  });

  test.each([
    'I am out of the office until Monday. Please send the code to my phone.',
    'I am on vacation until Monday. Do not close my ticket.',
    'I am on leave until Friday, so cancel the order.',
    'Yes, please do. I am out of the office until Monday.',
    'I am out of the office until Monday and somebody took my money.\n\nIt was not me.',
    'We are on holiday until Monday. The shop is closed then. Deliver it on Tuesday.',
    'I am on vacation until Monday.\n\nOn Monday you wrote:\n> Hello',
  ])('is a person’s when it says anything else: %j', async (text) => {
    expect(await kindOf(RE, text)).toMatchObject({ kind: 'normal' });
  });
});
