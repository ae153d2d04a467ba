import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { headerOf } from '../../shared/mail/mail.ts';
import { readOwnMessageId, readReplyAddress } from '../../shared/mail/reply-token.ts';
import type { User } from '../../shared/people/user.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { openTicket } from '../../shared/tickets/change-ticket.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import { commitTicket } from '../../shared/tickets/ticket.store.ts';
import { via } from '../../shared/tickets/ticket.ts';
import { aGroup, aGroupMember } from '../support/a-group.ts';
import { MAIL_KEYS, rawMail } from '../support/a-mail.ts';
import { aMailDesk, type MailDesk } from '../support/a-mail-desk.ts';
import { aMailService, type MailService, type SentMail } from '../support/a-mail-service.ts';
import { aTicketLife } from '../support/a-ticket-life.ts';
import { aUser } from '../support/a-user.ts';
import { changeTicketAs } from '../support/change-ticket.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const ALL = { descending: false, limit: 50 };

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

async function ticketByMail(): Promise<number> {
  const raw = rawMail(
    { 'Message-ID': '<first@customer.test>', Subject: '提现一直没有到账', 'Content-Type': 'text/plain; charset=utf-8' },
    '我的提现两小时没有到账。',
  );
  await desk.receive(raw);
  return Number((await desk.all('ticket'))[0]?.['id']);
}

function sentTo(address: string): SentMail[] {
  return service.sent.filter((mail) => mail.to === address);
}

async function anAnsweredTicket() {
  const id = await ticketByMail();
  const agent = await aUser(table, clock, { role: 'agent', name: 'Alice' });
  await changeTicketAs(table, clock, id, agent, {
    fields: { assignee_id: agent.id, status: 'pending' },
    comment: { body: '请问收款地址是您本人的吗？', public: true },
  });
  await desk.deliverAll();
  return { id, agent };
}

describe('an acknowledgement', () => {
  test('answers the customer’s mail in their language, marked as a machine’s, and finds its ticket again', async () => {
    const id = await ticketByMail();
    await desk.deliverAll();
    expect(service.sent).toHaveLength(1);
    const { mail, from, to } = service.sent[0] as SentMail;
    expect([from, to]).toEqual(['support@moorline.test', 'wang@customer.test']);
    expect(mail.from).toEqual([{ name: 'Moorline 交易所', address: 'support@moorline.test' }]);
    expect(mail.subject).toBe(`Re: [#${id}] 提现一直没有到账`);
    expect(mail.text).toContain(`我们已收到您的请求 #${id}`);
    expect(mail.html).toContain(`我们已收到您的请求 #${id}`);
    expect(headerOf(mail, 'auto-submitted')).toBe('auto-replied');
    expect(headerOf(mail, 'content-language')).toBe('zh-CN');
    expect(headerOf(mail, 'x-auto-response-suppress')).toContain('OOF');
    expect(headerOf(mail, 'x-moorline-delivery')).toBeTruthy();
    expect(mail.inReplyTo).toEqual(['first@customer.test']);
    expect(mail.references[0]).toBe('first@customer.test');
    expect(readOwnMessageId(mail.references.at(-1) ?? '', 'moorline.test', MAIL_KEYS)?.ticketId).toBe(id);
    const [, replyTo = ''] = /<([^>]+)>/.exec(headerOf(mail, 'reply-to') ?? '') ?? [];
    expect(readReplyAddress(replyTo, MAIL_KEYS)).toEqual({ ticketId: id, toNotice: false });
  });

  test('goes out once, however often and however concurrently it is asked for', async () => {
    await ticketByMail();
    const events = await desk.events('ticket.created.v1');
    await Promise.all([desk.notify(events), desk.notify([...events, ...events])]);
    const deliveries = await desk.all('delivery');
    expect(deliveries).toHaveLength(1);
    service.slow(50);
    const id = String(deliveries[0]?.['id']);
    const tries = await Promise.allSettled([1, 2, 3, 4].map(() => desk.deliver(id)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await desk.deliver(id);
    expect(service.sent).toHaveLength(1);
  });

  test('is not written for what a machine sent, what an agent noted, or to nobody', async () => {
    const list = rawMail({ 'List-Id': '<talk.lists.test>' });
    await desk.receive(list);
    const agent = await aUser(table, clock, { role: 'agent' });
    const actor = { id: agent.id, role: agent.role } as const;
    const silent = {
      comment: { body: 'note', public: false, author: actor },
      requester_id: 0,
      assignee_id: null,
      group_id: null,
    };
    const unreachable = await aUser(table, clock, { email: 'no-reply@shop.test' });
    await aTicketLife(clock, { id: 900, ...silent, requester_id: (await aUser(table, clock)).id }, table);
    await aTicketLife(clock, { id: 901, assignee_id: null, group_id: null, requester_id: unreachable.id }, table);
    await desk.deliverAll();
    expect(service.sent).toEqual([]);
  });

  test('is held when one address keeps writing: two machines that answer each other fall silent', async () => {
    for (let at = 0; at < 24; at++) await desk.receive(rawMail({ Subject: `Loop ${at}` }));
    await desk.deliverAll();
    expect(await desk.all('ticket')).toHaveLength(24);
    expect(service.sent).toHaveLength(20);
  });
});

describe('an acknowledgement of a request that nobody proved to have made', () => {
  /** Tickets in the name of an address, opened by whoever `by` is. */
  async function opened(times: number, victim: User, by: User) {
    const asked = { requester_id: victim.id, assignee_id: null, group_id: null, locale: 'en' };
    for (let at = 0; at < times; at++) {
      const comment = { body: 'Buy at evil.test', public: true, author: { id: victim.id, role: 'end-user' as const } };
      const commit = openTicket(
        { ...asked, id: 1000 + at, subject: 'You won! evil.test', submitter_id: victim.id, comment },
        {
          now: clock.now(),
          newId: clock.newId,
          actor: { kind: 'user', id: by.id, role: by.role },
          via: via('api'),
          closeAfter: 1,
        },
      );
      await commitTicket(table, commit);
    }
    await desk.deliverAll();
  }

  test('carries none of the words of whoever typed the address, and keeps its thread', async () => {
    const victim = await aUser(table, clock, { email: 'victim@customer.test', name: 'Click evil.test' });
    await opened(1, victim, victim);
    const [sent] = sentTo('victim@customer.test');
    expect(sent?.mail.subject).toBe('[#1000] We have your request');
    expect(JSON.stringify(sent?.mail)).not.toContain('evil.test');
    expect(readOwnMessageId(sent?.mail.references.at(-1) ?? '', 'moorline.test', MAIL_KEYS)?.ticketId).toBe(1000);
  });

  test.each(['end-user', 'agent'] as const)('goes to one address twenty times an hour at most (%s)', async (role) => {
    const customer = await aUser(table, clock, { email: 'victim@customer.test', role });
    await opened(24, customer, customer);
    expect(sentTo('victim@customer.test')).toHaveLength(20);
  });

  test('is neither held nor made neutral when an agent opened the ticket for the customer', async () => {
    const customer = await aUser(table, clock, { email: 'victim@customer.test' });
    await opened(24, customer, await aUser(table, clock, { role: 'agent' }));
    const subjects = sentTo('victim@customer.test').map(({ mail }) => mail.subject);
    expect(subjects).toHaveLength(24);
    expect(subjects).toContain('[#1000] You won! evil.test');
  });
});

describe('an answer of an agent', () => {
  test('reaches the customer inside the same thread, as a person’s words', async () => {
    const { id } = await anAnsweredTicket();
    const [acknowledgement, answer] = sentTo('wang@customer.test').map(({ mail }) => mail);
    expect(answer?.subject).toBe(acknowledgement?.subject);
    expect(answer?.text).toContain('请问收款地址是您本人的吗？');
    expect(answer?.html).toContain('请问收款地址是您本人的吗？');
    expect(answer?.text).toContain('Alice');
    expect(answer?.text).toContain('> 我的提现两小时没有到账。');
    expect(answer?.headers.map(({ name }) => name)).not.toContain('auto-submitted');
    expect(answer?.references.filter((each) => acknowledgement?.references.includes(each))).toHaveLength(2);
    expect(id).toBeGreaterThan(0);
  });

  test('is answered on the same ticket by the id that the service gave it, without any token', async () => {
    const { id, agent } = await anAnsweredTicket();
    const [, answer] = sentTo('wang@customer.test');
    const raw = rawMail(
      { 'In-Reply-To': `<${answer?.messageId}@email.amazonses.test>`, Subject: 'something else' },
      '是的',
    );
    await desk.receive(raw);
    expect((await listComments(table, id, ALL)).at(-1)?.body).toBe('是的');
    await desk.deliverAll();
    expect(sentTo(agent.email ?? '')).toHaveLength(1);
  });

  test('goes to everybody in copy too, and its files with it', async () => {
    const id = await ticketByMail();
    const agent = await aUser(table, clock, { role: 'agent' });
    const friend = await aUser(table, clock, { locale: 'en', name: 'Friend' });
    const file = { id: 77, file_name: '证明.txt', content_type: 'text/plain', size: 5, inline: false };
    await desk.files.put('attachments/77', 'proof', 'text/plain');
    await changeTicketAs(table, clock, id, agent, { fields: { email_cc_ids: [friend.id] } });
    await changeTicketAs(table, clock, id, agent, {
      comment: { body: 'See the file.', public: true, attachments: [file] },
    });
    await desk.deliverAll();
    const copy = sentTo(friend.email ?? '')[0]?.mail;
    expect(copy?.text).toContain('Hello Friend');
    expect(copy?.attachments.map(({ fileName, bytes }) => [fileName, Buffer.from(bytes).toString()])).toEqual([
      ['证明.txt', 'proof'],
    ]);
  });

  test('has links where its files are too big to go along', async () => {
    const id = await ticketByMail();
    const agent = await aUser(table, clock, { role: 'agent' });
    const file = { id: 78, file_name: 'big.mp4', content_type: 'video/mp4', size: 6_000_000, inline: false };
    await changeTicketAs(table, clock, id, agent, {
      comment: { body: 'See the video.', public: true, attachments: [file] },
    });
    await desk.deliverAll();
    const answer = sentTo('wang@customer.test').at(-1)?.mail;
    expect(answer?.attachments).toEqual([]);
    expect(answer?.text).toMatch(/big\.mp4: https:\/\/files\.moorline\.test\/attachments\/token\/\S+name=big\.mp4/);
  });

  test('that became internal before it went out does not go out, nor does any internal note', async () => {
    const id = await ticketByMail();
    const agent = await aUser(table, clock, { role: 'agent' });
    await changeTicketAs(table, clock, id, agent, { comment: { body: 'internal: looks like fraud', public: false } });
    await changeTicketAs(table, clock, id, agent, { comment: { body: 'sent by mistake', public: true } });
    await desk.notify(await desk.events('ticket.commented.v1'));
    const [, , mistake] = await listComments(table, id, ALL);
    if (!mistake) throw new Error('There is no such comment');
    await changeTicketAs(table, clock, id, agent, { hide: mistake });
    await desk.deliverAll();
    const all = service.sent.map(({ mail }) => `${mail.text}${mail.html}`).join();
    expect(all).not.toMatch(/fraud|mistake/);
  });

  test('escapes what people type', async () => {
    const id = await ticketByMail();
    const agent = await aUser(table, clock, { role: 'agent', name: '<b>Eve</b>' });
    await changeTicketAs(table, clock, id, agent, {
      comment: { body: '<script>alert(1)</script> & {name}', public: true },
    });
    await desk.deliverAll();
    const html = sentTo('wang@customer.test').at(-1)?.mail.html ?? '';
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; {name}');
    expect(html).not.toMatch(/<script|<b>Eve/);
  });
});

describe('a notice', () => {
  test('goes to the new assignee, or to the whole group while nobody has the ticket, but not to who assigned it', async () => {
    const id = await ticketByMail();
    const [lead, first, second] = (await Promise.all(
      [1, 2, 3].map(() => aUser(table, clock, { role: 'agent', locale: 'en' })),
    )) as [User, User, User];
    const group = await aGroup(table, clock);
    for (const member of [lead, first, second]) {
      await aGroupMember(table, clock, { group_id: group.id, user_id: member.id, supervisor: member === lead });
    }
    await changeTicketAs(table, clock, id, lead, { fields: { group_id: group.id } });
    await desk.deliverAll();
    expect(service.sent.map(({ to }) => to).sort()).toEqual([first.email, second.email, 'wang@customer.test'].sort());
    await changeTicketAs(table, clock, id, first, { fields: { assignee_id: second.id } });
    await desk.deliverAll();
    expect(sentTo(second.email ?? '').at(-1)?.mail.text).toContain(`Ticket #${id} was assigned to you\n`);
    expect(sentTo(first.email ?? '')).toHaveLength(1);
  });

  test('of an assignment is answered by a note, for the customer never saw it', async () => {
    const id = await ticketByMail();
    const agent = await aUser(table, clock, { role: 'agent', email: 'alice@moorline.test' });
    await changeTicketAs(table, clock, id, undefined, { fields: { assignee_id: agent.id } });
    await desk.deliverAll();
    const notice = sentTo('alice@moorline.test').at(-1)?.mail;
    const [, replyTo = ''] = /<([^>]+)>/.exec(headerOf(notice ?? { headers: [] }, 'reply-to') ?? '') ?? [];
    const raw = rawMail({ From: 'alice@moorline.test', To: replyTo, Cc: 'bob@partner.test' }, 'Looks like fraud.');
    await desk.receive(raw, { from: 'alice@moorline.test', to: [replyTo] });
    expect((await listComments(table, id, ALL)).at(-1)).toMatchObject({ public: false, author_id: agent.id });
    expect((await desk.all('ticket'))[0]).toMatchObject({ email_cc_ids: [] });
    await desk.deliverAll();
    expect(
      sentTo('wang@customer.test')
        .map(({ mail }) => mail.text)
        .join(),
    ).not.toContain('fraud');
  });

  test('of what the customer adds goes to the assignee, marked as a machine’s', async () => {
    const { agent } = await anAnsweredTicket();
    await desk.receive(rawMail({ 'In-Reply-To': '<first@customer.test>' }, '是的，是我本人的'));
    await desk.deliverAll();
    const notice = sentTo(agent.email ?? '').at(-1)?.mail;
    expect(notice?.text).toContain('是的，是我本人的');
    expect(headerOf(notice ?? { headers: [] }, 'auto-submitted')).toBe('auto-generated');
  });

  test('of a broken promise goes to the group’s supervisors, and of nothing done to administrators too', async () => {
    const supervisor = await aUser(table, clock, { role: 'agent', locale: 'zh-CN' });
    const admin = await aUser(table, clock, { role: 'admin' });
    const group = await aGroup(table, clock);
    await aGroupMember(table, clock, { group_id: group.id, user_id: supervisor.id, supervisor: true });
    const life = await aTicketLife(clock, { id: 950, group_id: group.id, assignee_id: null, requester_id: 1 }, table);
    const breach = (step: number) => ({
      comment: { body: 'late', public: false, origin: 'system' as const },
      events: [{ type: 'SlaBreach' as const, metric: 'first_reply_time', step, due_at: clock.now() }],
      facts: ['ticket.escalated.v1' as const],
    });
    await life.change(breach(1), { kind: 'system', reason: 'sla' });
    await desk.deliverAll();
    expect(sentTo(supervisor.email ?? '')).toHaveLength(2);
    expect(sentTo(supervisor.email ?? '').filter(({ mail }) => mail.text.includes('未能兑现时限承诺'))).toHaveLength(1);
    expect(sentTo(admin.email ?? '')).toHaveLength(0);
    clock.advance(60_000);
    await life.change(breach(2), { kind: 'system', reason: 'sla' });
    await desk.deliverAll();
    expect(sentTo(supervisor.email ?? '')).toHaveLength(3);
    expect(sentTo(admin.email ?? '')).toHaveLength(1);
  });

  test('of a survey has a link for each answer', async () => {
    const id = await ticketByMail();
    const links = {
      good: 'https://api.moorline.test/survey/tok?score=good',
      bad: 'https://api.moorline.test/survey/tok?score=bad',
    };
    const data = { ticket_id: id, resolution: 1, links };
    const event = { id: 'survey-1', names: ['survey.due.v1'], subject: String(id), at: clock.now(), data };
    expect(await desk.notify([event])).toBe(0);
    await desk.deliverAll();
    const mail = sentTo('wang@customer.test').find((each) => each.mail.text.includes('满意'))?.mail;
    expect(mail?.text).toContain(links.good);
    expect(mail?.html).toContain(links.bad.replaceAll('&', '&amp;'));
  });
});

describe('a batch of events', () => {
  test('fails only where it is spoiled', async () => {
    const id = await ticketByMail();
    const events = await desk.events('ticket.created.v1');
    const poisoned = { id: 'x', names: ['ticket.created.v1'], subject: '1', at: 1, data: { ticket_id: 'none' } };
    const gone = {
      id: 'y',
      names: ['survey.due.v1'],
      subject: '5',
      at: 1,
      data: { ticket_id: 5, resolution: 1, links: { good: 'g', bad: 'b' } },
    };
    expect(await desk.notify([poisoned, ...events, gone])).toBe(1);
    expect(await desk.all('delivery')).toMatchObject([{ ticket_id: id }]);
  });
});
