import { randomUUID } from 'node:crypto';
import nodemailer from 'nodemailer';
import { type ApiClient, apiClient, customerToken, tokenOf } from '../../infra/local/demo/clients.ts';
import type { Instance } from './instance.ts';

/** An operation whose cost is measured: what it is called, and doing it once. */
export interface MeasuredOperation {
  readonly name: string;
  run(): Promise<unknown>;
}

/** Every operation worth knowing the cost of, on tickets of its own. Each is done once before it is measured. */
export async function operationsOf({ run }: Instance): Promise<MeasuredOperation[]> {
  const agent = run.agents.find((each) => each.role === 'agent');
  const admin = run.agents.find((each) => each.role === 'admin');
  if (!agent || !admin) throw new Error('The instance has no agent and administrator');
  const asAgent = apiClient(run, tokenOf(agent));
  const asAdmin = apiClient(run, tokenOf(admin));
  const tag = randomUUID().slice(0, 8);
  const customer = { name: '王小明', email: `cost-${tag}@customer.test`, external_id: tag };
  const asCustomer = apiClient(run, await customerToken(run, customer));
  await asCustomer('GET', '/requests.json');
  const groups = await ok(asAgent('GET', '/groups.json'));
  const group = groups.groups[0].id;
  const me = (await ok(asAgent('GET', '/users/me.json'))).user.id;
  const requester = (await ok(asAdmin('GET', `/users/search.json?query=${customer.email}`))).users[0].id;
  const mail = nodemailer.createTransport({ host: run.smtp.host, port: run.smtp.port, ignoreTLS: true });
  const text = '我两小时前提现 1,500 USDT，到现在还没有到账，请帮忙查询。';
  const open = async (more: object = {}): Promise<number> => {
    const ticket = {
      subject: '提现未到账',
      comment: { body: text },
      requester_id: requester,
      group_id: group,
      ...more,
    };
    return (await ok(asAgent('POST', '/tickets.json', { ticket }))).ticket.id;
  };
  const first = await open();
  const pool = await Promise.all(Array.from({ length: 30 }, () => open()));
  const next = () => pool.pop() ?? first;
  const write = (from: string) => mail.sendMail({ from, to: run.supportAddress, subject: '提现未到账', text });
  const all = [
    { field: 'status', operator: 'less_than', value: 'solved' },
    { field: 'group_id', operator: 'is', value: group },
    { field: 'priority', operator: 'is', value: 'high' },
  ];
  const narrowed = (await ok(asAgent('POST', '/views.json', { view: { title: tag, all } }))).view.id;
  const update = (id: number, ticket: object) => ok(asAgent('PUT', `/tickets/${id}.json`, { ticket }));
  const get = (api: ApiClient, path: string) => () => ok(api('GET', path));
  return [
    { name: 'open a ticket for a known requester', run: () => open() },
    {
      name: 'open a ticket for a new requester',
      run: () => open({ requester_id: undefined, requester: { name: 'Ann', email: `${randomUUID()}@customer.test` } }),
    },
    { name: 'show a ticket', run: get(asAgent, `/tickets/${first}.json`) },
    { name: 'assign a ticket', run: () => update(next(), { assignee_id: me }) },
    {
      name: 'answer a ticket in public',
      run: () => update(next(), { assignee_id: me, comment: { body: text, public: true } }),
    },
    { name: 'add an internal note', run: () => update(next(), { comment: { body: text, public: false } }) },
    { name: 'change priority', run: () => update(next(), { priority: 'high' }) },
    {
      name: 'say otherwise what a ticket is about',
      run: () => update(next(), { custom_fields: [{ id: 12, value: 'kyc' }] }),
    },
    { name: 'what was read out of a ticket', run: get(asAgent, `/tickets/${first}/intake.json`) },
    { name: 'next steps of 25 tickets', run: get(asAgent, `/intake/next_steps.json?ids=${pool.slice(0, 25)}`) },
    { name: 'list fields', run: get(asAgent, '/ticket_fields.json') },
    { name: 'list forms', run: get(asAgent, '/ticket_forms.json') },
    { name: 'solve a ticket', run: () => update(next(), { assignee_id: me, status: 'solved' }) },
    { name: 'delete a ticket', run: () => ok(asAgent('DELETE', `/tickets/${next()}.json`)) },
    { name: 'list comments of a ticket', run: get(asAgent, `/tickets/${first}/comments.json`) },
    { name: 'list audits of a ticket', run: get(asAgent, `/tickets/${first}/audits.json`) },
    { name: 'list 25 newest of a group', run: get(asAgent, `/groups/${group}/tickets.json?page[size]=25&sort=-id`) },
    { name: 'list 25 newest of all', run: get(asAgent, '/tickets.json?page[size]=25&sort=-id') },
    {
      name: 'list 25 newest of a requester',
      run: get(asAgent, `/users/${requester}/tickets/requested.json?page[size]=25&sort=-id`),
    },
    { name: 'list 25 of all, by offset', run: get(asAgent, '/tickets.json?per_page=25') },
    { name: 'my open tickets, as a view of 25', run: get(asAgent, '/views/1/tickets.json?page[size]=25') },
    { name: 'unassigned in my groups, as a view of 25', run: get(asAgent, '/views/2/tickets.json?page[size]=25') },
    { name: 'breaching soon, as a view of 25', run: get(asAgent, '/views/3/tickets.json?page[size]=25') },
    { name: 'recently solved, as a view of 25', run: get(asAgent, '/views/4/tickets.json?page[size]=25') },
    { name: 'a view narrowed down by priority', run: get(asAgent, `/views/${narrowed}/tickets.json?page[size]=25`) },
    { name: 'count three views', run: get(asAgent, `/views/count_many.json?ids=1,2,${group}`) },
    { name: 'list views', run: get(asAgent, '/views.json') },
    { name: 'count tickets', run: get(asAgent, '/tickets/count.json') },
    { name: 'my requests, as a customer', run: get(asCustomer, '/requests.json?page[size]=25') },
    { name: 'show my request', run: get(asCustomer, `/requests/${first}.json`) },
    { name: 'comments of my request', run: get(asCustomer, `/requests/${first}/comments.json`) },
    { name: 'find a person by address', run: get(asAgent, `/users/search.json?query=${customer.email}`) },
    { name: 'who am I', run: get(asAgent, '/users/me.json') },
    { name: 'a mail from a new customer', run: () => write(`${randomUUID()}@customer.test`) },
    { name: 'a mail from a known customer', run: () => write(customer.email) },
  ];
}

async function ok(answer: ReturnType<ApiClient>) {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
