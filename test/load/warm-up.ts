import autocannon from 'autocannon';
import { type Run, tokenOf } from '../../infra/local/demo/clients.ts';
import type { Journal } from './journal.ts';
import type { HttpClient } from './transport.ts';

const TICKETS = 40;
const SECONDS = 5;
const CONNECTIONS = 8;

/** Opens tickets that can be read and answered from the first arrival on, one in four of them urgent. */
export async function openFirstTickets(run: Run, http: HttpClient, { know }: Journal): Promise<void> {
  const authorization = run.agents[0] ? tokenOf(run.agents[0]) : '';
  for (let number = 0; number < TICKETS; number++) {
    const urgent = number % 4 === 0;
    const requester = { name: '王小明', email: `first${number}@customer.test`, locale: 'zh-CN' };
    const ticket = {
      subject: '提现未到账',
      comment: { body: '请帮忙查询。' },
      requester,
      ...(urgent ? { priority: 'urgent' } : {}),
    };
    const { body } = await http.call({ method: 'POST', path: '/tickets.json', authorization, body: { ticket } });
    know({ id: body.ticket.id, urgent });
  }
}

/**
 * Reads one ticket over and over, as fast as the answers come, and says how many a second that gave: it warms up both
 * sides, and shows what the machine can bear today. No figure of the run is taken from it: whoever waits for an answer
 * before asking again does not feel what a queue of people would.
 */
export async function readAsFastAsPossible(run: Run, { pick }: Journal): Promise<number> {
  const authorization = run.agents[0] ? tokenOf(run.agents[0]) : '';
  const result = await autocannon({
    url: `${run.api}/api/v2/tickets/${pick(0.5)?.id}.json`,
    headers: { authorization },
    connections: CONNECTIONS,
    duration: SECONDS,
  });
  return result.requests.average;
}
