import { requestsUseCases } from '../../functions/requests-api/use-cases.ts';
import { ticketFieldsUseCases } from '../../functions/ticket-fields-api/use-cases.ts';
import { ticketsUseCases } from '../../functions/tickets-api/use-cases.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { TableCall } from '../../shared/platform/table/table.ts';
import { expectedWaits } from '../../shared/reports/expected-wait.store.ts';
import { requestsApi } from '../../shared/tickets/requests.api.ts';
import { ticketFieldsApi } from '../../shared/tickets/ticket-fields.api.ts';
import { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { aCustomer, anAdmin, anAgent } from './a-user.ts';
import { type ApiRequest, type ApiResponse, callApi } from './call-api.ts';
import { aClock } from './clock.ts';
import { aTable } from './table.ts';
import { ticketTestDeps } from './ticket-deps.ts';

/** The APIs about tickets over a table and a clock of their own, with an agent, an administrator and a customer. */
export async function ticketApis() {
  const clock = aClock();
  const calls: TableCall[] = [];
  const table = await aTable((call) => calls.push(call));
  const deps = { ...ticketTestDeps(table, clock), expectedWait: expectedWaits(table, clock.now) };
  const [agent, admin, customer] = [
    await anAgent(table, clock),
    await anAdmin(table, clock),
    await aCustomer(table, clock, { name: '李雷', locale: 'zh-CN' }),
  ];
  const handlers: readonly [RegExp, unknown][] = [
    [/\/ticket_(fields|forms)/, resourceApi(ticketFieldsApi, ticketFieldsUseCases, deps)],
    [/\/requests/, resourceApi(requestsApi, requestsUseCases, deps)],
    [/./, resourceApi(ticketsApi, ticketsUseCases, deps)],
  ];

  /** Calls `GET /tickets/1` and so on: as the agent unless `as` says otherwise; time passes before each call. */
  async function call(what: string, request: Omit<ApiRequest, 'method' | 'path'> = {}): Promise<ApiResponse> {
    clock.advance(1_500);
    const [method = '', path = ''] = what.split(' ', 2);
    const handler = handlers.find(([pattern]) => pattern.test(path))?.[1];
    return callApi(handler, {
      as: agent.as,
      ...request,
      method: method as ApiRequest['method'],
      path: `/api/v2${path}`,
    });
  }

  /** Opens a ticket as the agent and answers it as the wire shows it. */
  async function aNewTicket(ticket: object = {}, as = agent.as) {
    const body = { ticket: { subject: 'Stuck', comment: { body: 'It is stuck.' }, ...ticket } };
    const { status, body: answer } = await call('POST /tickets', { body, as });
    if (status !== 201) throw new Error(`create answered ${status}: ${JSON.stringify(answer)}`);
    return answer.ticket;
  }

  return { clock, table, deps, calls, agent, admin, customer, call, aNewTicket };
}

/** The codes of what was wrong, by field: `{ status: 'field_not_allowed' }`. */
export function refusals(answer: ApiResponse): Record<string, string> {
  const details: Record<string, { error: string }[]> = answer.body?.details ?? {};
  return Object.fromEntries(Object.entries(details).map(([field, [first]]) => [field, first?.error ?? '']));
}
