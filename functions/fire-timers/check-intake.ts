import { guardOf } from '../../shared/intake/asking.ts';
import { getIntake, intakeWrites } from '../../shared/intake/intake.store.ts';
import type { IntakeRecord } from '../../shared/intake/intake-record.ts';
import { goOnWithout, remind } from '../../shared/intake/waiting.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import { bySystem, type TimerUse } from './deps.ts';

const ATTEMPTS = 5;

/**
 * Reminds a customer of what they were asked for, and at the deadline goes on without it. A ticket that is not pending any
 * more waits for nobody: the customer has written, or one of us has gone on.
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
  const next = (record.asked?.reminded_at === null ? remind : goOnWithout)(record, now, deps.defaultLocale);
  await updateTicket(
    deps.table,
    record.ticket_id,
    (ticket) =>
      ticket.status === 'pending'
        ? { change: next.change, also: () => intakeWrites(record, next.record, now) }
        : undefined,
    () => bySystem(next.reason, deps),
  );
}
