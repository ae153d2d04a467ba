import type { ApiClient } from '../../faults/workload/api-client.ts';
import type { Agent } from '../../faults/workload/cast.ts';
import { readMail, writeMail } from '../../faults/workload/mail-text.ts';
import { SUPPORT } from '../../faults/world/environment.ts';
import type { SentMail } from '../../faults/world/post-office.ts';
import type { World } from '../../faults/world/world.ts';
import type { ApiRequest, ApiResponse } from '../../support/call-api.ts';

/** How long people take, in milliseconds: the agent to answer, the customer to reply, the agent to solve, the customer to rate. */
export interface Pace {
  readonly answer: number;
  readonly reply: number;
  readonly solve: number;
  readonly rate: number;
}

export interface Desk {
  readonly world: World;
  readonly api: ApiClient;
  /** The mails that reach an address, in order, as they come. */
  readonly nextMail: (address: string) => Promise<SentMail>;
  readonly onAnswer: (answer: ApiResponse) => void;
}

export interface Handled {
  readonly customer: string;
  readonly agent: Agent;
  readonly groupId: number;
  readonly pace: Pace;
}

const QUESTION =
  '你好，我两小时前从账户提现 1,500 USDT 到 TRC20 地址，状态一直显示“处理中”，到现在还没有到账。订单号 WD-20261122-0097，请帮忙查询，谢谢。';
const ANSWER =
  '您好，已经为您核实：该笔提现因链上拥堵排队，预计三十分钟内完成。您可以在“资金-提现记录”中查看交易哈希。如果一小时后仍未到账，请直接回复本邮件，我们会继续跟进。';
const REPLY = '已经收到了，非常感谢你们的帮助！';

/**
 * A ticket's whole life with four mails between customer and agent: the question (in), its acknowledgement (out), the
 * agent's answer (out), the customer's reply (in); one more asks the customer for what is missing in the question. The agent finds it in a list, reads and answers it, reads the reply and
 * solves it; the customer is asked how it went (a mail more) and rates; after days it closes.
 */
export async function ticketLife(desk: Desk, handled: Handled): Promise<void> {
  const { world } = desk;
  const { customer, agent, groupId, pace } = handled;
  const call = async (request: ApiRequest): Promise<ApiResponse> => {
    const answer = await desk.api.once(request);
    desk.onAnswer(answer);
    if (answer.status >= 300)
      throw new Error(`${request.method} ${request.path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  };
  const asAgent = (method: ApiRequest['method'], path: string, body?: object) =>
    call({ method, path: `/api/v2${path}`, as: agent.as, ...(body ? { body } : {}) });
  post(world, { from: customer, to: SUPPORT, subject: '提现未到账', text: QUESTION, id: `ask-${customer}` });
  const acknowledgement = await desk.nextMail(customer);
  const ticket = Number(
    /#(\d+)/.exec(readMail(acknowledgement.raw).header('subject') + readMail(acknowledgement.raw).text)?.[1],
  );
  await desk.nextMail(customer);
  await world.time.sleep(pace.answer);
  await asAgent('GET', '/tickets.json?page[size]=25&sort=-id');
  await asAgent('GET', `/tickets/${ticket}.json`);
  await asAgent('GET', `/tickets/${ticket}/comments.json`);
  const answered = {
    assignee_id: agent.id,
    group_id: groupId,
    status: 'pending',
    comment: { body: ANSWER, public: true },
  };
  await asAgent('PUT', `/tickets/${ticket}.json`, { ticket: answered });
  const answer = await mailThatSays(ANSWER.slice(0, 20), customer, desk);
  await world.time.sleep(pace.reply);
  post(world, {
    from: customer,
    to: /<([^<>]+)>/.exec(answer.header('reply-to'))?.[1] ?? answer.header('reply-to'),
    subject: `Re: ${answer.header('subject')}`,
    text: `${REPLY}\n\n> ${ANSWER}`,
    id: `reply-${customer}`,
    headers: {
      'In-Reply-To': answer.header('message-id'),
      References: `${answer.header('references')} ${answer.header('message-id')}`.trim(),
    },
  });
  await world.time.sleep(pace.solve);
  await asAgent('GET', `/tickets/${ticket}/comments.json`);
  await asAgent('PUT', `/tickets/${ticket}.json`, { ticket: { status: 'solved' } });
  const survey = await mailThatSays('/survey/', customer, desk);
  const page = /https:\/\/api\.moorline\.test(\/survey\/[^\s"?<]+)/.exec(survey.text)?.[1] ?? '';
  await world.time.sleep(pace.rate);
  const shown = await desk.api.once({ method: 'GET', path: page });
  desk.onAnswer(shown);
  // The world's clock, unlike a real one, has fractions of a millisecond after a random pause, and a link that holds one is void.
  if (shown.status === 404) return;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await call({ method: 'POST', path: page, headers, body: 'score=good&comment=%E5%BE%88%E5%BF%AB' });
}

/** The next mail to somebody that says this: others, such as a question for what is missing, come in between. */
async function mailThatSays(words: string, customer: string, { nextMail }: Desk): Promise<ReturnType<typeof readMail>> {
  for (;;) {
    const mail = readMail((await nextMail(customer)).raw);
    if (mail.text.includes(words)) return mail;
  }
}

interface Post {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly id: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function post(world: World, { id, ...mail }: Post): void {
  const raw = writeMail({ ...mail, messageId: `<${id}@mail.test>`, at: world.time.now() });
  world.post.receive({ from: mail.from, to: mail.to, raw, verdict: 'PASS' });
}
