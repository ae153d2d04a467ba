import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ownMessageId, replyAddress } from '../../shared/mail/reply-token.ts';
import { findUserByEmail } from '../../shared/people/user.store.ts';
import type { User } from '../../shared/people/user.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { listAudits } from '../../shared/tickets/audit.store.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { ALL_PASS, MAIL_KEYS, OURS, rawMail } from '../support/a-mail.ts';
import { aMailDesk, type MailDesk } from '../support/a-mail-desk.ts';
import { aMailService, type MailService } from '../support/a-mail-service.ts';
import { aUser } from '../support/a-user.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const ALL = { descending: false, limit: 50 };
const [ALICE, WANG, LI] = ['alice@moorline.test', 'wang@customer.test', 'li@customer.test'];
const UNKNOWN = { ...ALL_PASS, dmarc: 'unknown', spf: 'unknown', dkim: 'unknown' } as const;

let table: Table;
let clock: TestClock;
let service: MailService;
let desk: MailDesk;
let alice: User;

beforeEach(async () => {
  service = await aMailService();
  table = await aTable();
  clock = aClock();
  desk = await aMailDesk(table, clock);
  alice = await aUser(table, clock, { role: 'agent', email: ALICE });
});
afterEach(() => service.stop());

const forwarded = (from: string) =>
  `He wrote to me, please help.\n\n---------- Forwarded message ---------\nFrom: Li Lei <${from}>\n` +
  'Date: Sun, Nov 22, 2026 at 11:00 AM\nSubject: Deposit missing\nTo: Alice <alice@moorline.test>\n\n' +
  'My deposit is missing.\nUID: 12345\n';
const FORWARD = { From: `Alice <${ALICE}>`, Subject: 'Fwd: Deposit missing' };
const byAlice = { from: ALICE };
const replyTo = (ticketId: number) => replyAddress('support@moorline.test', ticketId, MAIL_KEYS);

describe('a customer’s mail that an agent forwards', () => {
  test('is the customer’s ticket, of whom we are not sure, with the agent’s words as a note', async () => {
    await desk.receive(rawMail({ ...FORWARD, Cc: 'colleague@moorline.test' }, forwarded(LI)), byAlice);
    const [id = 0] = await desk.ticketIds();
    const li = await findUserByEmail(table, LI);
    expect(li).toMatchObject({ name: 'Li Lei', role: 'end-user', verified: false });
    expect(await getTicket(table, id)).toMatchObject({
      subject: 'Deposit missing',
      status: 'new',
      requester_id: li?.id,
      submitter_id: alice.id,
      requester_assurance: 'unverified',
      email_cc_ids: [],
      is_public: true,
      comment_count: 2,
      public_comment_count: 1,
      version: 2,
      recipient: 'support@moorline.test',
      via: { channel: 'email', source: { from: { address: LI, name: 'Li Lei' } } },
    });
    expect(await listComments(table, id, ALL)).toMatchObject([
      { public: true, author_id: li?.id, author_role: 'end-user', body: 'My deposit is missing.\nUID: 12345' },
      { public: false, author_id: alice.id, author_role: 'agent', body: 'He wrote to me, please help.' },
    ]);
    const audits = await listAudits(table, id, ALL);
    expect(audits.map(({ version, author_id }) => [version, author_id])).toEqual([
      [1, alice.id],
      [2, alice.id],
    ]);
  });

  test('twice is one ticket, and its customer hears that we have it, but not what the agent added', async () => {
    const raw = rawMail(FORWARD, forwarded(LI));
    await desk.receive(raw, byAlice);
    await desk.receive(raw, byAlice);
    expect(await desk.ticketIds()).toHaveLength(1);
    await desk.deliverAll();
    expect(service.sent.map(({ to }) => to)).toEqual([LI]);
    expect(JSON.stringify(service.sent[0]?.mail)).not.toContain('He wrote to me');
  });

  test('is acknowledged without a word of it, for nobody checked whose it is', async () => {
    await desk.receive(rawMail(FORWARD, forwarded(LI).replaceAll('Deposit missing', 'Claim it at evil.test')), byAlice);
    await desk.deliverAll();
    expect(service.sent.map(({ to }) => to)).toEqual([LI]);
    expect(JSON.stringify(service.sent[0]?.mail)).not.toMatch(/evil\.test|Li Lei/);
    const [id = 0] = await desk.ticketIds();
    expect(await listComments(table, id, ALL)).toMatchObject([{ trusted: false }, { trusted: true }]);
  });

  test('joins no ticket by the ids, numbers and addresses it brings along', async () => {
    await desk.receive(rawMail({ 'Message-ID': '<wang@customer.test>' }));
    const [wangs = 0] = await desk.ticketIds();
    const own = ownMessageId({ ticketId: wangs, commentId: 1, toNotice: false }, OURS.domain, MAIL_KEYS);
    const headers = {
      ...FORWARD,
      Subject: `Fwd: [#${wangs}] Deposit missing`,
      'In-Reply-To': '<wang@customer.test>',
      References: `<${own}> <wang@customer.test>`,
    };
    await desk.receive(rawMail(headers, forwarded(LI).replace(ALICE, replyTo(wangs))), byAlice);
    expect(await listComments(table, wangs, ALL)).toHaveLength(1);
    const [, opened = 0] = await desk.ticketIds();
    expect(await getTicket(table, opened)).toMatchObject({ subject: 'Deposit missing', followup_source_id: null });
  });

  test('to the address of a ticket is a note there, as a whole', async () => {
    await desk.receive(rawMail({ 'Message-ID': '<wang@customer.test>' }));
    const [wangs = 0] = await desk.ticketIds();
    const to = replyTo(wangs);
    await desk.receive(rawMail({ ...FORWARD, To: to }, forwarded(LI)), { ...byAlice, to: [to] });
    const comments = await listComments(table, wangs, ALL);
    expect(comments.at(-1)).toMatchObject({ public: false, author_id: alice.id });
    expect(comments.at(-1)?.body).toContain('My deposit is missing.');
    expect(await desk.ticketIds()).toEqual([wangs]);
  });

  test('is of the customer we know, and proves nothing about them', async () => {
    const wang = await aUser(table, clock, { email: WANG, name: 'Wang', verified: true });
    await desk.receive(rawMail(FORWARD, forwarded(WANG)), byAlice);
    const [id = 0] = await desk.ticketIds();
    expect(await getTicket(table, id)).toMatchObject({ requester_id: wang.id, requester_assurance: 'unverified' });
    expect(await findUserByEmail(table, WANG)).toMatchObject({ name: 'Wang' });
  });

  test('as an enclosed file keeps its own files, and the agent’s stay with the note', async () => {
    const inner = rawMail(
      { From: `Li Lei <${LI}>`, Subject: 'Deposit missing', 'Content-Type': 'multipart/mixed; boundary="in"' },
      '--in\r\nContent-Type: text/plain\r\n\r\nSee the picture.\r\n' +
        '--in\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="theirs.txt"\r\n\r\nx\r\n--in--',
    );
    const raw = rawMail(
      { ...FORWARD, 'Content-Type': 'multipart/mixed; boundary="out"' },
      '--out\r\nContent-Type: text/plain\r\n\r\nPlease look.\r\n' +
        '--out\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="mine.txt"\r\n\r\ny\r\n' +
        `--out\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename="m.eml"\r\n\r\n${inner}\r\n--out--`,
    );
    await desk.receive(raw, byAlice);
    const [id = 0] = await desk.ticketIds();
    const comments = await listComments(table, id, ALL);
    const found = comments.map(({ body, public: isPublic, attachments }) => ({
      body: body.trim(),
      isPublic,
      files: attachments.map(({ file_name }) => file_name),
    }));
    expect(found).toEqual([
      { body: 'See the picture.', isPublic: true, files: ['theirs.txt'] },
      { body: 'Please look.', isPublic: false, files: ['mine.txt'] },
    ]);
  });

  test('is answered by its customer like any ticket; what the agent answers to their own forward is a note', async () => {
    await desk.receive(rawMail({ ...FORWARD, 'Message-ID': '<forward@moorline.test>' }, forwarded(LI)), byAlice);
    const [id = 0] = await desk.ticketIds();
    clock.advance(60_000);
    const answer = { From: ALICE, Subject: 'Re: Fwd: Deposit missing', 'In-Reply-To': '<forward@moorline.test>' };
    await desk.receive(rawMail(answer, 'Is anybody on this?'), byAlice);
    await desk.receive(rawMail({ From: LI, Subject: 'Re: x' }, 'Any news?'), { from: LI, to: [replyTo(id)] });
    const comments = await listComments(table, id, ALL);
    expect(comments.slice(2).map(({ body, public: isPublic }) => [body, isPublic])).toEqual([
      ['Is anybody on this?', false],
      ['Any news?', true],
    ]);
    expect(await getTicket(table, id)).toMatchObject({ requester_assurance: 'verified_mail' });
  });
});

describe('a forward is ordinary mail', () => {
  test('of a customer: nothing in it is believed', async () => {
    await desk.receive(rawMail({ Subject: 'Fwd: Deposit missing' }, forwarded(LI)));
    const [id = 0] = await desk.ticketIds();
    const wang = await findUserByEmail(table, WANG);
    expect(await getTicket(table, id)).toMatchObject({ requester_id: wang?.id, subject: 'Fwd: Deposit missing' });
    expect(await findUserByEmail(table, LI)).toBeUndefined();
    const [comment] = await listComments(table, id, ALL);
    expect(comment?.body).toContain('Forwarded message');
  });

  test('of an agent when it brings our own mail, their own, or nobody’s', async () => {
    for (const from of ['support@moorline.test', ALICE, 'not an address'])
      await desk.receive(rawMail(FORWARD, forwarded(from)), byAlice);
    for (const id of await desk.ticketIds())
      expect(await getTicket(table, id)).toMatchObject({ requester_id: alice.id, comment_count: 1 });
    expect(await desk.ticketIds()).toHaveLength(3);
  });

  test('set aside, when its sender only claims to be an agent', async () => {
    await desk.receive(rawMail(FORWARD, forwarded(LI)), { ...byAlice, checks: UNKNOWN });
    expect(await desk.ticketIds()).toEqual([]);
    expect(await desk.all('suspended_mail')).toMatchObject([{ cause: 'failed_authentication' }]);
    expect(await findUserByEmail(table, LI)).toBeUndefined();
  });

  test('of a machine of ours: an automatic answer opens nothing', async () => {
    const automatic = { ...FORWARD, 'Auto-Submitted': 'auto-generated' };
    await desk.receive(rawMail(automatic, forwarded(LI)), byAlice);
    expect(await desk.ticketIds()).toEqual([]);
  });
});
