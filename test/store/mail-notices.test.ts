import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { headerOf } from '../../shared/mail/mail.ts';
import type { User } from '../../shared/people/user.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import { ALL_FAIL, ALL_PASS, rawMail } from '../support/a-mail.ts';
import { aMailDesk, type MailDesk } from '../support/a-mail-desk.ts';
import { aMailService, type MailService } from '../support/a-mail-service.ts';
import { aUser } from '../support/a-user.ts';
import { changeTicketAs } from '../support/change-ticket.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const ALL = { descending: false, limit: 50 };
const ALICE = 'alice@moorline.test';

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
  alice = await aUser(table, clock, { role: 'agent', email: ALICE });
  await desk.receive(rawMail({ 'Message-ID': '<first@customer.test>' }));
  ticketId = Number((await desk.all('ticket'))[0]?.['id']);
});
afterEach(() => service.stop());

/** The ids by which a client answers the last mail that an address got. */
async function lastTo(address: string) {
  await desk.deliverAll();
  const last = service.sent.filter(({ to }) => to === address).at(-1);
  if (!last) throw new Error(`${address} got no mail`);
  const { mail, messageId } = last;
  const own = `<${messageId}@email.amazonses.com>`;
  return {
    own,
    references: `${headerOf(mail, 'references')} ${own}`,
    replyTo: /<([^>]+)>/.exec(headerOf(mail, 'reply-to') ?? '')?.[1] ?? '',
  };
}

/** The notice of the assignment, and an answer of somebody else's that Alice was copied on. */
async function noticeAndCopy() {
  await changeTicketAs(table, clock, ticketId, undefined, { fields: { assignee_id: alice.id } });
  const notice = await lastTo(ALICE);
  const bob = await aUser(table, clock, { role: 'agent' });
  await changeTicketAs(table, clock, ticketId, bob, { fields: { email_cc_ids: [alice.id] } });
  await changeTicketAs(table, clock, ticketId, bob, { comment: { body: 'We look into it.', public: true } });
  return { notice, copy: await lastTo(ALICE) };
}

/** What becomes of Alice's mail: whether it is a public comment of hers. */
async function isPublic(headers: Record<string, string>, words = 'Looks like fraud.') {
  const to = headers['To'] ?? 'support@moorline.test';
  await desk.receive(rawMail({ From: ALICE, Subject: 'anything', ...headers }, words), { from: ALICE, to: [to] });
  const last = (await listComments(table, ticketId, ALL)).at(-1);
  expect(last).toMatchObject({ author_id: alice.id, body: words });
  return last?.public;
}

describe('an agent’s answer to a notice is a note', () => {
  test('whatever their client heeds: the reply address, the references, or the id alone', async () => {
    await changeTicketAs(table, clock, ticketId, undefined, { fields: { assignee_id: alice.id } });
    const { own, references, replyTo } = await lastTo(ALICE);
    expect(await isPublic({ To: replyTo })).toBe(false);
    expect(await isPublic({ References: references.replace(own, '') })).toBe(false);
    expect(await isPublic({ References: references, 'In-Reply-To': own })).toBe(false);
    expect(await isPublic({ 'In-Reply-To': own })).toBe(false);
  });

  test('also when their client took a reply address for the customer from elsewhere', async () => {
    const { notice, copy } = await noticeAndCopy();
    expect(await isPublic({ To: copy.replyTo, References: notice.references, 'In-Reply-To': notice.own })).toBe(false);
  });

  test('and so is what they add to their own note', async () => {
    await changeTicketAs(table, clock, ticketId, undefined, { fields: { assignee_id: alice.id } });
    const { own, references } = await lastTo(ALICE);
    const note = { References: references, 'In-Reply-To': own, 'Message-ID': '<note@moorline.test>' };
    expect(await isPublic(note)).toBe(false);
    expect(await isPublic({ 'In-Reply-To': '<note@moorline.test>' })).toBe(false);
  });
});

describe('an agent’s answer to a message for the customer is public', () => {
  test('for one who was copied, though they got a notice of the ticket too', async () => {
    const { notice, copy } = await noticeAndCopy();
    expect(await isPublic({ To: copy.replyTo, References: copy.references, 'In-Reply-To': copy.own })).toBe(true);
    expect(await isPublic({ References: copy.references.replace(copy.own, '') })).toBe(true);
    expect(await isPublic({ 'In-Reply-To': copy.own })).toBe(true);
    expect(await isPublic({ References: `${notice.references} ${copy.references}` })).toBe(true);
    expect(await isPublic({ References: `${copy.references} ${notice.references}` })).toBe(false);
    expect(await isPublic({ References: copy.references, 'In-Reply-To': notice.own })).toBe(false);
    expect(await isPublic({ References: notice.references, 'In-Reply-To': copy.own })).toBe(true);
  });

  test('and one to the customer’s own mail, unless its id is that of several mails', async () => {
    expect(await isPublic({ 'In-Reply-To': '<first@customer.test>' })).toBe(true);
    const again = rawMail({ From: 'mallory@evil.test', 'Message-ID': '<first@customer.test>' }, 'mine');
    await desk.receive(again, { from: 'mallory@evil.test' });
    expect(await isPublic({ 'In-Reply-To': '<first@customer.test>' })).toBe(false);
  });

  test('but not one that only a number in its subject puts there', async () => {
    expect(await isPublic({ Subject: `Re: [#${ticketId}] My withdrawal` })).toBe(false);
  });
});

describe('an acknowledgement of a mail', () => {
  const headers = { From: 'Click evil.test <victim@customer.test>', Subject: 'You won! evil.test' };
  const unknown = { ...ALL_PASS, dmarc: 'unknown', spf: 'unknown', dkim: 'unknown' } as const;

  test.each(['<forged@evil.test>', ''])('is not sent to whom it was forged to come from (id "%s")', async (id) => {
    await desk.receive(rawMail({ ...headers, 'Message-ID': id }), { checks: ALL_FAIL });
    await desk.deliverAll();
    expect(await desk.all('ticket')).toHaveLength(2);
    expect(service.sent.map(({ to }) => to)).toEqual(['wang@customer.test']);
  });

  test('carries none of its words where nobody knows who wrote it', async () => {
    await desk.receive(rawMail(headers), { checks: unknown, from: 'victim@customer.test' });
    await desk.deliverAll();
    const sent = service.sent.filter(({ to }) => to === 'victim@customer.test');
    expect(sent).toHaveLength(1);
    expect(JSON.stringify(sent[0]?.mail)).not.toContain('evil.test');
  });
});
