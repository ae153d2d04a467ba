import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { headerOf, type InboundMail } from '../../shared/mail/mail.ts';
import type { User } from '../../shared/people/user.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import { rawMail } from '../support/a-mail.ts';
import { aMailDesk, type MailDesk } from '../support/a-mail-desk.ts';
import { aMailService, type MailService } from '../support/a-mail-service.ts';
import { aUser } from '../support/a-user.ts';
import { changeTicketAs } from '../support/change-ticket.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const ALL = { descending: false, limit: 50 };
const WANG = 'wang@customer.test';
const PARTNER = 'li@partner.test';

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
  agent = await aUser(table, clock, { role: 'agent', name: 'Alice' });
  const headers = { 'Message-ID': '<first@customer.test>', Cc: `Li <${PARTNER}>`, Subject: 'Our withdrawal' };
  await desk.receive(rawMail(headers, 'Two hours, and nothing has arrived.'));
  [ticketId = 0] = await desk.ticketIds();
  await desk.deliverAll();
});
afterEach(() => service.stop());

async function answer(body: string, fields = {}): Promise<void> {
  await changeTicketAs(table, clock, ticketId, agent, { fields, comment: { body, public: true } });
  await desk.deliverAll();
}

async function note(body: string): Promise<void> {
  await changeTicketAs(table, clock, ticketId, agent, { comment: { body, public: false } });
  await desk.deliverAll();
}

function lastTo(address: string): InboundMail {
  const mail = service.sent.filter(({ to }) => to === address).at(-1)?.mail;
  if (!mail) throw new Error(`${address} got no mail`);
  return mail;
}

const mailsTo = (address: string) => service.sent.filter(({ to }) => to === address).length;
const addresses = (list: readonly { address: string }[]) => list.map(({ address }) => address);
const replyTo = (mail: InboundMail) => /<([^>]+)>/.exec(headerOf(mail, 'reply-to') ?? '')?.[1] ?? '';

describe('an answer to several customers', () => {
  test('reaches each by a mail of their own that names them all, as one mail would', async () => {
    await answer('We look into it.');
    expect(service.sent.map(({ to }) => to)).toEqual([WANG, WANG, PARTNER]);
    for (const mail of [lastTo(WANG), lastTo(PARTNER)]) {
      expect([addresses(mail.to), addresses(mail.cc)]).toEqual([[WANG], [PARTNER]]);
    }
    const ids = (mail: InboundMail) => [mail.references, replyTo(mail), mail.subject];
    expect(ids(lastTo(WANG))).toEqual(ids(lastTo(PARTNER)));
    expect(lastTo(WANG).text).toContain(`This mail also goes to ${PARTNER}.`);
    expect(lastTo(PARTNER).text).toContain(`This mail also goes to ${WANG}.`);
  });

  test('tells nobody the names of the others, or what they wrote', async () => {
    await answer('We look into it.');
    expect(JSON.stringify([lastTo(PARTNER).to, lastTo(PARTNER).text])).not.toMatch(/Wang X|nothing has arrived/);
    expect(lastTo(WANG).text).toContain('> Two hours, and nothing has arrived.');
    expect(lastTo(WANG).to).toEqual([{ name: 'Wang Xiaoming', address: WANG }]);
  });

  test('does not name whom it cannot reach, and is an ordinary mail when one is left', async () => {
    const gone = await aUser(table, clock, { email: 'gone@partner.test', suspended: true });
    await answer('First.', { email_cc_ids: [gone.id] });
    expect([addresses(lastTo(WANG).to), lastTo(WANG).cc]).toEqual([[WANG], []]);
    expect(lastTo(WANG).text).not.toContain('also goes to');
    expect(mailsTo('gone@partner.test')).toBe(0);
  });

  test('shows no customer the staff in copy, and shows them nobody', async () => {
    const boss = await aUser(table, clock, { role: 'agent', email: 'boss@moorline.test' });
    const partner = Number((await desk.all('user')).find(({ email }) => email === PARTNER)?.['id']);
    await answer('We look into it.', { email_cc_ids: [boss.id, partner] });
    expect([addresses(lastTo(WANG).to), addresses(lastTo(WANG).cc)]).toEqual([[WANG], [PARTNER]]);
    const copy = lastTo('boss@moorline.test');
    expect([addresses(copy.to), copy.cc]).toEqual([['boss@moorline.test'], []]);
    expect(JSON.stringify([lastTo(WANG), lastTo(PARTNER)])).not.toContain('boss');
  });

  test('is answered to all by whoever is in copy: on the ticket once, and no customer gets a second mail of it', async () => {
    await answer('We look into it.');
    const copy = lastTo(PARTNER);
    const headers = {
      From: PARTNER,
      To: replyTo(copy),
      Cc: WANG,
      References: headerOf(copy, 'references') ?? '',
      Subject: `Re: ${copy.subject}`,
    };
    await desk.receive(rawMail(headers, 'The account is mine too.'), { from: PARTNER, to: [replyTo(copy)] });
    const last = (await listComments(table, ticketId, ALL)).at(-1);
    expect(last).toMatchObject({ body: 'The account is mine too.', public: true });
    await desk.deliverAll();
    expect([mailsTo(WANG), mailsTo(PARTNER)]).toEqual([2, 1]);
    await answer('Thank you both.');
    expect(lastTo(PARTNER).text).toMatch(/> The account is mine too\.[\s\S]*> We look into it\./);
    expect(lastTo(WANG).text).not.toContain('The account is mine too');
  });
});

describe('whoever follows a ticket', () => {
  let follower: User;
  beforeEach(async () => {
    follower = await aUser(table, clock, { role: 'agent', email: 'bob@moorline.test', time_zone: 'Asia/Shanghai' });
    await changeTicketAs(table, clock, ticketId, agent, { fields: { follower_ids: [follower.id] } });
  });

  test('gets internal notes and answers as notices; customers get no note, and nothing of who follows', async () => {
    await note('It smells of fraud.');
    expect(lastTo('bob@moorline.test').text).toMatch(/Alice wrote an internal note[\s\S]*It smells of fraud\./);
    expect(headerOf(lastTo('bob@moorline.test'), 'auto-submitted')).toBe('auto-generated');
    await answer('We look into it.');
    expect(lastTo('bob@moorline.test').text).toMatch(/Alice answered on ticket[\s\S]*We look into it\./);
    const toCustomers = service.sent.filter(({ to }) => [WANG, PARTNER].includes(to));
    expect(JSON.stringify(toCustomers)).not.toMatch(/fraud|bob@/);
  });

  test('gets what the customer adds, with the names of its files, and answers it among colleagues', async () => {
    await desk.receive(rawMail({ 'In-Reply-To': '<first@customer.test>' }, 'Any news?'));
    await desk.deliverAll();
    const notice = lastTo('bob@moorline.test');
    expect(notice.text).toContain('Any news?');
    const reply = rawMail({ From: 'bob@moorline.test', To: replyTo(notice) }, 'I know this one.');
    await desk.receive(reply, { from: 'bob@moorline.test', to: [replyTo(notice)] });
    expect((await listComments(table, ticketId, ALL)).at(-1)).toMatchObject({ public: false, author_id: follower.id });
  });

  test('and is no member of staff any more gets nothing', async () => {
    await table.update({ key: { pk: `USER#${follower.id}`, sk: 'META' }, set: { role: 'end-user' } });
    await note('It smells of fraud.');
    expect(mailsTo('bob@moorline.test')).toBe(0);
  });

  test('still reads what was taken back before it went out to customers', async () => {
    await changeTicketAs(table, clock, ticketId, agent, { comment: { body: 'a slip', public: true } });
    await desk.notify(await desk.events('ticket.commented.v1'));
    const slip = (await listComments(table, ticketId, ALL)).at(-1);
    if (!slip) throw new Error('There is no such comment');
    await changeTicketAs(table, clock, ticketId, agent, { hide: slip });
    await desk.deliverAll();
    expect([mailsTo(WANG), mailsTo(PARTNER)]).toEqual([1, 0]);
    const told = service.sent.filter(({ to }) => to === 'bob@moorline.test').map(({ mail }) => mail.text);
    expect(told.join()).toContain('a slip');
  });
});

describe('what an answer repeats', () => {
  test('is never an internal note, nor what a machine wrote', async () => {
    await note('Looks like fraud.');
    const autoReply = rawMail(
      { 'In-Reply-To': '<first@customer.test>', 'Auto-Submitted': 'auto-replied', Subject: 'Out of office' },
      'I am away.',
    );
    await desk.receive(autoReply);
    await answer('We look into it.');
    expect(lastTo(WANG).text).toContain('> Two hours, and nothing has arrived.');
    expect(JSON.stringify(lastTo(WANG))).not.toMatch(/fraud|I am away/);
  });

  test('stays small however much was said before', async () => {
    const long = Array.from({ length: 3_000 }, (_, at) => `Line ${at} of what happened.`).join('\n');
    await desk.receive(rawMail({ 'In-Reply-To': '<first@customer.test>' }, long));
    for (let at = 0; at < 6; at++) await note(`note ${at}`);
    await answer('We look into it.');
    const { text } = lastTo(WANG);
    expect(text).toContain('> Line 0 of what happened.');
    expect(text.length).toBeLessThan(3_000);
  });
});
