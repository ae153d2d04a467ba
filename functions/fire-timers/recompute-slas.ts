import { log } from '../../shared/platform/log.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { nextDue } from '../../shared/sla/clock.ts';
import { type KeptClock, keptClock, type SlaRecord } from '../../shared/sla/clock-record.ts';
import { getSla, getSlas, putSla, windClock } from '../../shared/sla/sla.store.ts';
import type { SlaRules } from '../../shared/sla/sla-rules.ts';
import { isSame } from '../../shared/tickets/audit-lines.ts';
import { getTicket, getTickets } from '../../shared/tickets/ticket.store.ts';
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
 * they were changed again, another round has begun. A ticket that fails gets a message of its own: the others go on.
 */
export const recomputeSlas: TimerUse = async (timer, deps) => {
  const rules = await deps.rules(timer.due_at, timer.guard);
  if (rules.version > timer.guard) return;
  const ids = await listLiveTicketIds(deps.table, { beyond: timer.subject, descending: false, limit: PAGE });
  const failed = await recomputePage(ids, rules, deps);
  const last = ids.at(-1);
  const rest = last !== undefined && ids.length === PAGE ? [{ ...timer, subject: last }] : [];
  await send([...failed.map((id): Timer => ({ ...timer, kind: 'sla.recompute_one', subject: id })), ...rest], deps);
};

/** The same for one ticket: one that fails again comes again, and ends in the dead-letter queue by itself. */
export const recomputeSla: TimerUse = async (timer, deps) => {
  const rules = await deps.rules(timer.due_at, timer.guard);
  if (rules.version > timer.guard) return;
  const [ticket, record] = await Promise.all([getTicket(deps.table, timer.subject), getSla(deps.table, timer.subject)]);
  if (ticket) await recompute(ticket, record, rules, deps);
};

/** Answers the tickets that failed: all of them where one that cannot be read hides which. */
async function recomputePage(ids: readonly number[], rules: SlaRules, deps: TimerDeps): Promise<readonly number[]> {
  const failed: number[] = [];
  const read = Promise.all([getTickets(deps.table, ids), getSlas(deps.table, ids, { consistent: true })]);
  const [tickets, records] = await read.catch((error: unknown) => {
    log.error('slas_not_read', error, { tickets: ids.length });
    failed.push(...ids);
    return [[], new Map<number, SlaRecord>()] as const;
  });
  for (let at = 0; at < tickets.length; at += AT_A_TIME) {
    const some = tickets.slice(at, at + AT_A_TIME);
    await Promise.all(
      some.map(async (ticket) => {
        try {
          await recompute(ticket, records.get(ticket.id), rules, deps);
        } catch (error) {
          log.error('sla_not_recomputed', error, { ticket_id: ticket.id });
          failed.push(ticket.id);
        }
      }),
    );
  }
  return failed;
}

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
    const same = record?.clock && isSame(promisesOf(record.clock), promisesOf(keptClock(clock, rules)));
    if (same && nextDue(clock, rules, now) === (record?.next?.due_at ?? null)) return;
    try {
      return await putSla(deps.table, record, clock, rules, now);
    } catch (error) {
      if (!(error instanceof ConditionFailed) || attempt >= ATTEMPTS) throw error;
      record = await getSla(deps.table, ticket.id);
    }
  }
}

/** What others read off a ticket's clocks as they are kept: what is promised, until when, and what was broken. */
function promisesOf({ policy, metrics }: KeptClock): unknown {
  return [policy?.id, metrics.map(({ metric, target, due_at, breached_at }) => [metric, target, due_at, breached_at])];
}

async function send(timers: readonly Timer[], deps: TimerDeps): Promise<void> {
  const now = deps.now();
  const unsent = await deps.sendMessages(
    deps.timerQueue,
    timers.map((timer) => timerMessage(timer, now)),
  );
  if (unsent.size > 0) throw new Error('The queue did not take what is left to do');
}
