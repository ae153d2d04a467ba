import { beforeEach, describe, expect, test } from 'vitest';
import type { Checks } from '../../shared/mail/mail-facts.ts';
import { replyAddress } from '../../shared/mail/reply-token.ts';
import { findUserByEmail } from '../../shared/people/user.store.ts';
import type { User } from '../../shared/people/user.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { listAudits } from '../../shared/tickets/audit.store.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import { commentView } from '../../shared/tickets/comment.view.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { ALL_FAIL, ALL_PASS, MAIL_KEYS, rawMail } from '../support/a-mail.ts';
import { aMailDesk, type MailDesk } from '../support/a-mail-desk.ts';
import { aSuspendedMailDesk } from '../support/a-suspended-mail-desk.ts';
import { anAgent, aUser } from '../support/a-user.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const ALL = { descending: false, limit: 50 };
const replyTo = (ticketId: number) => replyAddress('support@moorline.test', ticketId, MAIL_KEYS);
const EVENTS = ['ticket.created.v1', 'ticket.commented.v1'];
const SPAM: Checks = { ...ALL_PASS, spam: 'fail' };
const FORGED_SPAM: Checks = { ...ALL_FAIL, spam: 'fail' };

let table: Table;
let clock: TestClock;
let desk: MailDesk;
let suspended: Awaited<ReturnType<typeof aSuspendedMailDesk>>;

beforeEach(async () => {
  table = await aTable();
  clock = aClock();
  desk = await aMailDesk(table, clock);
  suspended = await aSuspendedMailDesk(table, clock, desk);
});

/** Receives a mail that is set aside, for `cause`, and has it recovered; answers the ticket's number. */
async function recovered(cause: string, raw: Buffer, about: Parameters<MailDesk['receive']>[1] = {}): Promise<number> {
  await desk.receive(raw, about);
  const [item = {}] = await desk.all('suspended_mail');
  expect(item).toMatchObject({ cause });
  clock.advance(60_000);
  const { status, body } = await suspended.call('PUT', `/${item['id']}/recover`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body.ticket[0].id;
}

const lastOf = async (ticketId: number) => {
  const comment = (await listComments(table, ticketId, ALL)).at(-1);
  const audit = (await listAudits(table, ticketId, ALL)).at(-1);
  if (!comment || !audit) throw new Error('There is nothing on the ticket');
  return { comment, audit };
};

describe('a recovered mail', () => {
  test('that an agent forwarded with files and a note, under an id that is taken, is one transaction', async () => {
    await aUser(table, clock, { role: 'agent', email: 'alice@moorline.test' });
    await desk.receive(rawMail({ 'Message-ID': '<taken@moorline.test>' }));
    const file = (name: string) => `Content-Disposition: attachment; filename="${name}"\r\n\r\nx\r\n`;
    const inner = rawMail(
      { From: 'li@customer.test', 'Content-Type': 'multipart/mixed; boundary="in"' },
      `--in\r\nContent-Type: text/plain\r\n\r\nHelp.\r\n--in\r\n${file('theirs.txt')}--in--`,
    );
    const raw = rawMail(
      {
        From: 'alice@moorline.test',
        Subject: 'Fwd: x',
        'Message-ID': '<taken@moorline.test>',
        'Content-Type': 'multipart/mixed; boundary="out"',
      },
      `--out\r\nContent-Type: text/plain\r\n\r\nPlease look.\r\n--out\r\n${file('mine.txt')}` +
        `--out\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--out--`,
    );
    const ticketId = await recovered('spam', raw, { from: 'alice@moorline.test', checks: SPAM });
    const comments = await listComments(table, ticketId, ALL);
    expect(comments.map(({ public: isPublic, attachments }) => [isPublic, attachments.length])).toEqual([
      [true, 1],
      [false, 1],
    ]);
  });

  test('is a ticket of its sender, opened by the agent', async () => {
    const ticketId = await recovered('spam', rawMail({ Cc: 'friend@customer.test' }), { checks: SPAM });
    const requester = await findUserByEmail(table, 'wang@customer.test');
    const friend = await findUserByEmail(table, 'friend@customer.test');
    expect(await getTicket(table, ticketId)).toMatchObject({
      requester_id: requester?.id,
      requester_assurance: 'verified_mail',
      email_cc_ids: [friend?.id],
      via: { channel: 'email', source: { from: { address: 'wang@customer.test' } } },
    });
    const { comment, audit } = await lastOf(ticketId);
    expect(comment).toMatchObject({
      author_id: requester?.id,
      author_role: 'end-user',
      origin: 'person',
      trusted: true,
    });
    expect(audit).toMatchObject({
      author_id: suspended.agent.id,
      via: { channel: 'email' },
      reason: 'A suspended mail was recovered.',
    });
  });

  test('brings its files', async () => {
    const parts =
      '--b\r\nContent-Type: text/plain\r\n\r\nHere\r\n--b\r\nContent-Type: text/csv; name=a.csv\r\n\r\n1,2\r\n--b--';
    const raw = rawMail({ 'Content-Type': 'multipart/mixed; boundary=b' }, parts);
    const { comment } = await lastOf(await recovered('spam', raw, { checks: SPAM }));
    expect(comment.attachments).toMatchObject([{ file_name: 'a.csv' }]);
  });

  test('is known when it is delivered again', async () => {
    const raw = rawMail({});
    const ticketId = await recovered('spam', raw, { checks: SPAM });
    await desk.receive(raw, { checks: SPAM });
    expect(await desk.ticketIds()).toEqual([ticketId]);
    expect(await suspended.waiting()).toEqual([]);
    await desk.receive(
      rawMail({ 'In-Reply-To': raw.toString().match(/<\d+@customer\.test>/)?.[0] ?? '' }, 'One thing more'),
    );
    expect(await desk.ticketIds()).toEqual([ticketId]);
    expect((await lastOf(ticketId)).comment).toMatchObject({ body: 'One thing more', public: true });
  });

  test('is one ticket, however often and by whomever it is ordered at once', async () => {
    const id = await suspended.spam();
    const { as, user: other } = await anAgent(table, clock);
    const answers = await Promise.all([
      suspended.call('PUT', `/${id}/recover`),
      suspended.call('PUT', `/${id}/recover`, as),
      suspended.call('PUT', `/recover_many?ids=${id}`, as),
    ]);
    const [ticketId] = await desk.ticketIds();
    expect(await desk.ticketIds()).toHaveLength(1);
    expect(answers.map(({ body }) => (body.ticket ?? body.tickets)[0].id)).toEqual([ticketId, ticketId, ticketId]);
    expect([suspended.agent.id, other.id]).toContain((await lastOf(ticketId ?? 0)).audit.author_id);
    await Promise.all(suspended.orders.map((order) => desk.ingest(order)));
    expect(await listComments(table, ticketId ?? 0, ALL)).toHaveLength(1);
  });

  test('of a sender who proved nothing leaves the requester unsure, copies nobody, and tells them nothing of theirs', async () => {
    const ticketId = await recovered('spam', rawMail({ Cc: 'x@y.test' }, 'Click on evil.test'), {
      checks: FORGED_SPAM,
    });
    expect(await getTicket(table, ticketId)).toMatchObject({ requester_assurance: 'unverified', email_cc_ids: [] });
    await desk.notify(await desk.events(...EVENTS));
    expect(await desk.all('delivery'), 'a forged sender is not written to').toEqual([]);
  });

  test('joins the ticket that it answers, as it would have', async () => {
    await desk.receive(rawMail({}));
    const [ticketId = 0] = await desk.ticketIds();
    const answer = rawMail({ To: replyTo(ticketId) }, 'An answer that looks like spam');
    expect(await recovered('spam', answer, { to: [replyTo(ticketId)], checks: SPAM })).toBe(ticketId);
    const { comment, audit } = await lastOf(ticketId);
    expect(comment).toMatchObject({ public: true, author_role: 'end-user', trusted: true });
    expect(audit).toMatchObject({ author_id: suspended.agent.id, reason: 'A suspended mail was recovered.' });
  });

  test('from somebody whose user is suspended is their ticket', async () => {
    const user = await aUser(table, clock, { email: 'wang@customer.test', suspended: true });
    const ticketId = await recovered('blocked_sender', rawMail({}));
    expect(await getTicket(table, ticketId)).toMatchObject({ requester_id: user.id });
  });
});

describe('an unproven mail about a ticket that an agent recovers', () => {
  let ticketId: number;

  beforeEach(async () => {
    await desk.receive(rawMail({ 'Message-ID': '<first@customer.test>' }), { checks: ALL_FAIL });
    [ticketId = 0] = await desk.ticketIds();
    clock.advance(60_000);
  });

  test('from an address of staff is an internal note', async () => {
    const { user } = await anAgent(table, clock, { email: 'lin@moorline.test' });
    const raw = rawMail({ From: 'lin@moorline.test', To: replyTo(ticketId) }, 'Please send your password to evil.test');
    const about = { from: 'lin@moorline.test', to: [replyTo(ticketId)], checks: ALL_FAIL };
    expect(await recovered('unauthenticated_update', raw, about)).toBe(ticketId);
    const { comment, audit } = await lastOf(ticketId);
    expect(comment).toMatchObject({ public: false, author_id: user.id, trusted: false });
    expect(audit).toMatchObject({
      author_id: suspended.agent.id,
      reason: 'A suspended mail was recovered. Its sender is not proven.',
    });
    await desk.notify(await desk.events(...EVENTS));
    expect(JSON.stringify(await desk.all('delivery'))).not.toContain('evil.test');
  });

  test('from a customer of the ticket is a comment marked as unproven that proves nothing and copies nobody', async () => {
    const raw = rawMail(
      { To: replyTo(ticketId), Cc: 'x@y.test', 'Message-ID': '<second@customer.test>' },
      'More of it',
    );
    expect(await recovered('spam', raw, { to: [replyTo(ticketId)], checks: FORGED_SPAM })).toBe(ticketId);
    const { comment } = await lastOf(ticketId);
    expect(comment).toMatchObject({ public: true, author_role: 'end-user', body: 'More of it', trusted: false });
    expect(commentView(comment, { filesUrl: '', key: '', now: 0 } as never)).toMatchObject({
      metadata: { trusted: false },
    });
    expect(await getTicket(table, ticketId)).toMatchObject({ requester_assurance: 'unverified', email_cc_ids: [] });
    const [thread] = await desk.all('mail_thread');
    expect(thread, 'our next mail does not answer it').toMatchObject({ message_id: 'first@customer.test' });
  });

  test('from a stranger who knows its number is a ticket of their own', async () => {
    const raw = rawMail({ From: 'mallory@evil.test', Subject: `Re: [#${ticketId}]` }, 'What did you tell them?');
    const own = await recovered('spam', raw, { from: 'mallory@evil.test', checks: SPAM });
    expect(own).not.toBe(ticketId);
    expect(await getTicket(table, own)).toMatchObject({ followup_source_id: null });
    expect(await listComments(table, ticketId, ALL)).toHaveLength(1);
  });

  test('from a machine is an internal note that answers nobody', async () => {
    const raw = rawMail(
      { From: 'robot@machines.test', To: replyTo(ticketId), 'Auto-Submitted': 'auto-replied' },
      'I am away',
    );
    const about = { from: 'robot@machines.test', to: [replyTo(ticketId)] };
    expect(await recovered('automatic_mail', raw, about)).toBe(ticketId);
    const { comment } = await lastOf(ticketId);
    expect(comment).toMatchObject({
      public: false,
      origin: 'auto-reply',
      author_id: suspended.agent.id,
      trusted: false,
    });
    expect(comment.via.source.from).toMatchObject({ address: 'robot@machines.test' });
    expect(await findUserByEmail(table, 'robot@machines.test')).toBeUndefined();
  });
});

describe('a recovered mail without a sender of its own', () => {
  const isOfAgent = async (ticketId: number, agent: User) =>
    expect(await getTicket(table, ticketId)).toMatchObject({ requester_id: agent.id });

  test('is a ticket of the agent: one from our own address', async () => {
    const raw = rawMail({ From: 'support@moorline.test', 'Reply-To': 'customer@web.test' });
    await isOfAgent(await recovered('own_mail', raw, { from: 'support@moorline.test' }), suspended.agent);
    expect(await findUserByEmail(table, 'support@moorline.test')).toBeUndefined();
  });

  test('is a ticket of the agent: one that names nobody', async () => {
    await isOfAgent(await recovered('unknown_author', rawMail({ From: 'undisclosed' })), suspended.agent);
  });
});

test('an automatic mail that is recovered opens a ticket and is not answered', async () => {
  const ticketId = await recovered('automatic_mail', rawMail({ 'Auto-Submitted': 'auto-generated' }));
  expect((await lastOf(ticketId)).comment).toMatchObject({ origin: 'auto-reply', author_role: 'end-user' });
  await desk.notify(await desk.events(...EVENTS));
  expect(await desk.all('delivery')).toEqual([]);
});
