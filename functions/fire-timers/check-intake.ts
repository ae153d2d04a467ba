import { guardOf } from '../../shared/intake/asking.ts';
import { getIntake, intakeWrites, putIntake } from '../../shared/intake/intake.store.ts';
import type { IntakeRecord } from '../../shared/intake/intake-record.ts';
import { rest, waitOn } from '../../shared/intake/waiting.ts';
import { answeredByUs } from '../../shared/intake/what-is-known.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { listComments } from '../../shared/tickets/comment.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import { listTicketFields } from '../../shared/tickets/ticket-field.store.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import { bySystem, type TimerUse } from './deps.ts';

const ATTEMPTS = 5;

/**
 * Reminds a customer of what they were asked for, and at the deadline goes on without it. A ticket that is not pending any
 * more, or on which one of us has answered since, waits for nobody: then the question rests.
 */
export const checkIntake: TimerUse = async (timer, deps) => {
  for (let attempt = 1; ; attempt++) {
    const record = await getIntake(deps.table, timer.subject);
    const { asked } = record ?? {};
    if (!record || asked?.state !== 'waiting' || guardOf(asked) !== timer.guard) return;
    try {
      return await check(record, deps);
    } catch (error) {
      if (!(error instanceof ConditionFailed) || attempt >= ATTEMPTS) throw error;
    }
  }
};

async function check(record: IntakeRecord, deps: Parameters<TimerUse>[1]): Promise<void> {
  const now = deps.now();
  const desk = { fields: await listTicketFields(deps.table), locale: deps.defaultLocale };
  const next = waitOn(record, now, desk);
  let rests = false;
  await updateTicket(
    deps.table,
    record.ticket_id,
    async (ticket) => {
      rests = ticket.status !== 'pending' || (await answeredSince(ticket, record.asked?.at ?? 0, deps));
      return rests ? undefined : { change: next.change, also: () => intakeWrites(record, next.record, now) };
    },
    () => bySystem(next.reason, deps),
  );
  if (rests) await putIntake(deps.table, record, rest(record, now), now);
}

/** More than is written on a ticket while it waits. */
const COMMENTS = 50;

async function answeredSince(ticket: Ticket, asked: number, { table }: Parameters<TimerUse>[1]): Promise<boolean> {
  const latest = await listComments(table, ticket.id, { descending: true, limit: COMMENTS });
  return answeredByUs(
    ticket,
    latest.filter(({ created_at }) => created_at > asked),
  );
}
