import { text } from '../../shared/platform/i18n/text.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { foldAudit, retarget, type SlaClock, type SlaRecord } from '../../shared/sla/clock.ts';
import { escalate, stepsDue } from '../../shared/sla/escalation.ts';
import { getSla, putSla, slaWrites, windClock } from '../../shared/sla/sla.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import type { Timer } from '../../shared/timers/timer.ts';
import { bySystem, type TimerDeps, type TimerUse } from './deps.ts';
import { escalationNote } from './escalation-note.ts';

const ATTEMPTS = 5;

/**
 * Looks whether a promise about time is broken, and escalates. Ticket, audit, clocks and the timer of the next step are
 * committed together, so a repeated or concurrent check finds the step taken and does nothing.
 */
export const checkSla: TimerUse = async (timer, deps) => {
  for (let attempt = 1; ; attempt++) {
    const record = await getSla(deps.table, timer.subject);
    if (record?.next?.guard !== timer.guard) return;
    try {
      return await check(timer, record, deps);
    } catch (error) {
      if (!(error instanceof ConditionFailed) || attempt >= ATTEMPTS) throw error;
    }
  }
};

async function check(timer: Timer, record: SlaRecord, deps: TimerDeps): Promise<void> {
  const rules = { policies: await deps.policies(timer.due_at), escalationStep: deps.escalationStep };
  let onlyWound: SlaClock | undefined;
  await updateTicket(
    deps.table,
    timer.subject,
    async (ticket) => {
      onlyWound = undefined;
      const clock = await clockOf(ticket, record, rules, deps);
      const steps = stepsDue(clock, deps.now());
      if (steps.length === 0) {
        onlyWound = clock;
        return undefined;
      }
      return {
        change: escalate(ticket, steps, escalationNote(ticket, steps, clock, deps.defaultLocale)),
        also: ({ audit }) =>
          slaWrites(record, foldAudit(clock, { audit, answers: false, deletes: false }, rules), deps.now()),
      };
    },
    () => bySystem(text(deps.defaultLocale, 'sla.reason'), deps),
  );
  if (onlyWound) await putSla(deps.table, record, onlyWound, deps.now());
}

/** The clocks as of this state of the ticket and these policies: an answer given a moment ago counts. */
async function clockOf(ticket: Ticket, record: SlaRecord, rules: Parameters<typeof foldAudit>[2], deps: TimerDeps) {
  const behind = record.ticket_version < ticket.version;
  const clock = behind ? await windClock(deps.table, ticket, record, rules) : record;
  return retarget(clock ?? record, rules.policies);
}
