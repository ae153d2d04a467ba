import { beforeEach, describe, expect, test } from 'vitest';
import { sentIdWrite } from '../../shared/mail/inbound-mail.store.ts';
import { ownMessageId, replyAddress } from '../../shared/mail/reply-token.ts';
import { findUserByEmail } from '../../shared/people/user.store.ts';
import type { User } from '../../shared/people/user.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { ALL_FAIL, MAIL_KEYS, mailFile, OURS, rawMail } from '../support/a-mail.ts';
import { aMailDesk, type MailDesk } from '../support/a-mail-desk.ts';
import { aUser } from '../support/a-user.ts';
import { changeTicketAs } from '../support/change-ticket.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const ALL = { descending: false, limit: 50 };
const [WANG, LI, ALICE] = ['wang@customer.test', 'li@customer.test', 'alice@moorline.test'];

let table: Table;
let clock: TestClock;
let desk: MailDesk;
let alice: User;

beforeEach(async () => {
  table = await aTable();
  clock = aClock();
  desk = await aMailDesk(table, clock);
  alice = await aUser(table, clock, { role: 'agent', email: ALICE });
});

const replyTo = (ticketId: number) => replyAddress('support@moorline.test', ticketId, MAIL_KEYS);
const write = (from: string, words: string, headers: Record<string, string> = {}, about: object = {}) =>
  desk.receive(rawMail({ From: from, Subject: 'x', ...headers }, words), { from, ...about });
const merge = (id: number, into: number) => changeTicketAs(table, clock, id, alice, { merged_into_id: into });

/** Opens a ticket by a mail of somebody's; answers its number. */
async function aTicketOf(from: string, messageId: string): Promise<number> {
  const before = await desk.ticketIds();
  await write(from, 'Hello', { 'Message-ID': `<${messageId}>`, Subject: messageId });
  clock.advance(60_000);
  return (await desk.ticketIds()).find((id) => !before.includes(id)) ?? 0;
}

async function said(ticketId: number) {
  return (await listComments(table, ticketId, ALL)).map(({ body, public: isPublic }) => [body, isPublic]);
}

describe('an answer to a ticket that was merged', () => {
  test('by any sign goes to the ticket in which it goes on', async () => {
    const source = await aTicketOf(WANG, 'source@customer.test');
    const target = await aTicketOf(WANG, 'target@customer.test');
    const sent = { ticketId: source, toNotice: false, at: clock.now(), deliveryId: 'delivery-1' };
    await table.transact([sentIdWrite('ses:0100-source', sent)]);
    await merge(source, target);
    const own = ownMessageId({ ticketId: source, commentId: 34, toNotice: false }, OURS.domain, MAIL_KEYS);
    await write(WANG, 'by address', {}, { to: [replyTo(source)] });
    await write(WANG, 'by signed id', { References: `<${own}>` });
    await write(WANG, 'by its own mail', { 'In-Reply-To': '<source@customer.test>' });
    await write(WANG, 'by our mail', { 'In-Reply-To': '<0100-source@email.amazonses.com>' });
    await write(WANG, 'by number', { Subject: `Re: [#${source}] x` });
    const words = ['Hello', 'by address', 'by signed id', 'by its own mail', 'by our mail', 'by number'];
    expect(await said(target)).toEqual(words.map((each) => [each, true]));
    expect(await said(source)).toEqual([['Hello', true]]);
    expect(await desk.ticketIds()).toEqual([source, target]);
  });

  test('follows the chain to its end, of ten merges at most', async () => {
    const chain: number[] = [];
    for (let at = 0; at < 12; at++) chain.push(await aTicketOf(WANG, `${at}@customer.test`));
    for (const [at, id] of chain.slice(0, -1).entries()) await merge(id, chain[at + 1] ?? 0);
    const [first = 0, second = 0] = chain;
    await write(WANG, 'ten steps', {}, { to: [replyTo(second)] });
    expect(await said(chain.at(-1) ?? 0)).toContainEqual(['ten steps', true]);
    await write(WANG, 'eleven steps', {}, { to: [replyTo(first)] });
    const followUp = (await desk.ticketIds()).at(-1) ?? 0;
    expect(await getTicket(table, followUp)).toMatchObject({ followup_source_id: first });
  });

  test('of somebody who is on the old one only opens a follow-up of that, and tells nobody on the other', async () => {
    const source = await aTicketOf(LI, 'source@customer.test');
    const target = await aTicketOf(WANG, 'target@customer.test');
    await merge(source, target);
    await changeTicketAs(table, clock, target, alice, { fields: { tags: ['secret'] } });
    await write(LI, 'What about me?', {}, { to: [replyTo(source)] });
    expect(await said(target)).toEqual([['Hello', true]]);
    const [, , followUp = 0, ...none] = await desk.ticketIds();
    const li = await findUserByEmail(table, LI);
    expect(none).toEqual([]);
    expect(await getTicket(table, followUp)).toMatchObject({
      followup_source_id: source,
      requester_id: li?.id,
      tags: [],
      via: { source: { rel: 'follow_up' } },
    });
  });

  test('of somebody whom the merge has copied on the other joins it', async () => {
    const source = await aTicketOf(LI, 'source@customer.test');
    const target = await aTicketOf(WANG, 'target@customer.test');
    const li = await findUserByEmail(table, LI);
    await merge(source, target);
    await changeTicketAs(table, clock, target, alice, { fields: { email_cc_ids: [li?.id ?? 0] } });
    await write(LI, 'Thank you both', {}, { to: [replyTo(source)] });
    expect(await said(target)).toContainEqual(['Thank you both', true]);
  });

  test('of a stranger or a forger is a ticket of its own', async () => {
    const source = await aTicketOf(WANG, 'source@customer.test');
    const target = await aTicketOf(WANG, 'target@customer.test');
    await merge(source, target);
    await write('mallory@evil.test', 'mine', {}, { to: [replyTo(source)] });
    await write(WANG, 'forged', {}, { to: [replyTo(source)], checks: ALL_FAIL });
    expect(await said(target)).toEqual([['Hello', true]]);
    const [, , ...opened] = await desk.ticketIds();
    for (const id of opened) expect(await getTicket(table, id)).toMatchObject({ followup_source_id: null });
    expect(opened).toHaveLength(2);
  });

  test('of an agent is public when the customer is the same, and a note when it is another one', async () => {
    const [same, others] = [await aTicketOf(WANG, 'same@customer.test'), await aTicketOf(LI, 'li@customer.test')];
    const target = await aTicketOf(WANG, 'target@customer.test');
    await merge(same, target);
    await merge(others, target);
    await write(ALICE, 'We found it.', {}, { to: [replyTo(same)] });
    await write(ALICE, 'Li, your balance is 7.', {}, { to: [replyTo(others)] });
    expect(await said(target)).toEqual([
      ['Hello', true],
      ['We found it.', true],
      ['Li, your balance is 7.', false],
    ]);
  });

  test('opens a follow-up of the other when that was closed too, and of the old one when it was deleted', async () => {
    const [source, target] = [await aTicketOf(WANG, '1@customer.test'), await aTicketOf(WANG, '2@customer.test')];
    await merge(source, target);
    await changeTicketAs(table, clock, target, alice, { fields: { status: 'closed', assignee_id: alice.id } });
    await write(WANG, 'Still not there', {}, { to: [replyTo(source)] });
    const [, , first = 0] = await desk.ticketIds();
    expect(await getTicket(table, first)).toMatchObject({ followup_source_id: target });
    await changeTicketAs(table, clock, target, alice, { delete: true });
    await write(WANG, 'Still not there!', {}, { to: [replyTo(source)] });
    const second = (await desk.ticketIds()).at(-1) ?? 0;
    expect(await getTicket(table, second)).toMatchObject({ followup_source_id: source, tags: [] });
  });

  test('by a machine is kept on the other, out of sight', async () => {
    const [source, target] = [await aTicketOf(WANG, '1@customer.test'), await aTicketOf(WANG, '2@customer.test')];
    await merge(source, target);
    await write(WANG, 'I am away', { 'Auto-Submitted': 'auto-replied' }, { to: [replyTo(source)] });
    const bounce = mailFile('bounce-dsn', { REPLY_ADDRESS: replyTo(source), OWN_REFERENCE: '<x@y>' });
    await desk.receive(bounce, { from: '' });
    const comments = await listComments(table, target, ALL);
    expect(comments.map(({ origin, public: isPublic }) => [origin, isPublic])).toEqual([
      ['person', true],
      ['auto-reply', false],
      ['bounce', false],
    ]);
  });

  test('that was decided about before the merge comes again, and then goes to the other', async () => {
    const [source, target] = [await aTicketOf(WANG, '1@customer.test'), await aTicketOf(WANG, '2@customer.test')];
    const message = await desk.arrival(rawMail({ Subject: 'x' }, 'in between'), { to: [replyTo(source)] });
    const [taken] = await Promise.allSettled([desk.ingest(message), merge(source, target)]);
    if (taken.status === 'rejected') await desk.ingest(message);
    const both = [...(await said(source)), ...(await said(target))];
    expect(both.filter(([words]) => words === 'in between')).toHaveLength(1);
  });
});
