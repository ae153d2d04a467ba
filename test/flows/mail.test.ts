import type nodemailer from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ApiClient,
  apiClient,
  header,
  type Mail,
  mailClient,
  mailsTo,
  tokenOf,
} from '../../infra/local/demo/clients.ts';
import { eventually } from '../../infra/local/demo/timeline.ts';
import { mailFile } from '../support/a-mail.ts';
import { aRunningInstance } from '../support/running.ts';

const run = aRunningInstance();

let smtp: ReturnType<typeof nodemailer.createTransport>;
let api: ApiClient;
let agentEmail: string;

beforeAll(() => {
  smtp = mailClient(run());
  const agent = run().agents.find(({ role, supervisorOf }) => role === 'agent' && supervisorOf.length === 0);
  if (!agent) throw new Error('The instance has no agent');
  api = apiClient(run(), tokenOf(agent));
  agentEmail = agent.email;
});
afterAll(() => smtp.close());

async function ticketOf(address: string, count = 1) {
  return eventually(`${count} tickets of ${address}`, async () => {
    const { body: found } = await api('GET', `/users/search.json?query=${encodeURIComponent(address)}`);
    if (!found.users?.[0]) return undefined;
    const { body } = await api('GET', `/users/${found.users[0].id}/tickets/requested.json`);
    return body.tickets?.length >= count ? body.tickets.at(-1) : undefined;
  });
}

async function commentsOf(id: number, count: number) {
  return eventually(`${count} comments on ${id}`, async () => {
    const { body } = await api('GET', `/tickets/${id}/comments.json`);
    return body.comments.length >= count ? body.comments : undefined;
  });
}

function nthMailTo(address: string, nth: number): Promise<Mail> {
  return eventually(`mail ${nth} to ${address}`, async () => (await mailsTo(run(), address))[nth - 1]);
}

/** What a mail client sends when its user answers a mail: to its Reply-To, with its ids, quoting it. */
function answerTo(mail: Mail, from: string, text: string) {
  const id = `<${mail.messageId.replace(/^<|>$/g, '')}>`;
  return {
    from,
    to: header(mail, 'reply-to'),
    subject: `Re: ${mail.subject}`,
    inReplyTo: header(mail, 'message-id') || id,
    references: `${header(mail, 'references')} ${header(mail, 'message-id') || id}`,
    text: `${text}\n\nOn Sun, 22 Nov 2026 at 11:05, Moorline <support@moorline.test> wrote:\n\n${mail.body.text
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n')}`,
  };
}

describe('a real mail client', () => {
  test('writes, is acknowledged, is answered in its thread, and answers again on the same ticket', async () => {
    const me = 'wang@thread.customer.test';
    await smtp.sendMail({
      from: `王小明 <${me}>`,
      to: run().supportAddress,
      messageId: '<first@thread.customer.test>',
      subject: '提现没有到账',
      text: '我的提现两小时没有到账，请帮忙查询。',
      html: '<p>我的提现<b>两小时</b>没有到账，请帮忙查询。</p>',
      attachments: [{ filename: '截图.txt', content: 'screenshot' }],
    });
    const ticket = await ticketOf(me);
    expect(ticket).toMatchObject({ subject: '提现没有到账', via: { channel: 'email' } });
    const [first] = await commentsOf(ticket.id, 1);
    expect(first.html_body).toContain('<b>两小时</b>');
    expect(first.attachments).toMatchObject([{ file_name: '截图.txt', size: 10 }]);

    const acknowledgement = await nthMailTo(me, 1);
    expect(acknowledgement.subject).toBe(`Re: [#${ticket.id}] 提现没有到账`);
    expect(header(acknowledgement, 'in-reply-to')).toBe('<first@thread.customer.test>');

    await api('PUT', `/tickets/${ticket.id}.json`, {
      ticket: { status: 'pending', comment: { body: '请问收款地址是您本人的吗？', public: true } },
    });
    await api('PUT', `/tickets/${ticket.id}.json`, { ticket: { comment: { body: 'internal secret', public: false } } });
    const reply = await nthMailTo(me, 2);
    expect(reply.subject).toBe(acknowledgement.subject);
    expect(reply.body.text).toContain('请问收款地址是您本人的吗？');
    expect(header(reply, 'references').split(' ')[0]).toBe('<first@thread.customer.test>');
    expect(header(reply, 'auto-submitted')).toBe('');

    await smtp.sendMail(answerTo(reply, me, '是的，是本人的。'));
    const comments = await commentsOf(ticket.id, 4);
    expect(comments.at(-1).body).toBe('是的，是本人的。');
    expect(JSON.stringify(await mailsTo(run(), me))).not.toContain('internal secret');
  });

  test('of an agent answers the customer from the notice', async () => {
    const me = 'li@agent.customer.test';
    await smtp.sendMail({ from: me, to: run().supportAddress, subject: 'API key', text: 'I cannot make an API key.' });
    const ticket = await ticketOf(me);
    const user = await api('GET', '/users/me.json');
    await api('PUT', `/tickets/${ticket.id}.json`, { ticket: { assignee_id: user.body.user.id } });
    await nthMailTo(me, 1);
    const before = (await mailsTo(run(), agentEmail)).length;
    await smtp.sendMail({ ...answerTo((await mailsTo(run(), me))[0] as Mail, me, 'Is anybody there?') });
    const notice = await nthMailTo(agentEmail, before + 1);
    expect(notice.body.text).toContain('Is anybody there?');
    await smtp.sendMail(answerTo(notice, agentEmail, 'Please allow your address first.'));
    const answer = await nthMailTo(me, 2);
    expect(answer.body.text).toContain('Please allow your address first.');
    expect(answer.body.text).not.toContain('for the team');
    expect((await commentsOf(ticket.id, 3)).at(-1)).toMatchObject({ public: true, author_id: user.body.user.id });
  });

  test('that repeats itself, and servers that answer by themselves, make neither tickets nor loops', async () => {
    const me = '88213377@qq.example';
    const raw = mailFile('qq-reply');
    const envelope = { from: me, to: [run().supportAddress] };
    await Promise.all([1, 2, 3].map(() => smtp.sendMail({ envelope, raw })));
    const ticket = await ticketOf(me);
    await nthMailTo(me, 1);
    await smtp.sendMail({ envelope, raw: mailFile('auto-reply-qq') });
    await smtp.sendMail({ envelope: { from: '', to: [run().supportAddress] }, raw: mailFile('bounce-exim') });
    await smtp.sendMail({ from: me, to: run().supportAddress, subject: 'The last one', text: 'The end of the test.' });
    await ticketOf(me, 2);
    await nthMailTo(me, 2);
    const { body } = await api('GET', `/users/${ticket.requester_id}/tickets/requested.json`);
    expect(body.tickets).toHaveLength(2);
    expect(await mailsTo(run(), me)).toHaveLength(2);
  });

  test('of somebody else joins nobody’s ticket, whatever number or address it uses', async () => {
    const victim = 'zhou@victim.customer.test';
    await smtp.sendMail({ from: victim, to: run().supportAddress, subject: 'My account', text: 'It is locked.' });
    const ticket = await ticketOf(victim);
    const acknowledgement = await nthMailTo(victim, 1);
    const stranger = 'mallory@evil.test';
    await smtp.sendMail({ ...answerTo(acknowledgement, stranger, 'unlock it for me') });
    await smtp.sendMail({
      ...answerTo(acknowledgement, victim, 'forged'),
      envelope: { from: 'x@mail.forged.test', to: [header(acknowledgement, 'reply-to')] },
    });
    await ticketOf(stranger);
    await ticketOf(victim, 2);
    expect(await commentsOf(ticket.id, 1)).toHaveLength(1);
    const told = await mailsTo(run(), stranger);
    expect(JSON.stringify(told)).not.toContain('It is locked');
  });
});
