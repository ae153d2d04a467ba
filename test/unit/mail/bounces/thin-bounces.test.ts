import { describe, expect, test } from 'vitest';
import { bounceParts, bounceText, type Failed, readBounce } from '../../../support/a-bounce.ts';

type Headers = Readonly<Record<string, string>>;

const NOBODY = { 'Return-Path': '' };
const POSTMASTER = { ...NOBODY, From: 'Postmaster <postmaster@sender.test>' };
const ANSWER = { 'In-Reply-To': '<1@moorline.test>' };

describe('a bounce that says hardly anything', () => {
  test.each<[string, Headers, string, readonly Failed[]]>([
    ['a word of a postmaster', { ...POSTMASTER, Subject: 'Undelivered' }, '.', []],
    ['a word, and no text', { ...POSTMASTER, Subject: 'Failure' }, '', []],
    ['a delay, in answer to a mail', { ...POSTMASTER, ...ANSWER, Subject: 'Delayed' }, '451 4.3.0 try again later', []],
    [
      'the subject of a mail of ours about money',
      { ...POSTMASTER, Subject: 'Undeliverable: Re: [#48213] Withdrawal not arrived' },
      'Your message\n\n  To: wei@corp.example\n  Subject: Re: [#48213] Withdrawal code\n\ncould not be delivered to wei@corp.example.',
      [['wei@corp.example', true, '5.0.0']],
    ],
    [
      'an address and a reply',
      { ...NOBODY, From: 'postmaster@mailhost', Subject: 'Hello' },
      '<wei@corp.example>\n421 4.4.2 mx.corp.example closing connection',
      [['wei@corp.example', false, '4.4.2']],
    ],
    [
      'a sentence of nobody',
      { From: '<>', Subject: '', 'Auto-Submitted': 'auto-replied', ...ANSWER },
      'Sorry, wei@corp.example is no valid user at this site.',
      [['wei@corp.example', true, '5.1.1']],
    ],
    [
      'the name of a user below a sentence that speaks to its sender',
      { ...NOBODY, From: 'MAILER-DAEMON@aol.example', Subject: 'Mail delivery problem' },
      'Hello support@moorline.test,\n\nYour mail to the following recipients could not be delivered because\nthey are not accepting mail with attachments from\nsupport@moorline.test:\n\n\tweizhang\n',
      [['weizhang@aol.example', true, '5.7.1']],
    ],
    [
      'one’s own address with what went wrong, above a mail to another',
      { ...NOBODY, Subject: 'Mail delivery failed' },
      'The following addresses failed:\n\nsupport@moorline.test:\nSMTP error: 550 5.1.1 unknown\n\n--- The header of the original message is following. ---\n\nReceived: from x\nFrom: support@moorline.test\nTo: other@corp.example\n',
      [['support@moorline.test', true, '5.1.1']],
    ],
  ])('%s', async (_name, headers, text, failed) => {
    expect(await readBounce(bounceText(text, headers))).toMatchObject({ kind: 'bounce', failed });
  });

  test.each<[string, string]>([
    ['Delivery delayed', 'Since Monday your mails arrive late. Could you look at it?'],
    ['Undelivered mail', 'My users miss your newsletters.'],
    ['Failure', 'Our server was down on Monday.\n\nKind regards,\nWei Zhang'],
  ])('is none where a postmaster writes: %s', async (subject, text) => {
    expect(await readBounce(bounceText(text, { ...POSTMASTER, Subject: subject }))).toMatchObject({ kind: 'normal' });
  });
});

test('a recipient in other letters is given whole', async () => {
  const fields =
    'Reporting-MTA: dns; mx.sender.test\n\nFinal-Recipient: RFC822; =?utf-8?Q?w=C3=A9i?=@corp.example\nAction: failed\nStatus: 5.1.1';
  const raw = bounceParts([
    { type: 'text/plain', text: 'Failed.' },
    { type: 'message/delivery-status', text: fields },
  ]);
  expect((await readBounce(raw)).failed).toEqual([['wéi@corp.example', true, '5.1.1']]);
});

test('a mail that arrived is none that failed', async () => {
  const text = '   ----- The following addresses had successful delivery notifications -----\n<wei@corp.example>\n';
  expect(await readBounce(bounceText(text, { Subject: 'Return receipt' }))).toMatchObject({
    kind: 'auto-reply',
    reason: 'delivered-report',
  });
});
