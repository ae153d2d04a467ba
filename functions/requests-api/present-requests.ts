import { getUsers } from '../../shared/people/user.store.ts';
import type { Request } from '../../shared/platform/http/contract.ts';
import { getFigureRows } from '../../shared/reports/figure.store.ts';
import { promisedTime } from '../../shared/sla/promised-time.ts';
import { getSlas } from '../../shared/sla/sla.store.ts';
import { requestView } from '../../shared/tickets/request.view.ts';
import { requestProgress } from '../../shared/tickets/request-progress.view.ts';
import { statusClass, type Ticket } from '../../shared/tickets/ticket.ts';
import type { RequestWire } from '../../shared/tickets/ticket-wire.ts';
import type { RequestsDeps } from './deps.ts';
import { withPublicDescriptions } from './public-descriptions.ts';

type Asked = Pick<Request, 'principal' | 'baseUrl' | 'locale'>;

/** Requests as those see them whose matter they are, with how far each is. */
export async function presentRequests(
  deps: RequestsDeps,
  tickets: readonly Ticket[],
  { principal, baseUrl, locale }: Asked,
): Promise<RequestWire[]> {
  const { table, now } = deps;
  const live = tickets.filter(({ status }) => statusClass(status) === 'live').map(({ id }) => id);
  const [whole, fields, rows, clocks, timeZones] = await Promise.all([
    withPublicDescriptions(deps, tickets),
    deps.ticketFields([]),
    getFigureRows(table, live),
    getSlas(table, live),
    timeZonesOf(deps, live.length > 0 ? tickets : [], principal),
  ]);
  return Promise.all(
    whole.map(async (ticket) => {
      const isLive = statusClass(ticket.status) === 'live';
      const answered = (rows.get(ticket.id)?.first_reply_at ?? null) !== null;
      const facts = {
        answered,
        promised: promisedTime(clocks.get(ticket.id)?.clock, now()),
        wait: isLive && !answered ? await deps.expectedWait(ticket.group_id) : null,
      };
      const reader = { locale, timeZone: timeZones.get(ticket.requester_id) ?? 'UTC' };
      return requestView(ticket, requestProgress(ticket, facts, reader), { principal, baseUrl, fields });
    }),
  );
}

/** The clocks of those whose requests they are. Somebody who did not sign in learns nothing of a person, so not this. */
async function timeZonesOf(
  { table }: RequestsDeps,
  tickets: readonly Ticket[],
  principal: Asked['principal'],
): Promise<Map<number, string>> {
  if (principal.kind !== 'user') return new Map();
  const users = await getUsers(table, [...new Set(tickets.map(({ requester_id }) => requester_id))]);
  return new Map([...users].map(([id, { time_zone }]) => [id, time_zone]));
}
