import { describe, expect, test } from 'vitest';
import { bounceParts, bounceText, RETURNED, readBounce } from '../../../support/a-bounce.ts';

const NOBODY = { 'Return-Path': '' };
const LIST = {
  ...NOBODY,
  Precedence: 'bulk',
  'List-Id': '<talk.lists.example>',
  'List-Post': '<mailto:talk@lists.example>',
  To: 'talk-owner@lists.example',
};
const MIXED = { 'Content-Type': 'multipart/mixed; boundary="=_b"' };
const wall = (subject: string, said: string) =>
  bounceParts(
    [{ type: 'text/plain', text: `****** Message from the virus wall ******\n\n${said}\n\n***** End *****` }, RETURNED],
    { ...LIST, ...MIXED, From: 'wall@corp.example', Subject: subject },
  );
const QUOTED =
  '> Received: from x\n> From: anna@shop.example\n> Subject: Hello\n> To: wei@corp.example\n> Message-ID: <1@x>';

describe('through a list, a bounce', () => {
  test.each<[string, Buffer]>([
    ['of a virus wall that names nobody', wall('Undeliverable mail', 'The mail could not be delivered.')],
    ['of a virus wall with a reply', wall('Failed mail', 'Received <<< 550 unknown\n\nUnable to deliver')],
    [
      'of a responder that quotes the mail',
      bounceText(`The address does not match anybody at Corp.\n\n${QUOTED}`, {
        ...LIST,
        From: 'postmaster@corp.example (Mail Responder)',
        Subject: 'Your mail to wei@corp.example',
      }),
    ],
    [
      'of a script in the name of an administrator',
      bounceText(
        'Your message\n\nTo: wei@corp.example\nSubject: Hello\n\nwas not accepted.\n\n---- Original ----\nFrom: anna@shop.example\nTo: talk@lists.example\nSubject: Hello\nDate: x\n',
        { ...LIST, From: 'Exchange Admin <exadmin@corp.example>', Subject: 'Non-Deliverable: [talk] Hello' },
      ),
    ],
  ])('%s', async (_name, raw) => {
    expect((await readBounce(raw)).kind).toBe('bounce');
  });

  test.each<[string, string, string]>([
    ['asks about one', '[talk] Undeliverable: Hello', 'What became of Wei? This came back.'],
    ['tells of one', '[talk] Undeliverable: Hello', 'I got this for wei@corp.example, who left us.'],
    ['passes one on', 'Fwd: Undeliverable mail', 'The mail could not be delivered.'],
  ])('is none where a member %s', async (_name, subject, text) => {
    const headers = { ...LIST, ...MIXED, From: 'Anna Weber <anna@shop.example>', Subject: subject };
    const raw = bounceParts([{ type: 'text/plain', text }, RETURNED], headers);
    expect(await readBounce(raw)).toMatchObject({ kind: 'list' });
  });
});

describe('a bounce of a gateway in its own name', () => {
  test.each([
    [
      'Delivery problem',
      'The scanner was unable to deliver the message to: wei@corp.example\nIt will continue to try.',
    ],
    ['Warning: message delayed', 'Delivery to this recipient is delayed: wei@corp.example\n\nIt will be retried.'],
  ])('that goes on trying is for now: %s', async (subject, text) => {
    const read = await readBounce(bounceText(text, { ...NOBODY, From: 'scanner@corp.example', Subject: subject }));
    expect(read).toMatchObject({ kind: 'bounce', failed: [['wei@corp.example', false, expect.stringMatching(/^4/)]] });
  });

  test('that gives a mail back and wants it sent again is for good', async () => {
    const text = 'The mail is returned to you, and needs to be resent.\n\nIntended recipient: wei@corp.example';
    expect((await readBounce(bounceText(text))).failed).toEqual([['wei@corp.example', true, '5.0.0']]);
  });
});

describe('an address that looks like an example', () => {
  test.each([
    '<user@example.com>:\nmailbox full',
    'Not delivered to the following:\n\n-- user@example.com\n\n550 mailbox full',
    'It could not be delivered:\n\n  <user@example.com>\n  mailbox full',
  ])('is one that failed where those stand: %j', async (text) => {
    expect((await readBounce(bounceText(text))).failed).toEqual([['user@example.com', true, '5.2.2']]);
  });

  test('is none within a sentence, and below the name that failed', async () => {
    const text =
      'Message not delivered to the following:\n\n      wei      no such user\n\nA message fails if the address is wrong; it has to be like jane-doe@univ.example.\nOne can reach Jane Doe at jane-doe@univ.example, where it is delivered.';
    const headers = { ...NOBODY, From: 'postmaster@univ.example', Subject: 'Returned mail' };
    expect((await readBounce(bounceText(text, headers))).failed).toEqual([['wei@univ.example', true, '5.1.1']]);
  });
});
