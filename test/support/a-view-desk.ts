import { trackSla } from '../../functions/track-slas/track-sla.ts';
import { viewsUseCases } from '../../functions/views-api/use-cases.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { countersOfTicket } from '../../shared/reports/counted.ts';
import { countRecords } from '../../shared/reports/counter.store.ts';
import { getTicketRecords } from '../../shared/tickets/ticket.store.ts';
import { viewsApi } from '../../shared/views/views.api.ts';
import { aGroup, aGroupMember } from './a-group.ts';
import { aTimerService } from './a-timer-service.ts';
import { anAgent } from './a-user.ts';
import { type ApiRequest, callApi } from './call-api.ts';
import { ticketApis } from './ticket-apis.ts';

/** The APIs about tickets with that of views, two groups, and an agent who is in the first of them and one who is in none. */
export async function aViewDesk() {
  const apis = await ticketApis();
  const { table, clock, deps, agent } = apis;
  const handler = resourceApi(viewsApi, viewsUseCases, deps);
  const timers = aTimerService(table, clock);
  const [withdrawals, cards] = [
    await aGroup(table, clock, { name: 'Withdrawals' }),
    await aGroup(table, clock, { name: 'Cards' }),
  ];
  const colleague = await anAgent(table, clock);
  await aGroupMember(table, clock, { group_id: withdrawals.id, user_id: agent.user.id });

  /** Calls `GET /views` and so on, as the agent unless `as` says otherwise. */
  const view = (what: string, request: Omit<ApiRequest, 'method' | 'path'> = {}) => {
    const [method = '', path = ''] = what.split(' ', 2);
    return callApi(handler, {
      as: agent.as,
      ...request,
      method: method as ApiRequest['method'],
      path: `/api/v2${path}`,
    });
  };

  /** Makes a view and answers it as the wire shows it. */
  async function aView(fields: object, as = agent.as) {
    const { status, body } = await view('POST /views', { as, body: { view: { title: 'Mine', ...fields } } });
    if (status !== 201) throw new Error(`create answered ${status}: ${JSON.stringify(body)}`);
    return body.view;
  }

  /** Lets the counters catch up with these tickets. */
  async function counted(ids: readonly number[]): Promise<void> {
    const tickets = await getTicketRecords(table, ids);
    await countRecords(
      table,
      tickets.map((ticket) => {
        const { id, version } = ticket;
        return { entity: 'ticket' as const, id, version, counters: countersOfTicket(ticket) };
      }),
    );
  }

  /** Lets the clocks of a ticket catch up with it. */
  async function wound(id: number): Promise<void> {
    await trackSla(await timers.lastEvent(id), timers.deps);
  }

  return { ...apis, withdrawals, cards, colleague, view, aView, counted, wound };
}

/** The condition of work that is still to do. */
export const LIVE = { field: 'status', operator: 'less_than', value: 'solved' };
