import { offerSurvey } from '../../functions/follow-tickets/offer-survey.ts';
import { ratingsUseCases } from '../../functions/ratings-api/use-cases.ts';
import { DAY } from '../../shared/kernel/clock.ts';
import type { User } from '../../shared/people/user.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { satisfactionRatingsApi } from '../../shared/surveys/satisfaction-ratings.api.ts';
import { surveyToken } from '../../shared/surveys/survey-token.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import { aTicketLife, type TicketLife } from './a-ticket-life.ts';
import { aTimerService, eventOf, type TimerService } from './a-timer-service.ts';
import { aCustomer, anAgent } from './a-user.ts';
import { type ApiRequest, type ApiResponse, type Credentials, callApi, TEST_SECRETS, testDeps } from './call-api.ts';
import { aClock, type TestClock } from './clock.ts';
import { aTable } from './table.ts';

/** Surveys and ratings over a table of their own, with an agent, a customer and a ticket of hers. */
export interface SurveyService {
  readonly table: Table;
  readonly clock: TestClock;
  readonly timers: TimerService;
  readonly agent: Credentials;
  readonly customer: { readonly user: User; readonly as: Credentials };
  readonly life: TicketLife;
  call(request: ApiRequest): Promise<ApiResponse>;
  /** `GET /api/v2/satisfaction_ratings...` as the agent, unless somebody else asks. */
  ratings(query: string, as?: Credentials): Promise<ApiResponse>;
  ticket(id?: number): Promise<Ticket | undefined>;
  aTicket(id: number): Promise<TicketLife>;
  /** Solves a ticket and sends its survey; answers the token of its links. */
  solvedAndAsked(of?: TicketLife): Promise<string>;
}

/** Sets it all up. */
export async function aSurveyService(): Promise<SurveyService> {
  const [clock, table] = [aClock(), await aTable()];
  const timers = aTimerService(table, clock);
  const more = { secrets: async () => TEST_SECRETS, companyName: 'Moorline <Exchange>', closeAfter: 4 * DAY };
  const handler = resourceApi(satisfactionRatingsApi, ratingsUseCases, { ...testDeps(table, clock), ...more });
  const agent = (await anAgent(table, clock)).as;
  const customer = await aCustomer(table, clock);
  const aTicket = (id: number) => aTicketLife(clock, { id, requester_id: customer.user.id }, table);
  const life = await aTicket(35_436);
  const call = (request: ApiRequest) => callApi(handler, request);
  return {
    ...{ table, clock, timers, agent, customer, life, aTicket, call },
    ratings: (query, as = agent) => call({ method: 'GET', path: `/api/v2/satisfaction_ratings${query}`, as }),
    ticket: (id = life.ticket.id) => getTicket(table, id),
    async solvedAndAsked(of = life) {
      const solved = await of.change({ fields: { status: 'solved' } });
      if (solved) await offerSurvey(eventOf(solved), { table, now: clock.now, surveyDelay: 0 });
      const { id: subject, resolution: guard } = of.ticket;
      await timers.fire({ kind: 'survey.send', subject, guard, due_at: clock.now(), set_at: clock.now() });
      await of.reread();
      const claim = { ticketId: subject, resolution: guard, expires: clock.now() + 30 * DAY };
      return surveyToken(TEST_SECRETS.link_key, claim);
    },
  };
}
