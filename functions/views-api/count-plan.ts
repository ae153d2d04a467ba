import { ticketCounters } from '../../shared/reports/counted.ts';
import { readCount } from '../../shared/reports/counter.store.ts';
import { countBreaches } from '../../shared/sla/breach-list.store.ts';
import { countSolved } from '../../shared/tickets/solved-list.store.ts';
import { countListed, listTicketIdsOfAll } from '../../shared/tickets/ticket-list.store.ts';
import type { ViewPlan, WalkedList } from '../../shared/views/plan.ts';
import type { ViewsDeps } from './deps.ts';
import { LOOKED_AT, solvedSince, walkTickets } from './walk-tickets.ts';

/** Places that are counted in an index at most. */
const COUNTED = 10_000;
/** Numbers that are read at most where lists overlap. */
const MERGED = 1_000;

/** How many tickets a view has: counted to the end, or up to where counting stopped, or by an index that lags behind. */
export interface Counted {
  readonly value: number;
  readonly to: 'the end' | 'a limit' | 'about';
}

/** Counts what a plan finds: by counters where there are any, else in the index, else ticket by ticket up to a limit. */
export async function countPlan(deps: ViewsDeps, plan: ViewPlan): Promise<Counted> {
  const { walk, exact } = plan;
  const { table } = deps;
  if (!exact) {
    const { found, stoppedAt } = await walkTickets(deps, plan, { descending: false, limit: LOOKED_AT });
    return { value: found.length, to: stoppedAt === null && found.length < LOOKED_AT ? 'the end' : 'a limit' };
  }
  if (walk.kind === 'breaching') return upTo(COUNTED, await countBreaches(table, deps.now() + walk.within, COUNTED));
  if (walk.kind === 'solved')
    return { value: await countSolved(table, walk.by, solvedSince(deps, walk), COUNTED), to: 'about' };
  return countLists(deps, walk.lists);
}

async function countLists({ table }: ViewsDeps, lists: readonly WalkedList[]): Promise<Counted> {
  const distinct = [...new Map(lists.map((list) => [`${list.of} ${list.owner}`, list])).values()];
  if (new Set(distinct.map(({ of }) => of)).size > 1) {
    const ids = await listTicketIdsOfAll(table, distinct, { descending: false, limit: MERGED });
    return upTo(MERGED, ids.length);
  }
  const counters = distinct.flatMap((list) => countersOf(list) ?? []);
  const others = distinct.filter((list) => countersOf(list) === undefined);
  const [counted, ...listed] = await Promise.all([
    readCount(table, counters),
    ...others.map((list) => countListed(table, list, COUNTED)),
  ]);
  const value = listed.reduce((sum, each) => sum + each, counted);
  return listed.length === 0 ? { value, to: 'the end' } : upTo(COUNTED, value);
}

function countersOf({ of, owner, classes }: WalkedList): string[] | undefined {
  return of === 'requester' ? undefined : ticketCounters(of, owner, classes);
}

function upTo(limit: number, value: number): Counted {
  return { value, to: value < limit ? 'the end' : 'a limit' };
}
