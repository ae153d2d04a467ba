import { describe, expect, test } from 'vitest';
import { failedRecipients } from '../../../../shared/mail/bounce-report.ts';
import { parseMail } from '../../../../shared/mail/parse-mail.ts';
import { bounceParts, bounceText, RETURNED, readBounce } from '../../../support/a-bounce.ts';

const ofText = async (why: string, subject = 'Undeliverable mail') => {
  const text = `Your message could not be delivered to the following recipient:\n\n  <wei@corp.example>\n  ${why}`;
  return (await readBounce(bounceText(text, { Subject: subject }))).failed[0];
};

describe('the words of a bounce', () => {
  test.each([
    'User unknown',
    'unknown user account',
    'No such user here',
    'This user does not exist.',
    'mailbox unavailable',
    'Mailbox not found. Please check the address; try again later if you are sure.',
    'The account has been disabled.',
    'Account closed by its owner.',
    'Host unknown',
    'Host unknown (Name server: corp.example: host not found)',
    'This is a permanent error: connection refused.',
    'fatal error: connection timed out',
    'Relaying denied',
    'The mail has been undeliverable for 5 days and is given up.',
    'Message could not be delivered for 4 days. It is returned to you.',
    'retry timeout exceeded',
    'Retry time not reached for any host after a long failure period',
    'all hosts have been failing for a long time and were last tried after this message arrived',
    'Connection timed out. Message in queue too long; giving up.',
    'Could not be delivered within 72 hours, the message was removed from the queue.',
    'Not delivered after 20 attempts. No further attempts will be made.',
    'Delivery attempts expired: server not responding.',
    'Message expired: no answer from mail.corp.example',
    '550 Requested action not taken: temporarily rejected by local policy',
    'User temporarily unknown - no such user',
  ])('%j are for good', async (why) => {
    expect(await ofText(why)).toMatchObject(['wei@corp.example', true, expect.stringMatching(/^5/)]);
  });

  test.each([
    ['452 4.2.2 Mailbox full', '4.2.2'],
    ['Recipient mailbox is full (4.2.2). Giving up after 3 days.', '4.2.2'],
    ['451 Try again later', '4.7.1'],
    ['450 4.7.1 Greylisted, please try again later', '4.7.1'],
    ['temporarily deferred. Delivery will be attempted again.', '4.7.1'],
    ['Connection timed out. We will keep trying for 5 days.', '4.4.1'],
    ['This is only a warning. The message is delayed: host unknown by the name server for now.', undefined],
  ])('%j are for now', async (why, status) => {
    const found = await ofText(why);
    expect(found).toMatchObject(['wei@corp.example', false, expect.stringMatching(/^4/)]);
    if (status !== undefined) expect(found?.[2]).toBe(status);
  });

  test('keep the code that they name, even of a server that gave up', async () => {
    const text =
      'CNAME lookup failed temporarily. (#4.4.3)\n  I’m not going to try again; this message has been in the queue too long.';
    expect(await ofText(text)).toEqual(['wei@corp.example', true, '4.4.3']);
  });
});

test.each([
  ['550 5.1.1 unknown', 'report'],
  ['mailbox full (#5.2.2)', 'report'],
  ['550 unknown', 'words'],
  ['User unknown', 'words'],
  ['gone', 'words'],
])('the status of %j is from its %s', async (why, statusFrom) => {
  const mail = await parseMail(bounceText(`Your message could not be delivered to:\n\n  <wei@corp.example>\n  ${why}`));
  expect(failedRecipients(mail)).toMatchObject([{ recipient: 'wei@corp.example', statusFrom }]);
});

describe('the status of a report that is general', () => {
  test.each([
    ['5.0.0', 'smtp; 550 5.1.1 unknown', '5.1.1', true],
    ['5.0.0', 'smtp; 550-5.2.1 <wei@corp.example> disabled', '5.2.1', true],
    ['5.0.0', 'X-Postfix; host mx.corp.example[192.0.2.7] said: 554 5.7.1 denied (in reply to RCPT TO)', '5.7.1', true],
    ['5.1.0', 'smtp; 550 5.1.10 RESOLVER.ADR.RecipientNotFound', '5.1.10', true],
    ['5.7.0', 'smtp; 550 5.7.26 unauthenticated', '5.7.26', true],
    ['5.2.0', 'smtp; 552 5.2.2 over quota', '5.2.2', true],
    ['5.3.0', 'smtp; 550 5.1.1 User unknown', '5.1.1', true],
    ['4.0.0', 'smtp; 452 4.2.2 over quota', '4.2.2', false],
    ['4.0.0', 'smtp; 550 5.1.1 User unknown', '5.1.1', true],
    ['5.0.0', 'smtp; (550 5.1.1 <wei@corp.example>: Recipient address rejected)', '5.1.1', true],
    ['5.0.0', 'smtp; 550 #5.1.0 Address rejected.', '5.1.0', true],
    ['5.0.0', 'smtp; 5.1.1 User unknown', '5.1.1', true],
    ['5.0.0', 'smtp; 550 [5.4.4] no route', '5.4.4', true],
    ['5.0.0', 'smtp; 550 (5.2.1) inactive', '5.2.1', true],
    ['5.0.0', 'smtp; 550 5.1.1: unknown', '5.1.1', true],
    ['5.0.0', 'smtp; 550 5.1.1.', '5.1.1', true],
    ['5.0.0', 'smtp; 550-5.1.1-unknown', '5.1.1', true],
  ])('%s is that of its diagnostic: %s', async (field, diagnostic, status, hard) => {
    const fields = `Reporting-MTA: dns; mx.sender.test\n\nFinal-Recipient: rfc822; wei@corp.example\nAction: failed\nStatus: ${field}\nDiagnostic-Code: ${diagnostic}`;
    const raw = bounceParts([
      { type: 'text/plain', text: 'Failed.' },
      { type: 'message/delivery-status', text: fields },
      RETURNED,
    ]);
    expect((await readBounce(raw)).failed).toEqual([['wei@corp.example', hard, status]]);
  });

  test('is not that of somebody else’s', async () => {
    const fields =
      'Reporting-MTA: dns; mx.sender.test\n\nFinal-Recipient: rfc822; wei@corp.example\nAction: failed\nStatus: 5.0.0\n\nFinal-Recipient: rfc822; anna@shop.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 5.2.1 disabled';
    const raw = bounceParts([
      { type: 'text/plain', text: 'Failed.' },
      { type: 'message/delivery-status', text: fields },
    ]);
    expect((await readBounce(raw)).failed).toEqual([
      ['wei@corp.example', true, '5.0.0'],
      ['anna@shop.example', true, '5.2.1'],
    ]);
  });
});
