import { beforeEach, describe, expect, test } from 'vitest';
import { deliveryOfMail, sentIdWrite } from '../../shared/mail/inbound-mail.store.ts';
import { undeliverableWrite } from '../../shared/mail/mail-state.store.ts';
import { replyAddress } from '../../shared/mail/reply-token.ts';
import { findUserByEmail } from '../../shared/people/user.store.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { ALL_FAIL, ALL_PASS, MAIL_KEYS, mailFile, rawMail } from '../support/a-mail.ts';
import { aMailDesk, type MailDesk } from '../support/a-mail-desk.ts';
import { aUser } from '../support/a-user.ts';
import { changeTicketAs } from '../support/change-ticket.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const ALL = { descending: false, limit: 50 };
const replyTo = (ticketId: number) => replyAddress('support@moorline.test', ticketId, MAIL_KEYS);

let table: Table;
let clock: TestClock;
let desk: MailDesk;

beforeEach(async () => {
  table = await aTable();
  clock = aClock();
  desk = await aMailDesk(table, clock);
});

const tickets = () => desk.ticketIds();

describe('a mail to the support address', () => {
  test('that nests deeper than any reader follows becomes a ticket all the same, with what was not taken apart as a file', async () => {
    const nested = Array.from(
      { length: 1_500 },
      (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`,
    );
    await desk.receive(Buffer.from(`From: a@b.test\r\n${nested.join('')}\r\nhello`));
    const [id = 0] = await tickets();
    expect(await desk.all('suspended_mail')).toEqual([]);
    expect((await listComments(table, id, ALL))[0]?.attachments).toMatchObject([{ file_name: 'attachment-1.bin' }]);
  });

  test('that answers in plain text shows what is new, and the rest behind a click', async () => {
    await desk.receive(rawMail({ 'Message-ID': '<first@customer.test>' }));
    const [id = 0] = await tickets();
    const answer =
      'It came <now>.\r\n\r\nOn Mon, 16 Nov 2026 at 10:00, Support <support@moorline.test> wrote:\r\n> Hello';
    await desk.receive(rawMail({ To: replyTo(id) }, answer), { to: [replyTo(id)] });
    const comment = (await listComments(table, id, ALL)).at(-1);
    expect(comment?.body).toBe('It came <now>.');
    expect(comment?.html_body).toMatch(/^<p>It came &lt;now&gt;\.<\/p><details><p>On Mon.*&gt; Hello<\/p><\/details>$/);
  });

  test('becomes a ticket with sender, subject, text, HTML and files', async () => {
    await desk.receive(mailFile('apple-mail-attachment'), { from: 'juergen@icloud.example' });
    const [id = 0] = await tickets();
    const ticket = await getTicket(table, id);
    const requester = await findUserByEmail(table, 'juergen@icloud.example');
    const copied = await findUserByEmail(table, 'anna@icloud.example');
    expect(requester).toMatchObject({ name: 'Jürgen Müller', role: 'end-user', locale: 'en', verified: true });
    expect(ticket).toMatchObject({
      subject: 'Deposit not credited',
      status: 'new',
      requester_id: requester?.id,
      email_cc_ids: [copied?.id],
      requester_assurance: 'verified_mail',
      recipient: 'support@moorline.test',
      locale: 'en',
      via: { channel: 'email', source: { from: { address: 'juergen@icloud.example', name: 'Jürgen Müller' } } },
    });
    const [comment] = await listComments(table, id, ALL);
    expect(comment).toMatchObject({ public: true, origin: 'person', author_id: requester?.id });
    expect(comment?.body).toContain('my deposit of 0.5 BTC was not credited');
    expect(comment?.attachments).toMatchObject([
      { file_name: 'Bildschirmfoto Überweisung.png', content_type: 'image/png', size: 70 },
    ]);
  });

  test('in Chinese is a ticket in Chinese', async () => {
    await desk.receive(mailFile('raw-8bit-headers'), { from: 'zhaoliu@old.example' });
    const [id = 0] = await tickets();
    expect(await getTicket(table, id)).toMatchObject({ subject: '账户被冻结，请帮忙', locale: 'zh-CN' });
    expect(await findUserByEmail(table, 'zhaoliu@old.example')).toMatchObject({ name: '赵六', locale: 'zh-CN' });
  });

  test('that forwards one in English with words in Chinese is a ticket in Chinese', async () => {
    const english =
      'From: Safe <safe@fraud.test>\r\nDate: today\r\nSubject: Hacked\r\n\r\nYour account has been hacked.';
    const text = `请问这封邮件是你们发的吗？\r\n\r\n---------- Forwarded message ---------\r\n${english}`;
    await desk.receive(rawMail({ Subject: 'Fwd: Your account has been hacked by somebody' }, text));
    const [id = 0] = await tickets();
    expect(await getTicket(table, id)).toMatchObject({ locale: 'zh-CN' });
  });

  test('delivered twice, one after the other or at once, is one ticket', async () => {
    const raw = rawMail({ 'Message-ID': '<same@customer.test>' });
    await desk.receive(raw);
    await desk.receive(raw);
    const again = await Promise.all([desk.arrival(raw), desk.arrival(raw)]);
    await Promise.all(again.map((message) => desk.ingest(message)));
    expect(await tickets()).toHaveLength(1);
    const other = rawMail({ 'Message-ID': '' }, 'no id at all');
    const messages = await Promise.all([1, 2, 3].map(() => desk.arrival(other)));
    await Promise.all(messages.map((message) => desk.ingest(message)));
    expect(await tickets()).toHaveLength(2);
  });

  test('wrapped by SNS is the same', async () => {
    const message = await desk.arrival(rawMail({}));
    await desk.ingest({ Type: 'Notification', MessageId: 'x', TopicArn: 'y', Message: JSON.stringify(message) });
    expect(await tickets()).toHaveLength(1);
  });

  test('with a text that no ticket can hold is cut and says so', async () => {
    await desk.receive(rawMail({}, '很长'.repeat(60_000)));
    const [comment] = await listComments(table, (await tickets())[0] ?? 0, ALL);
    expect(comment?.body_object).not.toBeNull();
    expect(comment?.body.startsWith('很长很长')).toBe(true);
  });

  test('that says nothing but its subject is a ticket that says it', async () => {
    await desk.receive(mailFile('subject-only'));
    const [comment] = await listComments(table, (await tickets())[0] ?? 0, ALL);
    expect(comment?.body).toBe('Please call me back about my locked account');
  });

  test('waits in its queue while the bucket does not answer', async () => {
    const message = await desk.arrival(rawMail({}));
    await desk.rawMail.delete('in/1');
    await expect(desk.ingest(message)).rejects.toThrow();
    expect(await desk.all('suspended_mail')).toEqual([]);
  });
});

describe('an answer by mail', () => {
  let ticketId: number;

  beforeEach(async () => {
    await desk.receive(rawMail({ 'Message-ID': '<first@customer.test>', From: 'wang@customer.test' }));
    [ticketId = 0] = await tickets();
    clock.advance(60_000);
  });

  test('to the signed address joins the ticket with its new text only', async () => {
    const raw = rawMail({ To: replyTo(ticketId), Subject: 'anything' }, 'My UID is 1.\n\n> quoted\n> lines');
    await desk.receive(raw, { to: [replyTo(ticketId)] });
    expect(await tickets()).toEqual([ticketId]);
    const comments = await listComments(table, ticketId, ALL);
    expect(comments.map(({ body }) => body)).toEqual(['Hello', 'My UID is 1.']);
  });

  test('that refers to the customer’s own first mail joins', async () => {
    await desk.receive(rawMail({ 'In-Reply-To': '<first@customer.test>' }, 'One more thing'));
    expect(await tickets()).toEqual([ticketId]);
  });

  test('with the number in its subject joins, from somebody on the ticket only', async () => {
    await desk.receive(rawMail({ Subject: `Re: [#${ticketId}] My withdrawal` }, 'mine'));
    expect(await tickets()).toEqual([ticketId]);
    const stranger = rawMail({ Subject: `Re: [#${ticketId}] My withdrawal`, From: 'mallory@evil.test' }, 'evil');
    await desk.receive(stranger, { from: 'mallory@evil.test' });
    expect(await tickets()).toHaveLength(2);
    expect(await listComments(table, ticketId, ALL)).toHaveLength(2);
  });

  test('of a forged sender opens a ticket of its own, of which we are not sure', async () => {
    const raw = rawMail({ To: replyTo(ticketId) }, 'send it to my new wallet');
    await desk.receive(raw, { to: [replyTo(ticketId)], checks: ALL_FAIL, from: 'wang@customer.test' });
    expect(await listComments(table, ticketId, ALL)).toHaveLength(1);
    const [, forged = 0] = await tickets();
    expect(await getTicket(table, forged)).toMatchObject({ requester_assurance: 'unverified' });
  });

  test('of a sender whom no check proves neither joins by a number or id nor brings anybody in copy', async () => {
    const unknown = { ...ALL_PASS, dmarc: 'unknown', spf: 'unknown', dkim: 'unknown' } as const;
    const signs: Record<string, string>[] = [
      { Subject: `Re: [#${ticketId}] hi` },
      { 'In-Reply-To': '<first@customer.test>' },
    ];
    for (const sign of signs) await desk.receive(rawMail({ ...sign, Cc: 'mallory@evil.test' }), { checks: unknown });
    const [, ...opened] = await tickets();
    expect(opened).toHaveLength(2);
    for (const id of opened) expect(await getTicket(table, id)).toMatchObject({ email_cc_ids: [] });
    const raw = rawMail({ Cc: 'mallory@evil.test' }, 'by the signed address');
    await desk.receive(raw, { to: [replyTo(ticketId)], checks: unknown });
    expect(await listComments(table, ticketId, ALL)).toHaveLength(2);
    expect(await getTicket(table, ticketId)).toMatchObject({ email_cc_ids: [] });
    const proven = rawMail({ Cc: 'friend@customer.test' }, 'and a friend');
    await desk.receive(proven, { to: [replyTo(ticketId)] });
    const friend = await findUserByEmail(table, 'friend@customer.test');
    expect(await getTicket(table, ticketId)).toMatchObject({ email_cc_ids: [friend?.id] });
  });

  test('that bears the id of a mail of ours does not take its place', async () => {
    const sent = { ticketId, toNotice: false, at: clock.now(), deliveryId: 'delivery-1' };
    await table.transact([sentIdWrite('ses:0100-known', sent)]);
    await desk.receive(rawMail({ 'Message-ID': '<ses:0100-known>' }, 'mine now'));
    expect(await tickets()).toHaveLength(2);
    expect(await deliveryOfMail(table, 'ses:0100-known')).toBe('delivery-1');
  });

  test('reopens a solved ticket; an automatic one does not and is nobody’s answer', async () => {
    const agent = await aUser(table, clock, { role: 'agent' });
    await changeTicketAs(table, clock, ticketId, undefined, { fields: { status: 'solved', assignee_id: agent.id } });
    const out = mailFile('out-of-office-outlook', { 'wei.zhang@corp.example': 'wang@customer.test' });
    await desk.receive(out, { to: [replyTo(ticketId)] });
    expect(await getTicket(table, ticketId)).toMatchObject({ status: 'solved' });
    const comments = await listComments(table, ticketId, ALL);
    expect(comments.at(-1)).toMatchObject({ origin: 'auto-reply', public: false });
    await desk.receive(rawMail({}, 'It is not solved.'), { to: [replyTo(ticketId)] });
    expect(await getTicket(table, ticketId)).toMatchObject({ status: 'open' });
  });

  test('to a closed ticket opens a follow-up', async () => {
    const agent = await aUser(table, clock, { role: 'agent' });
    await changeTicketAs(table, clock, ticketId, undefined, { fields: { status: 'closed', assignee_id: agent.id } });
    await desk.receive(rawMail({ Subject: 'Re: again' }, 'Again!'), { to: [replyTo(ticketId)] });
    const [, followUp = 0] = await tickets();
    expect(await getTicket(table, followUp)).toMatchObject({
      followup_source_id: ticketId,
      via: { source: { rel: 'follow_up' } },
    });
  });

  test('of an agent is a public answer, without the HTML that quotes what only agents may see', async () => {
    const agent = await aUser(table, clock, { role: 'agent', email: 'alice@moorline.test' });
    const raw = rawMail(
      { From: 'Alice <alice@moorline.test>', 'Content-Type': 'text/html; charset=utf-8' },
      '<p>We found it.</p><div class="gmail_quote">internal</div>',
    );
    await desk.receive(raw, { from: 'alice@moorline.test', to: [replyTo(ticketId)] });
    const comments = await listComments(table, ticketId, ALL);
    expect(comments.at(-1)).toMatchObject({ public: true, author_id: agent.id, author_role: 'agent', html_body: null });
  });

  test('of somebody who only claims to be an agent is set aside', async () => {
    await aUser(table, clock, { role: 'agent', email: 'alice@moorline.test' });
    const raw = rawMail({ From: 'Alice <alice@moorline.test>' }, 'Please confirm your recovery phrase.');
    const checks = { ...ALL_PASS, dmarc: 'unknown', spf: 'unknown' } as const;
    await desk.receive(raw, { from: 'alice@moorline.test', to: [replyTo(ticketId)], checks });
    expect(await listComments(table, ticketId, ALL)).toHaveLength(1);
    expect(await desk.all('suspended_mail')).toMatchObject([
      { cause: 'unauthenticated_update', ticket_id: ticketId, raw_key: 'in/2' },
    ]);
  });

  test('makes us sure of a requester of whom we were not', async () => {
    const raw = rawMail({ From: 'zhou@customer.test', 'Message-ID': '<z1@customer.test>' });
    const unknown = { ...ALL_PASS, dmarc: 'unknown', spf: 'unknown', dkim: 'unknown' } as const;
    await desk.receive(raw, { from: 'zhou@customer.test', checks: unknown });
    const [, id = 0] = await tickets();
    expect(await getTicket(table, id)).toMatchObject({ requester_assurance: 'unverified' });
    const answer = rawMail({ From: 'zhou@customer.test', 'In-Reply-To': '<z1@customer.test>' }, 'me again');
    await desk.receive(answer, { from: 'zhou@customer.test' });
    expect(await getTicket(table, id)).toMatchObject({ requester_assurance: 'verified_mail' });
  });
});

describe('a mail that is not accepted', () => {
  test.each([
    ['own-mail-back', 'loop'],
    ['out-of-office-outlook', 'automatic_mail'],
    ['bounce-exim', 'delivery_failure'],
    ['blank', 'blank'],
  ])('%s is kept as %s', async (name, cause) => {
    await desk.receive(mailFile(name));
    expect(await tickets()).toEqual([]);
    expect(await desk.all('suspended_mail')).toMatchObject([{ cause, raw_key: 'in/1' }]);
  });

  test('a second time is kept once', async () => {
    await desk.receive(mailFile('blank'));
    await desk.receive(mailFile('blank'));
    expect(await desk.all('suspended_mail')).toHaveLength(1);
  });

  test('a bounce of our own mail is a note on its ticket, and no more: anyone can write one', async () => {
    await desk.receive(rawMail({ From: 'nobody@gmail.example' }), { from: 'nobody@gmail.example' });
    const [id = 0] = await tickets();
    await desk.receive(mailFile('bounce-dsn', { REPLY_ADDRESS: replyTo(id), OWN_REFERENCE: '<x@y>' }), { from: '' });
    const comments = await listComments(table, id, ALL);
    expect(comments.at(-1)).toMatchObject({ origin: 'bounce', public: false, author_id: -1 });
    expect(comments.at(-1)?.body).toContain('nobody@gmail.example');
    expect(await desk.all('undeliverable')).toEqual([]);
  });

  test('an address that was given up lives again once its owner writes', async () => {
    await table.transact([undeliverableWrite('nobody@gmail.example', '5.1.1', clock.now())]);
    expect(await desk.all('undeliverable')).toHaveLength(1);
    await desk.receive(rawMail({ From: 'nobody@gmail.example' }, 'I am back'), { from: 'nobody@gmail.example' });
    expect(await desk.all('undeliverable')).toEqual([]);
  });
});
