import { DAY } from '../../shared/kernel/clock.ts';
import type { IdRange } from '../../shared/platform/http/paging.ts';
import { listBreachPlaces } from '../../shared/sla/breach-list.store.ts';
import { isLastSolved, listSolvedPlaces } from '../../shared/tickets/solved-list.store.ts';
import { getTickets } from '../../shared/tickets/ticket.store.ts';
import { statusClass, type Ticket } from '../../shared/tickets/ticket.ts';
import { listTicketIdsOfAll } from '../../shared/tickets/ticket-list.store.ts';
import type { TicketPlace } from '../../shared/tickets/ticket-places.store.ts';
import type { ViewPlan, Walk } from '../../shared/views/plan.ts';
import type { ViewsDeps } from './deps.ts';

/** Tickets that one request looks at to find those that a view means; where it stops, the next one goes on. */
export const LOOKED_AT = 500;
/** Tickets that are read at once. */
const MOST_AT_ONCE = 100;
/** A timer that closes tickets may be late. */
const MARGIN = DAY;

/** A ticket of a view, at its place in what is walked. */
export interface Found {
  readonly place: number;
  readonly ticket: Ticket;
}

/** What a walk found. `stoppedAt`: the place at which it stopped looking, though there may be more. */
export interface Walked {
  readonly found: readonly Found[];
  readonly stoppedAt: number | null;
}

/** Walks the places of a plan from one on, in a direction, until so many tickets are found that the view means. */
export async function walkTickets(deps: ViewsDeps, plan: ViewPlan, range: IdRange): Promise<Walked> {
  const { descending, limit } = range;
  const now = deps.now();
  const found: Found[] = [];
  let at = range.beyond;
  let wanted = limit;
  for (let lookedAt = 0; found.length < limit; wanted = 2 * wanted) {
    const step = Math.min(wanted, MOST_AT_ONCE, LOOKED_AT - lookedAt);
    if (step === 0) return { found, stoppedAt: at ?? null };
    const places = await placesOf(deps, plan.walk, {
      descending,
      ...(at === undefined ? {} : { beyond: at }),
      limit: step,
    });
    found.push(...(await meant(deps, plan, places, now)));
    if (places.length < step) return { found, stoppedAt: null };
    at = places.at(-1)?.place;
    lookedAt += places.length;
  }
  return { found, stoppedAt: null };
}

/** The places of a walk, in its order: of lists the tickets' numbers. */
async function placesOf(deps: ViewsDeps, walk: Walk, range: IdRange): Promise<TicketPlace[]> {
  const { table } = deps;
  if (walk.kind === 'breaching') return listBreachPlaces(table, deps.now() + walk.within, range);
  if (walk.kind === 'solved') return listSolvedPlaces(table, walk.by, solvedSince(deps, walk), range);
  const ids = await listTicketIdsOfAll(table, walk.lists, range);
  return ids.map((id) => ({ place: id, ticketId: id }));
}

/** From when on what was solved is looked at: as far as a view asks, or as long as a ticket stays solved. */
export function solvedSince({ now, closeAfter }: ViewsDeps, { within }: Extract<Walk, { kind: 'solved' }>): number {
  return now() - (within ?? closeAfter + MARGIN);
}

async function meant(deps: ViewsDeps, plan: ViewPlan, places: readonly TicketPlace[], now: number): Promise<Found[]> {
  const tickets = await getTickets(
    deps.table,
    places.map(({ ticketId }) => ticketId),
  );
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  // Who is given a ticket that is solved has it in their list, too, and so do those who had it.
  const distinct = new Map(places.map((each) => [`${each.place} ${each.ticketId}`, each]));
  return [...distinct.values()].flatMap(({ place, ticketId }) => {
    const ticket = byId.get(ticketId);
    return ticket && stands(plan.walk, ticket, place) && plan.holds(ticket, now) ? [{ place, ticket }] : [];
  });
}

/** Whether a ticket is still what its place says. */
function stands(walk: Walk, ticket: Ticket, place: number): boolean {
  if (walk.kind === 'breaching') return statusClass(ticket.status) === 'live';
  return walk.kind === 'lists' || isLastSolved(ticket, place);
}
