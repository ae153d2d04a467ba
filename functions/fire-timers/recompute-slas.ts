import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { nextDue } from '../../shared/sla/clock.ts';
import { keptClock, type SlaRecord } from '../../shared/sla/clock-record.ts';
import { getSla, getSlas, putSla, windClock } from '../../shared/sla/sla.store.ts';
import type { SlaRules } from '../../shared/sla/sla-rules.ts';
import { getTickets } from '../../shared/tickets/ticket.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import { listLiveTicketIds } from '../../shared/tickets/ticket-list.store.ts';
import { type Timer, timerMessage } from '../../shared/timers/timer.ts';
import type { TimerDeps, TimerUse } from './deps.ts';

/** Tickets that one message looks at, and of those so many at a time. */
const PAGE = 100;
const AT_A_TIME = 10;
const ATTEMPTS = 3;

/**
 * Puts the clocks of open tickets under policies and schedules that were changed: a page of tickets, in order of number, and
 * a further message for the rest. `subject` is the last ticket that was looked at, `guard` the version of the rules: when
 * they were changed again, another round has begun.
 */
export const recomputeSlas: TimerUse = async (timer, deps) => {
  const rules = await deps.rules(timer.due_at, timer.guard);
  if (rules.version > timer.guard) return;
  const ids = await listLiveTicketIds(deps.table, { beyond: timer.subject, descending: false, limit: PAGE });
  const [tickets, records] = await Promise.all([
    getTickets(deps.table, ids),
    getSlas(deps.table, ids, { consistent: true }),
  ]);
  for (let at = 0; at < tickets.length; at += AT_A_TIME) {
    const some = tickets.slice(at, at + AT_A_TIME);
    await Promise.all(some.map((ticket) => recompute(ticket, records.get(ticket.id), rules, deps)));
  }
  const last = ids.at(-1);
  if (last !== undefined && ids.length === PAGE) await goOn({ ...timer, subject: last }, deps);
};

async function recompute(
  ticket: Ticket,
  found: SlaRecord | undefined,
  rules: SlaRules,
  deps: TimerDeps,
): Promise<void> {
  let record = found;
  for (let attempt = 1; ; attempt++) {
    if (record?.clock && record.clock.rules >= rules.version) return;
    const clock = await windClock(deps.table, ticket, record?.clock, rules);
    if (!clock || (!record && clock.times.policy === undefined)) return;
    const now = deps.now();
    // The same promises under a new version of the rules: it is enough when they are next written.
    const same = record?.clock && record.clock.policy?.id === keptClock(clock, rules).policy?.id;
    if (same && nextDue(clock, rules, now) === (record?.next?.due_at ?? null)) return;
    try {
      return await putSla(deps.table, record, clock, rules, now);
    } catch (error) {
      if (!(error instanceof ConditionFailed) || attempt >= ATTEMPTS) throw error;
      record = await getSla(deps.table, ticket.id);
    }
  }
}

async function goOn(timer: Timer, deps: TimerDeps): Promise<void> {
  const unsent = await deps.sendMessages(deps.timerQueue, [timerMessage(timer, deps.now())]);
  if (unsent.size > 0) throw new Error('The queue did not take the next part');
}
