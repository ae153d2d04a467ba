import { describe, expect, test } from 'vitest';
import {
  bounceParts,
  bounceText,
  type Failed,
  RETURNED,
  type ReportPart,
  readBounce,
} from '../../../support/a-bounce.ts';

type Headers = Readonly<Record<string, string>>;

const WEI: readonly Failed[] = [['wei@corp.example', true, '5.1.1']];
const FIELDS: ReportPart = {
  type: 'message/delivery-status',
  text: 'Reporting-MTA: dns; mx.sender.test\n\nFinal-Recipient: rfc822; wei@corp.example\nAction: failed\nStatus: 5.1.1',
};
const WORDS: ReportPart = { type: 'text/plain', text: 'Your message could not be delivered.' };
/** What lists of all ages write on what passes them. */
const OF_LISTS: readonly Headers[] = [
  { Precedence: 'list', 'List-Id': '<talk.lists.example>', 'List-Unsubscribe': '<mailto:talk-off@lists.example>' },
  { Precedence: 'bulk', Sender: 'owner-talk@lists.example', 'Return-Path': '<owner-talk@lists.example>' },
  { 'X-BeenThere': 'talk@lists.example', 'X-Mailman-Version': '2.1.9', 'Errors-To': 'talk-bounces@lists.example' },
  {
    'Mailing-List': 'contact talk-help@lists.example; run by ezmlm',
    'Delivered-To': 'mailing list talk@lists.example',
  },
  { 'List-Post': '<mailto:talk@lists.example>', 'Return-Path': '<talk-bounces@lists.example>', Precedence: 'junk' },
  { 'X-Loop': 'talk@lists.example', To: 'talk@lists.example', 'X-Mailing-List': '<talk@lists.example>' },
];
const NOBODY = { 'Return-Path': '' };

describe.each(OF_LISTS.map((headers): [string, Headers] => [Object.keys(headers).join(', '), headers]))(
  'a bounce that went through a list: %s',
  (_names, list) => {
    test.each<[string, Buffer]>([
      ['a report in MIME', bounceParts([WORDS, FIELDS, RETURNED], { ...NOBODY, ...list })],
      [
        'a report of a postmaster that does not say which',
        bounceParts([WORDS, FIELDS, RETURNED], {
          From: 'Postmaster <postmaster@sender.test>',
          'Content-Type': 'multipart/report; boundary="=_b"',
          ...NOBODY,
          ...list,
        }),
      ],
      [
        'a report in a multipart/mixed',
        bounceParts([WORDS, FIELDS, RETURNED], {
          From: 'postmaster@sender.test',
          Subject: 'Undeliverable: Hello',
          'Content-Type': 'multipart/mixed; boundary="=_b"',
          ...NOBODY,
          ...list,
        }),
      ],
      [
        'a mail and what came of it, in a multipart/mixed of no known sender',
        bounceParts(
          [
            { type: 'text/plain', text: 'This mail could not be delivered to wei@corp.example: 550 5.1.1 unknown' },
            RETURNED,
          ],
          {
            From: 'Mail System <mail@sender.test>',
            Subject: 'Undeliverable mail',
            'Content-Type': 'multipart/mixed; boundary="=_b"',
            ...NOBODY,
            ...list,
          },
        ),
      ],
      [
        'the words of a mailer daemon',
        bounceText(
          '----- The following addresses had permanent fatal errors -----\n<wei@corp.example>\n\n550 5.1.1 unknown',
          {
            ...NOBODY,
            ...list,
          },
        ),
      ],
      [
        'the words of a postmaster',
        bounceText(
          'Your message could not be delivered to the following recipients:\n\n  wei@corp.example\n    User unknown',
          {
            From: 'Postmaster <postmaster@sender.test>',
            Subject: 'Undeliverable: Hello',
            ...NOBODY,
            ...list,
          },
        ),
      ],
      [
        'the words of qmail',
        bounceText(
          "Hi. This is the qmail-send program at sender.test.\nI'm afraid I wasn't able to deliver your message.\n\n<wei@corp.example>:\nSorry, no mailbox here by that name. (#5.1.1)",
          { From: 'MAILER-DAEMON@sender.test', Subject: 'failure notice', ...NOBODY, ...list },
        ),
      ],
      [
        'the words of an administrator',
        bounceText(
          'Your message\n\n  To:      talk@lists.example\n  Subject: Hello\n\ndid not reach the following recipient(s):\n\nwei@corp.example on Sun, 22 Nov 1998 03:00:00 +0100\n    The recipient name is not recognized',
          { From: 'System Administrator <admin@sender.test>', Subject: 'Undeliverable: Hello', ...NOBODY, ...list },
        ),
      ],
    ])('is %s', async (_name, raw) => {
      expect(await readBounce(raw)).toMatchObject({ kind: 'bounce', failed: WEI });
    });

    test.each<[string, Headers, string]>([
      ['talks of bounces', { Subject: '[talk] Mail bounces with 550 5.1.1' }, 'wei@corp.example: user unknown. Why?'],
      [
        'quotes one',
        { Subject: 'Re: Undelivered Mail Returned to Sender' },
        'I get this:\n\n> This is the mail system at host mx.example.\n> <wei@corp.example>: 550 5.1.1 user unknown\n\nAny idea?',
      ],
      [
        'shows one',
        { Subject: 'Returned mail: see transcript for details' },
        'Look what sendmail said:\n\n   ----- Transcript of session follows -----\n550 5.1.1 <wei@corp.example>... User unknown',
      ],
      [
        'a postmaster writes about the mail servers',
        { From: 'Postmaster <postmaster@corp.example>', Subject: 'New mail servers on Monday' },
        'Mail to wei@corp.example and others will be slow.\n\nKind regards,\nWei Zhang',
      ],
      [
        'a postmaster asks about a bounce',
        { From: 'Anna <postmaster@corp.example>', Subject: 'Re: [talk] Undeliverable mail' },
        'Which server said that wei@corp.example is unknown? 550 5.1.1 is ours.\n\nRegards,\nAnna Weber',
      ],
      [
        'passes on a mail',
        { Subject: '[talk] Fwd: delivery failure', 'Content-Type': 'multipart/mixed; boundary="=_b"' },
        `--=_b\n\nWhat does it want?\n--=_b\nContent-Type: message/rfc822\n\n${RETURNED.text}\n--=_b--`,
      ],
    ])('is none where a member %s', async (_name, headers, text) => {
      const person = { From: 'Anna Weber <anna@shop.example>', 'Return-Path': '', ...list, ...headers };
      expect(await readBounce(bounceText(text, person))).toMatchObject({ kind: 'list' });
    });
  },
);
