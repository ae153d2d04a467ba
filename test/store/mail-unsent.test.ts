import { afterEach, beforeEach, expect, test } from 'vitest';
import { replyAddress } from '../../shared/mail/reply-token.ts';
import type { User } from '../../shared/people/user.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { MAIL_KEYS, rawMail } from '../support/a-mail.ts';
import { aMailDesk, type MailDesk } from '../support/a-mail-desk.ts';
import { aMailService, type MailService } from '../support/a-mail-service.ts';
import { aUser } from '../support/a-user.ts';
import { changeTicketAs } from '../support/change-ticket.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const ALICE = 'alice@moorline.test';
const CUSTOMER = 'wang@customer.test';
const OLD = [
  '-----Original Message-----',
  'From: Moorline <support@moorline.test>',
  'Sent: Monday, November 16, 2026 10:00 AM',
  'Subject: Withdrawal',
  '',
  'Where is my money?',
];

let table: Table;
let clock: TestClock;
let service: MailService;
let desk: MailDesk;
let ticketId: number;
let alice: User;

beforeEach(async () => {
  service = await aMailService();
  table = await aTable();
  clock = aClock();
  desk = await aMailDesk(table, clock);
  alice = await aUser(table, clock, { role: 'agent', email: ALICE, locale: 'zh-CN' });
  await desk.receive(rawMail({ 'Message-ID': '<first@customer.test>' }));
  [ticketId = 0] = await desk.ticketIds();
  await changeTicketAs(table, clock, ticketId, undefined, { fields: { assignee_id: alice.id, status: 'open' } });
  await desk.deliverAll();
});
afterEach(() => service.stop());

/** Alice answers from her own mail client, with a copy to somebody else; answers what was sent because of it. */
async function aliceWrites(text: string, headers: Record<string, string> = {}) {
  const to = replyAddress('support@moorline.test', ticketId, MAIL_KEYS);
  const before = service.sent.length;
  const mail = {
    From: `Alice <${ALICE}>`,
    To: to,
    Cc: 'boss@customer.test',
    Subject: 'Re: Secret subject',
    ...headers,
  };
  await desk.receive(rawMail(mail, text), { from: ALICE, to: [to] });
  await desk.deliverAll();
  return service.sent.slice(before);
}
const last = async () => (await listComments(table, ticketId, { descending: false, limit: 50 })).at(-1);

test('an agent’s mail in which nothing is new is a note with all of it, and nobody but the agent gets a mail', async () => {
  const sent = await aliceWrites([...OLD, '', 'We have sent it on Friday.'].join('\n'));
  expect(await last()).toMatchObject({ public: false, origin: 'unsent', author_id: alice.id, html_body: null });
  expect((await last())?.body).toMatch(/^\[未在此邮件中找到新内容(.|\n)*We have sent it on Friday\.$/);
  expect(sent.map(({ to }) => to)).toEqual([ALICE]);
  expect(sent[0]?.mail.text).toContain(`您对工单 #${ticketId} 的邮件回复未发送给客户`);
  expect(await getTicket(table, ticketId)).toMatchObject({ status: 'open', email_cc_ids: [] });
});

test('an answer that quotes somebody else’s mail is such a note, and whom it was copied to is not on the ticket', async () => {
  const quoted = [
    'From: Carol Berg',
    'Sent: Tuesday, May 3, 2022 10:22 AM',
    'To: Alice',
    'Cc: l@law.test',
    'Subject: x',
  ];
  const text = ['We have sent it.', '', ...quoted, '', 'SECRET'].join('\n');
  const sent = await aliceWrites(text);
  const note = await last();
  expect(note).toMatchObject({ public: false, origin: 'unsent' });
  expect(note?.body.endsWith(text)).toBe(true);
  expect(sent.map(({ to }) => to)).toEqual([ALICE]);
  expect(await getTicket(table, ticketId)).toMatchObject({ status: 'open', email_cc_ids: [] });
});

test('a logo below an answer that nobody found does not make it sent', async () => {
  const logo = ['Content-Type: image/png; name=logo.png', 'Content-ID: <logo>', 'Content-Disposition: inline', '', 'x'];
  const html = `<p>${OLD.map((line) => line.replace(/[<>]/g, '')).join('<br>')}</p><p>On its way.</p><img src="cid:logo">`;
  const parts = ['--m', 'Content-Type: text/html', '', html, '--m', ...logo, '--m--', ''];
  const sent = await aliceWrites(parts.join('\r\n'), { 'Content-Type': 'multipart/related; boundary=m' });
  expect(await last()).toMatchObject({ public: false, origin: 'unsent', attachments: [{ file_name: 'logo.png' }] });
  expect(sent.map(({ to }) => to)).toEqual([ALICE]);
});

test('what the agent answers to that notice is a note, of which nobody is told again', async () => {
  await aliceWrites(OLD.join('\n'));
  const id = service.sent.at(-1)?.messageId;
  const sent = await aliceWrites('> quoted\n> alone', { 'In-Reply-To': `<${id}@email.amazonses.com>` });
  expect(await last()).toMatchObject({ public: false, origin: 'person', body: '> quoted\n> alone' });
  expect(sent).toEqual([]);
});

test('an agent’s mail with an answer above the quote goes to the customer without the quote', async () => {
  const sent = await aliceWrites(['It is on its way.', '', ...OLD].join('\n'));
  expect(await last()).toMatchObject({ public: true, origin: 'person', body: 'It is on its way.' });
  expect(sent.map(({ to }) => to)).toContain(CUSTOMER);
});

test('a customer’s mail in which nothing is new is shown whole', async () => {
  const to = replyAddress('support@moorline.test', ticketId, MAIL_KEYS);
  await desk.receive(rawMail({ To: to }, OLD.join('\n')), { to: [to] });
  expect(await last()).toMatchObject({ public: true, origin: 'person', body: OLD.join('\n') });
});
