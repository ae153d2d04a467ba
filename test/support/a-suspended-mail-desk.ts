import type { SuspendedTicketsDeps } from '../../functions/suspended-tickets-api/deps.ts';
import { suspendedTicketsUseCases } from '../../functions/suspended-tickets-api/use-cases.ts';
import { suspendedTicketsApi } from '../../shared/mail/suspended-tickets.api.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ALL_PASS, rawMail } from './a-mail.ts';
import type { MailDesk } from './a-mail-desk.ts';
import { anAgent } from './a-user.ts';
import { type ApiRequest, type ApiResponse, type Credentials, callApi, testDeps } from './call-api.ts';
import type { TestClock } from './clock.ts';

/** The API of suspended mail beside a mail desk: what it orders, the desk carries out at once, unless told otherwise. */
export async function aSuspendedMailDesk(table: Table, clock: TestClock, desk: MailDesk) {
  const orders: unknown[] = [];
  const queue = { isSlow: false, isDown: false };
  const deps: SuspendedTicketsDeps = {
    table,
    rawMail: desk.rawMail,
    intakeQueue: 'ingest-mail',
    now: clock.now,
    pause: async (milliseconds) => {
      clock.advance(milliseconds);
    },
    async sendMessages(_, messages) {
      if (queue.isDown) return new Set(messages.keys());
      const bodies = messages.map(({ body }) => JSON.parse(body) as unknown);
      orders.push(...bodies);
      if (!queue.isSlow) await Promise.all(bodies.map((body) => desk.ingest(body)));
      return new Set();
    },
  };
  const { user: agent, as } = await anAgent(table, clock, { name: 'Lin Wei' });
  const api = resourceApi(suspendedTicketsApi, suspendedTicketsUseCases, { ...testDeps(table, clock), ...deps });
  return {
    agent,
    queue,
    /** Everything that was ordered of the function that takes mail in. */
    orders,
    call: (method: ApiRequest['method'], path: string, by: Credentials = as): Promise<ApiResponse> =>
      callApi(api, { method, path: `/api/v2/suspended_tickets${path}`, as: by }),
    /** Receives a mail that SES takes for spam and answers the id under which it waits. */
    async spam(headers: Readonly<Record<string, string>> = {}, words = 'Buy now', about: { from?: string } = {}) {
      const known = await desk.all('suspended_mail');
      await desk.receive(rawMail(headers, words), { ...about, checks: { ...ALL_PASS, spam: 'fail' } });
      const fresh = (await desk.all('suspended_mail')).find((item) => !known.some(({ id }) => id === item['id']));
      return Number(fresh?.['id']);
    },
    async waiting() {
      return (await desk.all('suspended_mail')).map((item) => Number(item['id']));
    },
  };
}
