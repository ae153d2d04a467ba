import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { headerOf } from '../../shared/mail/mail.ts';
import { ownMessageId, replyAddress } from '../../shared/mail/reply-token.ts';
import type { User } from '../../shared/people/user.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { bounceParts, bounceText } from '../support/a-bounce.ts';
import { ALL_FAIL, MAIL_KEYS, rawMail } from '../support/a-mail.ts';
import { aMailDesk, type MailDesk } from '../support/a-mail-desk.ts';
import { aMailService, type MailService } from '../support/a-mail-service.ts';
import { aUser } from '../support/a-user.ts';
import { changeTicketAs } from '../support/change-ticket.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const ALL = { descending: false, limit: 50 };
const WANG = 'wang@customer.test';

let table: Table;
let clock: TestClock;
let service: MailService;
let desk: MailDesk;
let ticketId: number;
let agent: User;

beforeEach(async () => {
  service = await aMailService();
  table = await aTable();
  clock = aClock();
  desk = await aMailDesk(table, clock);
  agent = await aUser(table, clock, { role: 'agent', email: 'alice@moorline.test' });
  await desk.receive(rawMail({ 'Message-ID': '<first@customer.test>' }));
  [ticketId = 0] = await desk.ticketIds();
  await changeTicketAs(table, clock, ticketId, agent, { fields: { status: 'solved', assignee_id: agent.id } });
  await desk.deliverAll();
});
afterEach(() => service.stop());

const reply = () => replyAddress('support@moorline.test', ticketId, MAIL_KEYS);
const ownId = () => ownMessageId({ ticketId, commentId: 5, toNotice: false }, 'moorline.test', MAIL_KEYS);
const last = async () => (await listComments(table, ticketId, ALL)).at(-1);

/** Nothing has moved: no mail went out, the ticket is as solved as before, no clock has seen anything. */
async function expectStillness(before: number) {
  await desk.deliverAll();
  expect(service.sent).toHaveLength(before);
  expect(await getTicket(table, ticketId)).toMatchObject({ status: 'solved' });
  expect(await desk.ticketIds()).toEqual([ticketId]);
}

describe('what a machine answers', () => {
  test.each<[string, Record<string, string>]>([
    ['a holiday notice', { 'Auto-Submitted': 'auto-replied', Subject: 'Automatic reply: Hello' }],
    ['a notice without any header', { Subject: '自动回复: Re: 提现' }],
    ['the receipt of another help desk', { 'X-Auto-Response-Suppress': 'All', Subject: '[Ticket 77] received' }],
    ['an answer of `vacation`', { Precedence: 'bulk', 'In-Reply-To': '<x@moorline.test>', Subject: 'Re: Hello' }],
  ])('%s is kept on its ticket for agents, answered by nobody, and reopens nothing', async (_name, headers) => {
    const before = service.sent.length;
    await desk.receive(rawMail({ To: reply(), ...headers }, 'I am away.'), { to: [reply()] });
    expect(await last()).toMatchObject({ origin: 'auto-reply', public: false, body: 'I am away.' });
    await expectStillness(before);
  });

  test('in an agent’s name is no answer to the customer', async () => {
    const before = service.sent.length;
    const raw = rawMail({ From: 'alice@moorline.test', To: reply(), 'Auto-Submitted': 'auto-replied' }, 'I am away.');
    await desk.receive(raw, { from: 'alice@moorline.test', to: [reply()] });
    expect(await last()).toMatchObject({ origin: 'auto-reply', public: false });
    await expectStillness(before);
  });

  test('about no ticket of ours opens none', async () => {
    const before = service.sent.length;
    await desk.receive(rawMail({ Subject: 'Out of Office: Hello' }));
    expect(await desk.all('suspended_mail')).toMatchObject([{ cause: 'automatic_mail' }]);
    await expectStillness(before);
  });
});

describe('a person’s mail that asks machines not to answer', () => {
  test.each<Record<string, string>>([{ 'X-Auto-Response-Suppress': 'All' }, { Precedence: 'bulk' }])(
    'opens a ticket like any other, and is not acknowledged: %o',
    async (headers) => {
      const before = service.sent.length;
      await desk.receive(rawMail({ From: 'li@corp.example', ...headers }), { from: 'li@corp.example' });
      const [opened = 0] = (await desk.ticketIds()).filter((id) => id !== ticketId);
      expect((await listComments(table, opened, ALL)).at(-1)).toMatchObject({ origin: 'person', public: true });
      await desk.deliverAll();
      expect(service.sent).toHaveLength(before);
      await changeTicketAs(table, clock, opened, agent, { comment: { body: 'We look into it.', public: true } });
      await desk.deliverAll();
      expect(service.sent.at(-1)).toMatchObject({ to: 'li@corp.example' });
    },
  );

  test('reopens what it answers', async () => {
    await desk.receive(rawMail({ To: reply(), 'X-Auto-Response-Suppress': 'All' }, 'It is still not there.'), {
      to: [reply()],
    });
    expect(await last()).toMatchObject({ origin: 'person', public: true });
    expect(await getTicket(table, ticketId)).toMatchObject({ status: 'open' });
  });
});

describe('a bounce', () => {
  const returned = () => `Reply-To: Moorline <${reply()}>\nReferences: <a@b.example> <${ownId()}>\nTo: ${WANG}`;

  test('with the mail in it is noted on the ticket that the mail was of', async () => {
    const before = service.sent.length;
    const headers = { type: 'text/rfc822-headers', text: `From: support@moorline.test\n${returned()}\nSubject: Hello` };
    const fields = `Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; ${WANG}\nAction: failed\nStatus: 5.1.1`;
    const words = { type: 'text/plain', text: 'Your message could not be delivered.' };
    await desk.receive(bounceParts([words, { type: 'message/delivery-status', text: fields }, headers]), { from: '' });
    expect(await last()).toMatchObject({ origin: 'bounce', public: false });
    expect((await last())?.body).toContain(`${WANG}`);
    expect((await last())?.body).toContain('5.1.1');
    await expectStillness(before);
    expect(await desk.all('undeliverable')).toEqual([]);
  });

  test('in mere text is too', async () => {
    const before = service.sent.length;
    const text = `Hi. This is the qmail-send program at mx.sender.test.
I'm afraid I wasn't able to deliver your message to the following addresses.

<${WANG}>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <support@moorline.test>
Received: (qmail 1 invoked by uid 500); 22 Nov 2026 03:00:00 -0000
From: support@moorline.test
${returned()}
Subject: Hello

Hello`;
    await desk.receive(bounceText(text, { Subject: 'failure notice' }), { from: '' });
    expect(await last()).toMatchObject({ origin: 'bounce', public: false });
    expect((await last())?.body).toContain('5.1.1');
    await expectStillness(before);
    expect(await desk.all('undeliverable')).toEqual([]);
  });

  test('that anybody can have written gives no address up; one that SES tells of does, for good only', async () => {
    const [sent] = service.sent;
    const event = (bounceType: string, status: string) => ({
      eventType: 'Bounce',
      mail: { messageId: sent?.messageId, tags: {}, destination: [WANG] },
      bounce: { bounceType, bouncedRecipients: [{ emailAddress: WANG, status, diagnosticCode: 'smtp; 5xx' }] },
    });
    await desk.tell(event('Transient', '4.2.2'));
    expect(await desk.all('undeliverable')).toEqual([]);
    await desk.tell(event('Permanent', '5.1.1'));
    expect(await desk.all('undeliverable')).toMatchObject([{ address: WANG, status: '5.1.1' }]);
    expect(await last()).toMatchObject({ origin: 'bounce', public: false });
    await expectStillness(service.sent.length);
  });

  test('of a mail that is not ours waits', async () => {
    await desk.receive(bounceText('Your message could not be delivered to <x@y.example>: 550 5.1.1'), { from: '' });
    expect(await desk.all('suspended_mail')).toMatchObject([{ cause: 'delivery_failure' }]);
  });
});

describe('a loop that no header shows', () => {
  const write = (subject: string) => desk.receive(rawMail({ Subject: subject }));

  test('ends when one address opens ticket after ticket about the same', async () => {
    for (let round = 0; round < 12; round++) await write(`${'Re: '.repeat(round % 4)}[Case ${round}] Your request`);
    expect(await desk.ticketIds()).toHaveLength(1 + 10);
    expect(await desk.all('suspended_mail')).toMatchObject([
      { cause: 'loop', reason: 'too-many-tickets-of-one-subject' },
      { cause: 'loop', reason: 'too-many-tickets-of-one-subject' },
    ]);
    clock.advance(3_600_000);
    await write('Your request');
    expect(await desk.ticketIds()).toHaveLength(1 + 11);
  });

  test('gets five acknowledgements of one subject at most', async () => {
    const before = service.sent.length;
    for (let round = 0; round < 8; round++) await write('Re: Your request');
    await desk.deliverAll();
    expect(service.sent).toHaveLength(before + 5);
  });

  test('ends when one address opens ticket after ticket about anything', async () => {
    for (let round = 0; round < 62; round++) await write(`Subject ${'abcdefgh'.charAt(round % 8)}${round}`);
    expect(await desk.all('suspended_mail')).toMatchObject([
      { cause: 'loop', reason: 'too-many-tickets-of-one-address' },
      { cause: 'loop', reason: 'too-many-tickets-of-one-address' },
      { cause: 'loop', reason: 'too-many-tickets-of-one-address' },
    ]);
  }, 30_000);

  test('in somebody’s name does not set their own mails aside', async () => {
    const loop = (round: number) => rawMail({ Subject: 'Your request', 'Message-ID': `<${round}@bot.test>` });
    for (let round = 0; round < 12; round++) await desk.receive(loop(round), { checks: ALL_FAIL });
    expect(await desk.all('suspended_mail')).toHaveLength(2);
    const before = await desk.ticketIds();
    await write('Your request');
    expect(await desk.ticketIds()).toHaveLength(before.length + 1);
  });
});

describe('what we send by machine', () => {
  test('says so, in every way that keeps other machines from answering', async () => {
    const [acknowledgement] = service.sent;
    const header = (name: string) => acknowledgement && headerOf(acknowledgement.mail, name);
    expect(header('auto-submitted')).toBe('auto-replied');
    expect(header('precedence')).toBe('auto_reply');
    expect(header('x-auto-response-suppress')).toBe('DR, RN, NRN, OOF, AutoReply');
    expect(header('x-moorline-delivery')).toBeTruthy();
  });

  test('and comes back is known as ours', async () => {
    const [acknowledgement] = service.sent;
    const id = acknowledgement && headerOf(acknowledgement.mail, 'x-moorline-delivery');
    await desk.receive(rawMail({ 'X-Moorline-Delivery': String(id) }));
    await desk.receive(rawMail({ 'Message-ID': `<${ownId()}>` }));
    expect(await desk.all('suspended_mail')).toMatchObject([{ cause: 'loop' }, { cause: 'loop' }]);
  });
});
