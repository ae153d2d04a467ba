import { randomBytes } from 'node:crypto';
import type nodemailer from 'nodemailer';
import { type ApiClient, apiClient, customerToken, header, type Mail, mailsTo, type Run } from './clients.ts';
import { eventually, expectThat, tell } from './timeline.ts';

export interface Stage {
  readonly run: Run;
  readonly agent: Run['agents'][number];
  readonly supervisor: Run['agents'][number];
  readonly mail: ReturnType<typeof nodemailer.createTransport>;
  readonly asAdmin: ApiClient;
  readonly asAgent: ApiClient;
}

const PROMISE_SECONDS = 4;

/** Plays the story and checks each step. Throws StoryBroken at the first that does not happen. */
export async function tellStory(stage: Stage): Promise<void> {
  const tag = `demo-${randomBytes(4).toString('hex')}`;
  const customer = { name: '王小明', email: `${tag}@customer.test`, external_id: `uid-${tag}` };
  const txid = randomBytes(32).toString('hex');

  const policy = await makePromise(stage, tag);
  try {
    const { ticketId, acknowledgement } = await customerWrites(stage, customer, txid);
    await customerAddsAFact(stage, customer, ticketId, acknowledgement);
    await promiseIsBroken(stage, ticketId, tag);
    const reply = await agentAnswers(stage, customer, ticketId, acknowledgement);
    await customerReplies(stage, customer, ticketId, reply);
    await customerLooks(stage, customer, ticketId);
    await agentSolves(stage, ticketId);
    await customerRates(stage, customer, ticketId);
  } finally {
    await stage.asAdmin('DELETE', `/slas/policies/${policy}`);
  }
}

async function makePromise({ asAdmin }: Stage, tag: string): Promise<number> {
  tell('administrator', `promises a first reply within ${PROMISE_SECONDS} seconds to tickets tagged ${tag}`);
  const made = await asAdmin('POST', '/slas/policies', {
    sla_policy: {
      title: `Demo ${tag}`,
      position: 1,
      filter: { all: [{ field: 'current_tags', operator: 'includes', value: tag }], any: [] },
      policy_metrics: ['urgent', 'high', 'normal', 'low'].map((priority) => ({
        priority,
        metric: 'first_reply_time',
        target_in_seconds: PROMISE_SECONDS,
        business_hours: false,
      })),
    },
  });
  expectThat(made.status === 201, 'the service-level policy is accepted');
  return made.body.sla_policy.id;
}

async function customerWrites({ run, mail, asAgent }: Stage, customer: { name: string; email: string }, txid: string) {
  tell('王小明', 'asks for help by mail at three in the morning: a withdrawal has not arrived after two hours');
  await mail.sendMail({
    from: { name: customer.name, address: customer.email },
    to: run.supportAddress,
    subject: '提现一直没有到账，请帮忙！',
    text: `你好，\n\n我两小时前提现 1,500 USDT（TRON 网络），到现在还没有到账，非常着急。\n交易哈希：${txid}\n\n王小明`,
    attachments: [{ filename: '提现记录.png', content: PNG, contentType: 'image/png' }],
  });
  const ticket = await eventually('the mail becomes a ticket', async () => {
    const users = await asAgent('GET', `/users/search.json?query=${encodeURIComponent(customer.email)}`);
    const requester = users.body.users?.[0];
    if (!requester) return undefined;
    const tickets = await asAgent('GET', `/users/${requester.id}/tickets/requested.json`);
    return tickets.body.tickets?.[0];
  });
  tell('Moorline', `makes the mail ticket #${ticket.id}: “${ticket.subject}”`);
  expectThat(ticket.subject === '提现一直没有到账，请帮忙！', 'the subject arrived unharmed');
  // Where customers are asked for what is missing, it may already wait for the answer.
  expectThat(
    ticket.via.channel === 'email' && ['new', 'pending'].includes(ticket.status),
    'it came by e-mail and nobody has it yet',
  );
  const { body } = await asAgent('GET', `/tickets/${ticket.id}/comments.json`);
  expectThat(body.comments[0].body.includes(txid), 'the transaction id is in the first comment');
  const file = body.comments[0].attachments[0];
  expectThat(
    file?.file_name === '提现记录.png' && file.size === PNG.length,
    'the screenshot is attached, byte for byte in size',
  );
  const download = await eventually('the screenshot is scanned for malware', async () => {
    const answer = await fetch(file.content_url);
    return answer.status === 409 ? undefined : answer;
  });
  expectThat(Buffer.from(await download.arrayBuffer()).equals(PNG), 'and downloads as it was sent');
  const acknowledgement = await eventually(
    'the customer gets an acknowledgement',
    async () => (await mailsTo(run, customer.email))[0],
  );
  tell('Moorline', `acknowledges it by itself: “${acknowledgement.subject}”`);
  expectThat(
    acknowledgement.body.text.includes(`#${ticket.id}`) && /[\u4e00-\u9fff]{4}/.test(acknowledgement.body.text),
    'in Chinese, with the number',
  );
  expectThat(header(acknowledgement, 'auto-submitted') === 'auto-replied', 'marked as sent by a machine');
  await isUnderstood(asAgent, ticket.id, txid);
  return { ticketId: ticket.id as number, acknowledgement };
}

/** What was read out of the first mail: what it is about, its facts, and what is missing. */
async function isUnderstood(asAgent: ApiClient, ticketId: number, txid: string) {
  const intake = await eventually('somebody has read what it is about', async () => {
    const { body } = await asAgent('GET', `/tickets/${ticketId}/intake.json`);
    return body.intake ?? undefined;
  });
  const { kind, category, reason, missing_facts } = intake;
  const about = [kind, category, reason].map(({ value }) => value).join(' / ');
  tell('Moorline', `reads what it is about: ${about}, priority ${intake.priority}`);
  expectThat(
    category.value === 'deposit_withdrawal' && reason.value === 'not_arrived',
    'it is about a withdrawal that did not arrive',
  );
  const fact = (name: string) => intake.facts.find((each: { name: string }) => each.name === name)?.value;
  const asWritten = fact('tx_id') === txid && fact('amount') === '1,500' && fact('asset') === 'USDT';
  expectThat(asWritten, 'with its facts, exactly as written');
  expectThat(JSON.stringify(missing_facts).includes('"uid"'), 'and it knows that the UID is missing');
}

async function customerAddsAFact(
  { mail, asAgent }: Stage,
  customer: { name: string; email: string },
  ticketId: number,
  to: Mail,
) {
  tell('王小明', 'answers that mail and adds the UID');
  await mail.sendMail(replyTo(to, customer, '补充一下，我的 UID 是 88213377。'));
  const reply = await eventually('the reply joins the ticket', async () => {
    const { body } = await asAgent('GET', `/tickets/${ticketId}/comments.json`);
    return body.comments.find((comment: { body: string }) => comment.body.startsWith('补充一下'));
  });
  expectThat(reply.author_id !== -1, 'the answer landed on the same ticket');
  await eventually('the UID comes off the list of what is missing', async () => {
    const { body } = await asAgent('GET', `/tickets/${ticketId}/intake.json`);
    return JSON.stringify(body.intake.missing_facts).includes('"uid"') ? undefined : true;
  });
  expectThat(true, 'and the UID comes off the list of what is missing');
}

async function promiseIsBroken({ run, asAgent, agent, supervisor }: Stage, ticketId: number, tag: string) {
  const group = await asAgent('GET', '/groups.json');
  const theirs = group.body.groups.find((each: { name: string }) => supervisor.supervisorOf.includes(each.name));
  const { priority } = (await asAgent('GET', `/tickets/${ticketId}.json`)).body.ticket;
  tell(agent.name, `lowers the priority for this demo, ${priority} → normal, and says why; tags it as promised`);
  tell(agent.name, `gives it to the group “${theirs.name}”`);
  const changed = await asAgent('PUT', `/tickets/${ticketId}.json`, {
    ticket: {
      ...{ tags: [tag], priority: 'normal', group_id: theirs.id },
      metadata: { custom: { reason: 'For the demo: so that the escalation has something to raise' } },
    },
  });
  expectThat(changed.body.ticket?.priority === 'normal', 'lower it is, since a reason was given');
  tell('Moorline', `counts the ${PROMISE_SECONDS} seconds, which began with the first mail; nobody answers …`);
  const before = (await mailsTo(run, supervisor.email)).length;
  const ticket = await eventually('the breach escalates the ticket', async () => {
    const { body } = await asAgent('GET', `/tickets/${ticketId}.json`);
    return body.ticket.priority === 'high' ? body.ticket : undefined;
  });
  tell('Moorline', 'finds the promise broken, and escalates: priority normal → high, the supervisor is told');
  expectThat(ticket.tags.includes('sla_breached'), 'the ticket is tagged');
  const { body } = await asAgent('GET', `/tickets/${ticketId}/comments.json`);
  expectThat(
    body.comments.some(
      (comment: { public: boolean; author_id: number }) => !comment.public && comment.author_id === -1,
    ),
    'an internal note says why',
  );
  const audits = await asAgent('GET', `/tickets/${ticketId}/audits.json`);
  expectThat(JSON.stringify(audits.body).includes('SlaBreach'), 'the audit has the breach');
  await eventually('the supervisor is told by mail', async () =>
    (await mailsTo(run, supervisor.email)).length > before ? true : undefined,
  );
  expectThat(true, 'the supervisor has a mail about it');
}

async function agentAnswers(
  { run, asAgent, agent }: Stage,
  customer: { email: string },
  ticketId: number,
  acknowledgement: Mail,
): Promise<Mail> {
  const me = await asAgent('GET', '/users/me.json');
  const count = (await mailsTo(run, customer.email)).length;
  tell(agent.name, 'takes it, answers the customer, and sets it to pending');
  const answered = await asAgent('PUT', `/tickets/${ticketId}.json`, {
    ticket: {
      assignee_id: me.body.user.id,
      status: 'pending',
      comment: {
        body: '王先生您好，我们已查到这笔提现，目前正等待链上确认。请问收款地址是否为您本人钱包？',
        public: true,
      },
    },
  });
  expectThat(
    answered.status === 200 && answered.body.audit && answered.body.ticket.status === 'pending',
    'the answer is public, and the ticket waits for the customer',
  );
  const mails = await eventually('the answer reaches the customer', async () => {
    const all = await mailsTo(run, customer.email);
    return all.length > count ? all : undefined;
  });
  const reply = mails.at(-1) as Mail;
  expectThat(
    reply.body.text.includes('等待链上确认') && reply.body.html.includes('等待链上确认'),
    'it reaches the customer as text and as HTML',
  );
  const thread = (mail: Mail) => header(mail, 'references');
  expectThat(
    thread(reply)
      .split(/\s+/)
      .some((id) => id !== '' && thread(acknowledgement).includes(id)),
    'in the same thread as the acknowledgement',
  );
  return reply;
}

async function customerReplies(
  { mail, asAgent }: Stage,
  customer: { name: string; email: string },
  ticketId: number,
  to: Mail,
) {
  tell('王小明', 'answers by mail: it is the own wallet');
  await mail.sendMail(replyTo(to, customer, '是的，是我本人的钱包地址。'));
  await eventually('the answer reopens the ticket', async () => {
    const { body } = await asAgent('GET', `/tickets/${ticketId}.json`);
    return body.ticket.status === 'open' ? true : undefined;
  });
  expectThat(true, 'the answer moves the ticket from pending to open');
}

async function customerLooks(
  { run }: Stage,
  customer: { name: string; email: string; external_id: string },
  ticketId: number,
) {
  tell('王小明', 'signs in with the account at the exchange, and looks how far it is');
  const asCustomer = apiClient(run, await customerToken(run, customer));
  const { body } = await asCustomer('GET', '/requests.json');
  expectThat(body.requests.length === 1 && body.requests[0].id === ticketId, 'sees the own request, and only that');
  const comments = await asCustomer('GET', `/requests/${ticketId}/comments.json`);
  expectThat(
    comments.body.comments.every((comment: { public: boolean }) => comment.public),
    'and no internal note',
  );
  const refused = await asCustomer('GET', `/tickets/${ticketId}.json`);
  expectThat(refused.status === 403, 'the agents’ view stays closed');
}

async function agentSolves({ asAgent, agent }: Stage, ticketId: number) {
  tell(agent.name, 'solves it, and says what the cause was');
  const solved = await asAgent('PUT', `/tickets/${ticketId}.json`, {
    ticket: {
      status: 'solved',
      comment: { body: '链上已确认，资金已到账。原因是网络拥堵。感谢您的耐心！', public: true },
    },
  });
  expectThat(solved.body.ticket.status === 'solved', 'the ticket is solved');
}

async function customerRates({ run, asAgent }: Stage, customer: { email: string }, ticketId: number) {
  const survey = await eventually('the survey arrives', async () =>
    (await mailsTo(run, customer.email)).find((mail) => mail.body.text.includes('/survey/')),
  );
  tell('Moorline', `asks how it went: “${survey.subject}”`);
  const link = /https?:\/\/\S+\/survey\/[^\s>"]+score=good/.exec(survey.body.text)?.[0];
  expectThat(link, 'the mail has a link for each answer');
  tell('王小明', 'opens the link of the good answer, and rates');
  const page = await fetch(link);
  expectThat(page.status === 200 && (await page.text()).includes('<form'), 'the link opens a small page');
  const unrated = await asAgent('GET', `/tickets/${ticketId}.json`);
  expectThat(unrated.body.ticket.satisfaction_rating?.score !== 'good', 'merely fetching it does not vote');
  await fetch(link.split('?')[0] as string, {
    method: 'POST',
    body: new URLSearchParams({ score: 'good', comment: '处理得很快，谢谢！' }),
  });
  const rated = await eventually('the rating is on the ticket', async () => {
    const { body } = await asAgent('GET', `/tickets/${ticketId}.json`);
    return body.ticket.satisfaction_rating?.score === 'good' ? body.ticket.satisfaction_rating : undefined;
  });
  expectThat(rated.comment === '处理得很快，谢谢！', `the ticket is rated good, with the comment: “${rated.comment}”`);
}

function replyTo(mail: Mail, customer: { name: string; email: string }, text: string) {
  const to = header(mail, 'reply-to');
  const id = `<${mail.messageId.replace(/^<|>$/g, '')}>`;
  return {
    from: { name: customer.name, address: customer.email },
    to,
    subject: `回复：${mail.subject}`,
    inReplyTo: id,
    references: `${header(mail, 'references')} ${id}`.trim(),
    text: `${text}\n\n${mail.body.text
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n')}`,
  };
}

/** One transparent pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
