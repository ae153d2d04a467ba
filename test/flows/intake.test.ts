import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiClient, apiClient, header, mailClient, mailsTo, tokenOf } from '../../infra/local/demo/clients.ts';
import { eventually } from '../../infra/local/demo/timeline.ts';
import { type Instance, startInstance } from '../bench/instance.ts';

const ME = 'lin@stuck.customer.test';
const TXID = '6f0a3b1c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a';

let instance: Instance;
let api: ApiClient;
let smtp: ReturnType<typeof mailClient>;

beforeAll(async () => {
  instance = await startInstance({ env: { INTAKE_ASKS: 'on' } });
  const agent = instance.run.agents.find(({ role }) => role === 'admin');
  if (!agent) throw new Error('The instance has no administrator');
  api = apiClient(instance.run, tokenOf(agent));
  smtp = mailClient(instance.run);
});
afterAll(async () => {
  smtp.close();
  await instance.stop();
});

test('a Chinese mail about a stuck withdrawal is understood, completed by the customer, and goes on by itself', async () => {
  await smtp.sendMail({
    from: `林小姐 <${ME}>`,
    to: instance.run.supportAddress,
    subject: '提现一直没有到账',
    text: '你好，\n我昨天下午三点提现 1,500 USDT，走的 TRC20，到现在还没有到账，请帮忙查一下。',
  });
  const ticket = await eventually('the ticket waits for the customer', async () => {
    const { body: found } = await api('GET', `/users/search.json?query=${encodeURIComponent(ME)}`);
    if (!found.users?.[0]) return undefined;
    const { body } = await api('GET', `/users/${found.users[0].id}/tickets/requested.json`);
    return body.tickets[0]?.status === 'pending' ? body.tickets[0] : undefined;
  });
  const value = (id: number) => ticket.custom_fields.find((field: { id: number }) => field.id === id)?.value;
  expect([11, 12, 13, 14].map(value)).toEqual([
    'problem',
    'deposit_withdrawal',
    'deposit_withdrawal__not_arrived',
    'none',
  ]);
  const intakeOf = async () => (await api('GET', `/tickets/${ticket.id}/intake.json`)).body.intake;
  const intake = await intakeOf();
  const missing = ({ missing_facts }: { missing_facts: { value: string }[] }) =>
    missing_facts.map((each) => each.value);
  expect(missing(intake)).toEqual(['uid', 'tx_id']);
  expect(intake.facts).toContainEqual(expect.objectContaining({ name: 'network', value: 'TRC20' }));

  const question = await eventually('the question reaches the customer', async () =>
    (await mailsTo(instance.run, ME)).find(({ body }) => body.text.includes('交易哈希：')),
  );
  expect(question.body.text).toContain('UID');
  expect(question.body.text).toContain('绝不会索要密码');
  expect(header(question, 'auto-submitted')).toBe('auto-generated');

  const id = header(question, 'message-id') || `<${question.messageId.replace(/^<|>$/g, '')}>`;
  await smtp.sendMail({
    from: ME,
    to: header(question, 'reply-to'),
    subject: `Re: ${question.subject}`,
    inReplyTo: id,
    references: `${header(question, 'references')} ${id}`,
    text: `UID 88213377，哈希 ${TXID}`,
  });
  const answered = await eventually('nothing is missing any more', async () => {
    const now = await intakeOf();
    return missing(now).length === 0 ? now : undefined;
  });
  expect(answered).toMatchObject({ asked: { state: 'answered' }, next_step: { step: 'assign' } });
  const { body: after } = await api('GET', `/tickets/${ticket.id}.json`);
  expect(after.ticket.status).toBe('open');
  const { body } = await api('GET', `/tickets/${ticket.id}/audits.json`);
  expect(JSON.stringify(body.audits)).toContain('Read as: Problem, Deposit and withdrawal, Not arrived.');
  expect((await mailsTo(instance.run, ME)).filter(({ body: { text } }) => text.includes('交易哈希：'))).toHaveLength(1);

  const corrected = await api('PUT', `/tickets/${ticket.id}.json`, {
    ticket: { custom_fields: [{ id: 11, value: 'complaint' }] },
  });
  expect(corrected.status).toBe(200);
  const correction = await eventually('the correction is kept', async () => {
    const { body: kept } = await api('GET', '/intake/corrections.json');
    return kept.corrections[0];
  });
  expect(correction).toMatchObject({ ticket_id: ticket.id, is: { kind: 'complaint' }, was: { kind: 'problem' } });
});
