import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { headerOf } from '../../shared/mail/mail.ts';
import type { Checks } from '../../shared/mail/mail-facts.ts';
import { ownMessageId, replyAddress } from '../../shared/mail/reply-token.ts';
import { findUserByEmail } from '../../shared/people/user.store.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { openTicket } from '../../shared/tickets/change-ticket.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import { commitTicket, getTicket } from '../../shared/tickets/ticket.store.ts';
import { via } from '../../shared/tickets/ticket.ts';
import { aGroup, aGroupMember } from '../support/a-group.ts';
import { ALL_PASS, MAIL_KEYS, OURS, rawMail } from '../support/a-mail.ts';
import { aMailDesk, type MailDesk } from '../support/a-mail-desk.ts';
import { aMailService, type MailService } from '../support/a-mail-service.ts';
import { aUser } from '../support/a-user.ts';
import { changeTicketAs } from '../support/change-ticket.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const ALL = { descending: false, limit: 50 };
const MALLORY = 'mallory@evil.test';
const UNKNOWN = { ...ALL_PASS, dmarc: 'unknown', spf: 'unknown', dkim: 'unknown' } as const;

let table: Table;
let clock: TestClock;
let service: MailService;
let desk: MailDesk;

beforeEach(async () => {
  service = await aMailService();
  table = await aTable();
  clock = aClock();
  desk = await aMailDesk(table, clock);
});
afterEach(() => service.stop());

const replyTo = (ticketId: number) => replyAddress('support@moorline.test', ticketId, MAIL_KEYS);
const own = (ticketId: number, toNotice = false) =>
  `<${ownMessageId({ ticketId, commentId: 34, toNotice }, OURS.domain, MAIL_KEYS)}>`;

/** Opens tickets of Wang's by mail, a first and so on; answers their numbers. */
async function ticketsOfWang(count: number): Promise<number[]> {
  const before = new Set(await desk.ticketIds());
  for (let at = 1; at <= count; at++) {
    await desk.receive(rawMail({ Subject: `Secret matter ${at}`, 'Message-ID': `<first-${at}@customer.test>` }));
    clock.advance(60_000);
  }
  return (await desk.ticketIds()).filter((id) => !before.has(id));
}

async function bodies(ticketId: number) {
  return (await listComments(table, ticketId, ALL)).map(({ body }) => body);
}

/** The number of the ticket that holds these words. */
async function whereIs(words: string): Promise<number | undefined> {
  for (const id of await desk.ticketIds()) if ((await bodies(id)).some((body) => body.includes(words))) return id;
  return undefined;
}

/** Everything that went out to an address, as one text. */
async function sentTo(address: string): Promise<string> {
  await desk.deliverAll();
  return JSON.stringify(service.sent.filter(({ to }) => to === address));
}

describe('signs that contradict each other', () => {
  test('the reply address goes before the references, the newest of these first, stored ids next, the number last', async () => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = await ticketsOfWang(5);
    const Subject = `Re: [#${e}] anything`;
    const References = `${own(c)} <first-4@customer.test> ${own(b)}`;
    await desk.receive(rawMail({ Subject, References }, 'by the address'), { to: [replyTo(a)] });
    await desk.receive(rawMail({ Subject, References }, 'by the newest reference'));
    const olderOnly = `${own(c)} <first-4@customer.test>`;
    await desk.receive(rawMail({ Subject, References: olderOnly }, 'by the older reference'));
    await desk.receive(rawMail({ Subject, References: '<first-4@customer.test>' }, 'by the stored id'));
    await desk.receive(rawMail({ Subject }, 'by the number'));
    const found = await Promise.all(
      ['by the address', 'by the newest reference', 'by the older reference', 'by the stored id', 'by the number'].map(
        whereIs,
      ),
    );
    expect(found).toEqual([a, b, c, d, e]);
  });

  test('the answered id goes before any reference, and the newest of several stored ids before older ones', async () => {
    const [a = 0, b = 0] = await ticketsOfWang(2);
    await desk.receive(rawMail({ References: own(a), 'In-Reply-To': own(b) }, 'by what it answers'));
    const References = '<first-2@customer.test> <first-1@customer.test>';
    await desk.receive(rawMail({ References, Subject: 'x' }, 'by the newest stored id'));
    expect([await whereIs('by what it answers'), await whereIs('by the newest stored id')]).toEqual([b, a]);
  });

  test('one that does not let its sender in leaves the others their say', async () => {
    const [a = 0] = await ticketsOfWang(1);
    await desk.receive(rawMail({ From: MALLORY }, 'theirs'), { from: MALLORY });
    const theirs = (await whereIs('theirs')) ?? 0;
    await desk.receive(rawMail({ Subject: `Re: [#${theirs}] [#${a}] hello` }, 'by the second number'));
    expect(await whereIs('by the second number')).toBe(a);
  });
});

describe('a stranger', () => {
  const asMallory = (headers: Record<string, string>, words: string, to = 'support@moorline.test') =>
    desk.receive(rawMail({ From: MALLORY, Subject: 'Hi', ...headers }, words), { from: MALLORY, to: [to] });

  test('who replays a signed address or id, proven for their own domain, opens a ticket of theirs and learns nothing', async () => {
    const [a = 0] = await ticketsOfWang(1);
    await asMallory({ To: replyTo(a), Subject: 'one' }, 'replayed address', replyTo(a));
    await asMallory({ References: own(a), 'In-Reply-To': own(a), Subject: 'two' }, 'replayed id');
    await asMallory({ 'In-Reply-To': '<first-1@customer.test>', Subject: 'three' }, 'replayed message id');
    await asMallory({ Subject: `Re: [#${a}] four` }, 'known number');
    expect(await bodies(a)).toEqual(['Hello']);
    const opened = (await desk.ticketIds()).filter((id) => id !== a);
    expect(opened).toHaveLength(4);
    for (const id of opened) expect(await getTicket(table, id)).toMatchObject({ followup_source_id: null });
    const read = await sentTo(MALLORY);
    expect(read).not.toContain('Secret matter');
    expect(read).not.toContain('wang');
    expect(service.sent.filter(({ to }) => to === MALLORY)).toHaveLength(4);
  });

  test('is answered alike whether the ticket they name is there, is closed, was merged or never was', async () => {
    const [open = 0, closed = 0, merged = 0] = await ticketsOfWang(3);
    const agent = await aUser(table, clock, { role: 'agent' });
    await changeTicketAs(table, clock, closed, agent, { fields: { status: 'closed', assignee_id: agent.id } });
    await changeTicketAs(table, clock, merged, agent, { merged_into_id: open });
    for (const [at, id] of [open, closed, merged, 987_654].entries())
      await asMallory({ Subject: `Re: [#${id}] same`, To: replyTo(id) }, `try ${at}`, replyTo(id));
    await desk.deliverAll();
    const answers = service.sent.filter(({ to }) => to === MALLORY).map(({ mail }) => mail.text);
    expect(answers).toHaveLength(4);
    const alike = answers.map((text) =>
      [open, closed, merged, 987_654]
        .reduce((rest, id) => rest.replaceAll(`[#${id}]`, '[named]'), text)
        .replace(/#\d+/g, '#')
        .replace(/try \d/g, 'try'),
    );
    expect(new Set(alike).size).toBe(1);
  });

  test('who was copied once and taken off again is a stranger', async () => {
    const [a = 0] = await ticketsOfWang(1);
    const friend = await aUser(table, clock, { email: 'friend@customer.test' });
    await changeTicketAs(table, clock, a, undefined, { fields: { email_cc_ids: [friend.id] } });
    const about = { from: 'friend@customer.test', to: [replyTo(a)] };
    await desk.receive(rawMail({ From: 'friend@customer.test' }, 'as a friend'), about);
    await changeTicketAs(table, clock, a, undefined, { fields: { email_cc_ids: [] } });
    await desk.receive(rawMail({ From: 'friend@customer.test' }, 'as a stranger'), about);
    expect(await bodies(a)).toEqual(['Hello', 'as a friend']);
  });

  test('who forges a token, or changes the number in a real one, has no sign at all', async () => {
    const [a = 0, b = 0] = await ticketsOfWang(2);
    const moved = replyTo(a).replace(`+t${a}.`, `+t${b}.`);
    const movedId = own(a).replace(`t${a}.`, `t${b}.`);
    const asNotice = replyTo(a).replace(`+t${a}.`, `+t${a}n.`);
    for (const [at, address] of [moved, asNotice, replyTo(a).replace(/.@/, 'x@')].entries())
      await desk.receive(rawMail({ To: address, Subject: 'x', References: movedId }, `forged ${at}`), {
        to: [address],
      });
    expect(await bodies(a)).toEqual(['Hello']);
    expect(await bodies(b)).toEqual(['Hello']);
    expect(await desk.ticketIds()).toHaveLength(5);
  });
});

describe('one mail that comes several times', () => {
  const both = ['support@moorline.test', 'help@moorline.test'];
  const To = both.join(', ');

  test('to several of our addresses is one ticket, one after the other or at once', async () => {
    const first = rawMail({ To, 'Message-ID': '<both@customer.test>' });
    for (const to of both) await desk.receive(first, { to: [to] });
    expect(await desk.ticketIds()).toHaveLength(1);
    const second = rawMail({ To, 'Message-ID': '<at-once@customer.test>' }, 'at once');
    const messages = await Promise.all(both.map((to) => desk.arrival(second, { to: [to] })));
    await Promise.allSettled(messages.map((message) => desk.ingest(message)));
    for (const message of messages) await desk.ingest(message);
    expect(await desk.ticketIds()).toHaveLength(2);
  });

  test('to the signed address and a plain one of ours is one comment', async () => {
    const [a = 0] = await ticketsOfWang(1);
    const answer = rawMail({ To: `${replyTo(a)}, help@moorline.test`, Subject: 'x' }, 'my answer');
    for (const to of ['help@moorline.test', replyTo(a)]) await desk.receive(answer, { to: [to] });
    expect(await bodies(a)).toEqual(['Hello', 'my answer']);
    expect(await desk.ticketIds()).toEqual([a]);
    expect(await getTicket(table, a)).toMatchObject({ email_cc_ids: [] });
  });

  test('over servers that add their own headers is the same', async () => {
    const ways: Record<string, string>[] = [
      { Received: 'from a.customer.test by mx1; Sun, 22 Nov 2026 03:00:01 +0000' },
      { Received: 'from list.customer.test by mx2; Sun, 22 Nov 2026 03:05:01 +0000', 'Return-Path': '<b@list.test>' },
      { 'X-Forwarded-To': 'help@moorline.test', 'Delivered-To': 'help@moorline.test', 'X-Spam-Score': '0.1' },
    ];
    for (const way of ways) await desk.receive(rawMail({ ...way, 'Message-ID': '<ways@customer.test>' }));
    expect(await desk.ticketIds()).toHaveLength(1);
  });

  test('through a list that makes another mail of it is kept as one, and copies nobody', async () => {
    const mail = { 'Message-ID': '<listed@customer.test>', To: 'talk@lists.test, support@moorline.test' };
    await desk.receive(rawMail(mail, 'Hello all'));
    const listed = { ...mail, 'List-Id': '<talk.lists.test>', Subject: '[talk] My withdrawal is stuck' };
    await desk.receive(rawMail(listed, 'Hello all\n\n-- \nunsubscribe here'));
    const [, copy = 0, ...others] = await desk.ticketIds();
    expect(others).toEqual([]);
    expect(await getTicket(table, copy)).toMatchObject({ email_cc_ids: [] });
    await desk.deliverAll();
    expect(service.sent).toHaveLength(1);
  });
});

describe('ids that are not what they seem', () => {
  test('a mail whose own id is one that we signed gets no ticket by it, and takes none from its owner', async () => {
    const [a = 0] = await ticketsOfWang(1);
    const claimed = { From: MALLORY, Subject: 'x', 'Message-ID': own(a) };
    await desk.receive(rawMail(claimed, 'mine now'), { from: MALLORY });
    await desk.receive(rawMail({ Subject: 'x', 'Message-ID': own(a) }, 'mine too'));
    await desk.receive(rawMail({ Subject: 'x', References: own(a) }, 'the real answer'));
    expect(await bodies(a)).toEqual(['Hello', 'the real answer']);
  });

  test('hundreds of them in the references neither hide the newest nor let anybody in', async () => {
    const [a = 0, b = 0] = await ticketsOfWang(2);
    const poison = Array.from({ length: 400 }, (_, at) => `<${at}@elsewhere.test>`).join(' ');
    await desk.receive(rawMail({ Subject: 'x', References: `${own(b)} ${poison} ${own(a)}` }, 'long thread'));
    await desk.receive(rawMail({ Subject: 'x', References: `${poison} <first-2@customer.test>` }, 'other thread'));
    expect([await whereIs('long thread'), await whereIs('other thread')]).toEqual([a, b]);
    const all = Array.from({ length: 400 }, (_, at) => own(a + at)).join(' ');
    await desk.receive(rawMail({ From: MALLORY, References: `${poison} ${all}` }, 'every ticket'), { from: MALLORY });
    expect([a, b]).not.toContain(await whereIs('every ticket'));
  });

  test('a number of another system is none of ours, though we have a ticket of that number', async () => {
    await desk.receive(rawMail({ From: MALLORY }, 'theirs'), { from: MALLORY });
    const theirs = (await whereIs('theirs')) ?? 0;
    const Subject = `Re: [#${theirs}] Your Jira request`;
    await desk.receive(rawMail({ Subject }, 'about something else'));
    const opened = (await whereIs('about something else')) ?? 0;
    expect(await getTicket(table, opened)).toMatchObject({ subject: Subject, followup_source_id: null });
    expect(await bodies(theirs)).toEqual(['theirs']);
  });

  test('the number of an internal ticket about the sender tells them nothing', async () => {
    const [a = 0] = await ticketsOfWang(1);
    const wang = await findUserByEmail(table, 'wang@customer.test');
    const agent = await aUser(table, clock, { role: 'agent' });
    if (!wang || a === 0) throw new Error('there is no ticket');
    const internal = 5_000;
    const comment = { body: 'Fraud suspected.', public: false };
    const ids = { id: internal, requester_id: wang.id, submitter_id: agent.id };
    const actor = { kind: 'user', id: agent.id, role: agent.role } as const;
    const context = { now: clock.now(), newId: clock.newId, actor, via: via('api'), closeAfter: 1_000 };
    await commitTicket(table, openTicket({ ...ids, subject: 'x', locale: 'en', comment }, context));
    await desk.receive(rawMail({ Subject: `Re: [#${internal}] hm` }, 'is it there?'));
    expect(await bodies(internal)).toEqual(['Fraud suspected.']);
    expect(await sentTo('wang@customer.test')).not.toContain('Fraud');
  });
});

describe('a mail on a ticket that is closed', () => {
  test('opens a follow-up with its tags and fields, a subject without its number, and says what it follows', async () => {
    const [a = 0] = await ticketsOfWang(1);
    const agent = await aUser(table, clock, { role: 'agent' });
    const fields = { tags: ['vip'], custom_fields: [{ id: 77, value: 'ETH' }], assignee_id: agent.id };
    await changeTicketAs(table, clock, a, agent, { fields: { ...fields, status: 'closed' } });
    await desk.receive(rawMail({ Subject: `Re: [#${a}] Secret matter 1` }, 'Again!'));
    const [, followUp = 0] = await desk.ticketIds();
    expect(await getTicket(table, followUp)).toMatchObject({
      followup_source_id: a,
      subject: 'Re: Secret matter 1',
      tags: ['vip'],
      custom_fields: [{ id: 77, value: 'ETH' }],
      assignee_id: null,
      status: 'new',
      via: { channel: 'email', source: { from: { address: 'wang@customer.test' }, rel: 'follow_up' } },
    });
    await desk.receive(rawMail({ Subject: `Re: [#${followUp}] Re: Secret matter 1` }, 'One more thing'));
    expect(await bodies(followUp)).toEqual(['Again!', 'One more thing']);
  });

  test('of somebody who was only copied does not show them what its fields hold', async () => {
    const [a = 0] = await ticketsOfWang(1);
    const agent = await aUser(table, clock, { role: 'agent' });
    const friend = await aUser(table, clock, { email: 'friend@customer.test' });
    const fields = { custom_fields: [{ id: 77, value: 'ETH' }], email_cc_ids: [friend.id], assignee_id: agent.id };
    await changeTicketAs(table, clock, a, agent, { fields: { ...fields, status: 'closed' } });
    await desk.receive(rawMail({ From: 'friend@customer.test' }, 'And?'), {
      from: 'friend@customer.test',
      to: [replyTo(a)],
    });
    const [, followUp = 0] = await desk.ticketIds();
    expect(await getTicket(table, followUp)).toMatchObject({ followup_source_id: a, custom_fields: [] });
  });

  test('of a sender who is not proven is no follow-up', async () => {
    const [a = 0] = await ticketsOfWang(1);
    const agent = await aUser(table, clock, { role: 'agent' });
    const fields = { tags: ['vip'], assignee_id: agent.id };
    await changeTicketAs(table, clock, a, agent, { fields: { ...fields, status: 'closed' } });
    await desk.receive(rawMail({ Subject: `Re: [#${a}] x` }, 'Again!'), { checks: UNKNOWN });
    const [, other = 0] = await desk.ticketIds();
    expect(await getTicket(table, other)).toMatchObject({ followup_source_id: null, tags: [] });
  });
});

describe('an agent’s mail', () => {
  const ALICE = 'alice@moorline.test';

  test('in answer to a group’s notice is a note, and to a message they were copied on a public answer', async () => {
    const [a = 0] = await ticketsOfWang(1);
    const alice = await aUser(table, clock, { role: 'agent', email: ALICE });
    const group = await aGroup(table, clock);
    await aGroupMember(table, clock, { group_id: group.id, user_id: alice.id });
    await changeTicketAs(table, clock, a, undefined, { fields: { group_id: group.id } });
    await desk.deliverAll();
    const notice = service.sent.filter(({ to }) => to === ALICE).at(-1);
    const address = /<([^>]+)>/.exec(notice ? (headerOf(notice.mail, 'reply-to') ?? '') : '')?.[1] ?? '';
    expect(address).toContain(`+t${a}n.`);
    const answer = async (to: string, words: string, checks: Checks = ALL_PASS) => {
      await desk.receive(rawMail({ From: ALICE, To: to, Subject: 'x' }, words), { from: ALICE, to: [to], checks });
      return (await listComments(table, a, ALL)).find(({ body }) => body === words)?.public;
    };
    expect(await answer(address, 'Looks odd.')).toBe(false);
    expect(await answer(replyTo(a), 'We look into it.')).toBe(true);
    expect(await answer(replyTo(a), 'Send us your keys.', UNKNOWN)).toBeUndefined();
    expect(await answer(address, 'Note of a forger.', UNKNOWN)).toBeUndefined();
    expect(await desk.all('suspended_mail')).toMatchObject([
      { cause: 'unauthenticated_update', ticket_id: a },
      { cause: 'unauthenticated_update', ticket_id: a },
    ]);
  });
});
