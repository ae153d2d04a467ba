import { afterEach, beforeEach, expect, test } from 'vitest';
import { replyAddress } from '../../shared/mail/reply-token.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import { MAIL_KEYS, rawMail } from '../support/a-mail.ts';
import { aMailDesk, type MailDesk } from '../support/a-mail-desk.ts';
import { aMailService, type MailService } from '../support/a-mail-service.ts';
import { aUser } from '../support/a-user.ts';
import { changeTicketAs } from '../support/change-ticket.ts';
import { aClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

let table: Table;
let service: MailService;
let desk: MailDesk;
let ticketId: number;

beforeEach(async () => {
  service = await aMailService();
  table = await aTable();
  const clock = aClock();
  desk = await aMailDesk(table, clock);
  await aUser(table, clock, { role: 'agent', email: 'alice@moorline.test' });
  await aUser(table, clock, { role: 'agent', email: 'bob@home.test' });
  await aUser(table, clock, { email: 'stranger@elsewhere.test' });
  const copied = await aUser(table, clock, { email: 'colleague@customer.test' });
  await desk.receive(rawMail({}));
  [ticketId = 0] = await desk.ticketIds();
  await changeTicketAs(table, clock, ticketId, undefined, { fields: { email_cc_ids: [copied.id] } });
});
afterEach(() => service.stop());

/** The comment that an answer becomes which repeats a mail of a sender. */
async function bodyOf(sender: string, headers: Record<string, string> = {}, from = 'wang@customer.test') {
  const to = replyAddress('support@moorline.test', ticketId, MAIL_KEYS);
  const text = ['What now?', '', `From: ${sender}`, 'Subject: Urgent', 'Date: 21 Nov 2026', '', 'And below?'].join(
    '\n',
  );
  await desk.receive(rawMail({ From: from, To: to, Subject: 'Re: x', ...headers }, text), { from, to: [to] });
  const body = (await listComments(table, ticketId, { descending: false, limit: 50 })).at(-1)?.body;
  return body === text ? 'shown' : body;
}

test.each([
  ['of somebody we never heard of', 'Moorline <help@moorline-login.test>'],
  ['that pretends to our domain', 'Moorline <security@moorline.test>'],
  ['of another customer', 'stranger@elsewhere.test'],
])('a mail %s is shown in a customer’s answer', async (_, sender) => {
  expect(await bodyOf(sender)).toBe('shown');
});

test.each([
  ['ours', 'Moorline <support@moorline.test>'],
  ['ours, by its signed address', () => `Moorline <${replyAddress('support@moorline.test', ticketId, MAIL_KEYS)}>`],
  ['the requester’s own', 'wang@customer.test'],
  ['of somebody in copy', 'Colleague <colleague@customer.test>'],
  ['of one of us', 'bob@home.test'],
])('a mail that is %s is folded in a customer’s answer', async (_, sender) => {
  expect(await bodyOf(typeof sender === 'string' ? sender : sender())).toBe('What now?');
});

test('whom the answer itself names is in the conversation', async () => {
  expect(await bodyOf('someone@new.test', { Cc: 'someone@new.test' })).toBe('What now?');
});

test('an agent’s answer with a mail of a stranger is a note, one with a colleague’s goes without it', async () => {
  expect(await bodyOf('help@moorline-login.test', {}, 'alice@moorline.test')).toMatch(/^\[This mail quotes or shows/);
  expect(await bodyOf('carol@moorline.test', {}, 'alice@moorline.test')).toBe('What now?');
  expect(await bodyOf('bob@home.test', {}, 'alice@moorline.test')).toBe('What now?');
});
