import { beforeEach, describe, expect, test } from 'vitest';
import { sentIdWrite } from '../../shared/mail/inbound-mail.store.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { ALL_FAIL, ALL_PASS, rawMail } from '../support/a-mail.ts';
import { aMailDesk, type MailDesk } from '../support/a-mail-desk.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const ALL = { descending: false, limit: 50 };
const UNKNOWN = { ...ALL_PASS, dmarc: 'unknown', spf: 'unknown', dkim: 'unknown' } as const;
const MALLORY = { from: 'mallory@evil.test' };
const ID = { 'Message-ID': '<first@customer.test>' };
const ANSWER = { 'In-Reply-To': '<first@customer.test>', Subject: 'Something else' };

let table: Table;
let clock: TestClock;
let desk: MailDesk;

beforeEach(async () => {
  table = await aTable();
  clock = aClock();
  desk = await aMailDesk(table, clock);
});

const tickets = () => desk.ticketIds();

async function bodies(ticketId: number) {
  return (await listComments(table, ticketId, ALL)).map(({ body }) => body);
}

describe('a mail is the same as one that was here', () => {
  test('when id, sender and content are, however it travelled', async () => {
    await desk.receive(rawMail({ ...ID }, 'caf=C3=A9? yes'));
    const other = { Received: 'from a by b; Sun, 22 Nov 2026 03:00:05 +0000', ...ID };
    await desk.receive(rawMail({ ...other, 'Content-Transfer-Encoding': 'quoted-printable' }, 'caf=3DC3=3DA9? yes'));
    expect(await tickets()).toHaveLength(1);
  });

  test.each([
    ['text', {}, 'Other words'],
    ['subject', { Subject: 'Other' }, 'Hello'],
    ['date', { Date: 'Mon, 23 Nov 2026 03:00:00 +0000' }, 'Hello'],
    ['copies', { Cc: 'friend@customer.test' }, 'Hello'],
    ['name', { From: 'Somebody else <wang@customer.test>' }, 'Hello'],
  ])('but not when only the id and the sender are (other %s)', async (_what, headers, words) => {
    await desk.receive(rawMail(ID));
    await desk.receive(rawMail({ ...ID, ...headers }, words));
    const [, second = 0] = await tickets();
    expect(await bodies(second)).toEqual([words]);
  });

  test('and not when the one before was sent in its sender’s name', async () => {
    for (const checks of [ALL_FAIL, { ...ALL_PASS, spam: 'fail' } as const, UNKNOWN]) {
      await desk.receive(rawMail(ID, 'My words'), { checks });
    }
    await desk.receive(rawMail({ ...ID, 'Auto-Submitted': 'auto-replied' }, 'My words'));
    const before = await tickets();
    await desk.receive(rawMail(ID, 'My words'));
    const [real = 0, ...others] = (await tickets()).filter((id) => !before.includes(id));
    expect(others).toEqual([]);
    expect(await getTicket(table, real)).toMatchObject({ requester_assurance: 'verified_mail' });
    expect(await bodies(real)).toEqual(['My words']);
  });

  test('while a worse copy of one that was accepted adds nothing', async () => {
    await desk.receive(rawMail(ID));
    for (const checks of [ALL_FAIL, UNKNOWN, ALL_PASS]) await desk.receive(rawMail(ID), { checks });
    expect(await tickets()).toHaveLength(1);
    expect(await desk.all('suspended_mail')).toEqual([]);
  });
});

describe('the id of a mail', () => {
  test('stays with the ticket of the first that bears it, whoever repeats it', async () => {
    await desk.receive(rawMail(ID));
    await desk.receive(rawMail({ ...ID, From: MALLORY.from }, 'mine now'), MALLORY);
    await desk.receive(rawMail({ ...ID, From: 'wang@customer.test' }, 'forged'), { checks: ALL_FAIL });
    const [first = 0, ...others] = await tickets();
    expect(others).toHaveLength(2);
    await desk.receive(rawMail(ANSWER, 'One more thing'));
    expect(await bodies(first)).toEqual(['Hello', 'One more thing']);
    expect(await tickets()).toHaveLength(3);
  });

  test.each([
    ['in their own name', MALLORY.from, { ...MALLORY, checks: ALL_PASS }],
    ['in the name of its sender', 'wang@customer.test', { ...MALLORY, checks: ALL_FAIL }],
  ])('still leads its proven sender to their ticket when somebody took it before, %s', async (_how, From, about) => {
    await desk.receive(rawMail({ ...ID, From, Cc: 'wang@customer.test' }, 'taken'), about);
    await desk.receive(rawMail(ID, 'the real one'));
    const [taken = 0, real = 0, ...none] = await tickets();
    await desk.receive(rawMail(ANSWER, 'One more thing'));
    expect(none).toEqual([]);
    expect(await bodies(taken)).toEqual(['taken']);
    expect(await bodies(real)).toEqual(['the real one', 'One more thing']);
  });

  test('that the service gave to a mail of ours leads to its ticket, whoever repeats it', async () => {
    await desk.receive(rawMail({}));
    const [ours = 0] = await tickets();
    await desk.receive(rawMail({ From: MALLORY.from, 'Message-ID': '<0100-x@email.amazonses.com>' }), MALLORY);
    const sent = { ticketId: ours, toNotice: false, at: clock.now(), deliveryId: 'delivery-1' };
    await table.transact([sentIdWrite('ses:0100-x', sent)]);
    await desk.receive(rawMail({ 'In-Reply-To': '<0100-x@email.amazonses.com>' }, 'Yes'));
    expect(await bodies(ours)).toEqual(['Hello', 'Yes']);
  });

  test('taken by two mails at once is one’s, and the other comes again from its queue', async () => {
    const first = await desk.arrival(rawMail(ID, 'one'));
    const second = await desk.arrival(rawMail({ ...ID, From: MALLORY.from }, 'two'), MALLORY);
    const results = await Promise.allSettled([first, second].map((message) => desk.ingest(message)));
    for (const message of [first, second]) await desk.ingest(message);
    expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
    const all = await Promise.all((await tickets()).map(bodies));
    expect(all.flat().sort()).toEqual(['one', 'two']);
  });
});

describe('a mail', () => {
  test('through a list brings nobody in copy, nor does one of a sender who is not proven; both say who it was for', async () => {
    const Cc = 'Friend <friend@customer.test>, support+t1.aaaaaaaaaaaaaaaa@moorline.test';
    await desk.receive(rawMail({ Cc, To: 'talk@lists.test', 'List-Id': '<talk.lists.test>' }));
    await desk.receive(rawMail({ Cc }), { checks: UNKNOWN });
    const [list = 0, unproven = 0] = await tickets();
    expect(await getTicket(table, list)).toMatchObject({
      email_cc_ids: [],
      via: {
        source: { from: { original_recipients: ['talk@lists.test', 'friend@customer.test', 'support@moorline.test'] } },
      },
    });
    expect(await getTicket(table, unproven)).toMatchObject({
      email_cc_ids: [],
      via: { source: { from: { original_recipients: ['support@moorline.test', 'friend@customer.test'] } } },
    });
  });

  test.each(['normal', 'bounce'])('of a sender who is no address at all is set aside (%s)', async (kind) => {
    const headers: Record<string, string> = kind === 'bounce' ? { 'X-Failed-Recipients': 'a@b.test' } : {};
    await desk.receive(rawMail({ ...headers, From: `<${'x'.repeat(200_000)}@evil.test>`, ...ID }));
    const [kept = {}] = await desk.all('suspended_mail');
    expect(kept).toMatchObject({ cause: kind === 'bounce' ? 'delivery_failure' : 'unknown_author' });
    expect(JSON.stringify(kept).length).toBeLessThan(3_000);
  });
});
