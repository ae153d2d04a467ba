import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { tokenOf } from '../../infra/local/demo/clients.ts';
import { type Instance, startInstance } from './instance.ts';
import { type Measurement, median, ms, percentile, timed } from './measure.ts';

const RUNS = 3;
const TICKETS = 2_000;
const CONCURRENCY = 8;

/** Tickets created over HTTP by one client with eight connections, until every acknowledgement is in the mailbox. */
export const create: Measurement = {
  name: 'create',
  async run(progress) {
    const rates: number[] = [];
    const accepted: number[] = [];
    const p99: number[] = [];
    const instance = await startInstance();
    try {
      await burst(instance, 300);
      for (let run = 1; run <= RUNS; run++) {
        progress(`create ${run} of ${RUNS}: ${TICKETS} tickets`);
        const result = await burst(instance, TICKETS);
        rates.push(result.complete);
        accepted.push(result.accepted);
        p99.push(percentile(result.times, 99));
      }
    } finally {
      await instance.stop();
    }
    return [
      {
        what: 'create over HTTP, concurrency 8, until the last acknowledgement is in the mailbox',
        target: 'over 150/s',
        seen: `${median(rates).toFixed(0)}/s`,
        ratio: 150 / median(rates),
      },
      {
        what: '... accepted',
        target: '',
        seen: `${median(accepted).toFixed(0)}/s, p99 ${ms(median(p99))}`,
        ratio: undefined,
      },
    ];
  },
};

async function burst(instance: Instance, total: number) {
  const { run } = instance;
  const agent = run.agents.find((each) => each.role === 'agent') ?? run.agents[0];
  if (!agent) throw new Error('The instance has no agent');
  const authorization = tokenOf(agent);
  const connections = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  const tag = randomUUID().slice(0, 8);
  const from = performance.now();
  const times = await timed(total, CONCURRENCY, async (index) => {
    const body = JSON.stringify({
      ticket: {
        subject: `提现未到账 ${index}`,
        comment: { body: '提现两小时仍未到账，请帮忙查询。'.repeat(5) },
        requester: { name: '王小明', email: `c${index % 500}-${tag}@customer.test`, locale: 'zh-CN' },
      },
    });
    await post(`${run.api}/api/v2/tickets.json`, authorization, body, connections);
  });
  const accepted = performance.now() - from;
  await acknowledged(run.mailbox, tag, total);
  const complete = performance.now() - from;
  connections.destroy();
  return { times, accepted: (total / accepted) * 1000, complete: (total / complete) * 1000 };
}

function post(url: string, authorization: string, body: string, agent: Agent): Promise<void> {
  return new Promise((done, fail) => {
    const headers = { authorization, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 201 ? done() : fail(new Error(`create answered ${response.statusCode}`)),
      );
    });
    sent.once('error', fail);
    sent.end(body);
  });
}

/** Waits until the mailbox has an acknowledgement for each ticket. `count` keeps the question cheap. */
async function acknowledged(mailbox: string, tag: string, total: number): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const answer = (await (await fetch(`${mailbox}/count?to=${tag}`)).json()) as { count: number };
    if (answer.count >= total) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`Not all of ${total} acknowledgements arrived within a minute`);
}
