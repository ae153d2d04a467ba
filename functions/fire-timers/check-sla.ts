import { getGroup } from '../../shared/people/group.store.ts';
import { text } from '../../shared/platform/i18n/text.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { foldAudit, type PendingStep, settledTo, type TicketClock } from '../../shared/sla/clock.ts';
import type { SlaRecord } from '../../shared/sla/clock-record.ts';
import { escalate, measuresOf, stepsDue } from '../../shared/sla/escalation.ts';
import { getSla, putSla, slaWrites, windClock } from '../../shared/sla/sla.store.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import type { Timer } from '../../shared/timers/timer.ts';
import { bySystem, type TimerDeps, type TimerUse } from './deps.ts';
import { callsFor, webhooksCalled } from './escalation-calls.ts';
import { escalationNote } from './escalation-note.ts';

const ATTEMPTS = 5;

/**
 * Looks which steps of escalations are due, and takes them. Ticket, audit, clocks and the timer of the next step are
 * committed together, so a repeated or concurrent check finds the step taken and does nothing. A promise that is broken
 * without a step that tells of it is only noted with the clocks: nothing happens to the ticket.
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
  const { table, defaultLocale } = deps;
  const rules = await deps.rules(timer.due_at, record.clock?.rules);
  let onlyWound: TicketClock | undefined;
  let reason = text(defaultLocale, 'sla.reason');
  await updateTicket(
    table,
    timer.subject,
    async (ticket) => {
      // An answer given a moment ago counts.
      const wound = await windClock(table, ticket, record.clock, rules);
      onlyWound = undefined;
      if (!wound) return undefined;
      const now = deps.now();
      const clock = settledTo(wound, now);
      const steps = stepsDue(clock, rules, now);
      if (steps.length === 0) {
        onlyWound = clock;
        return undefined;
      }
      if (steps.every(({ rung }) => rung.warns)) reason = text(defaultLocale, 'sla.reason_soon');
      const groups = await groupsNamed(table, steps);
      const measures = measuresOf(steps, ticket, new Set(groups.keys()));
      const webhooks = await webhooksCalled(table, measures);
      const policy = clock.times.policy?.title ?? '';
      const note = escalationNote({ ticket, steps, measures, groups, webhooks, policy, locale: defaultLocale });
      return {
        change: escalate(ticket, steps, measures, note),
        // Steps, and the calls that tell of them, are taken together or not at all.
        also: ({ audit }) => [
          ...slaWrites(record, foldAudit(clock, audit, rules), rules, deps.now()),
          ...callsFor(webhooks, measures, { audit, policy }, deps),
        ],
      };
    },
    () => bySystem(reason, deps),
  );
  if (onlyWound) await putSla(table, record, onlyWound, rules, deps.now());
}

/** The groups that steps hand tickets to or tell, with their names; those that were deleted are left out. */
async function groupsNamed(table: Table, steps: readonly PendingStep[]): Promise<Map<number, string>> {
  const actions = steps.flatMap(({ rung }) => rung.actions);
  const ids = [...new Set(actions.flatMap((each) => ('group_id' in each ? [each.group_id] : [])))];
  const groups = await Promise.all(ids.map((id) => getGroup(table, id)));
  return new Map(groups.flatMap((group) => (group ? [[group.id, group.name] as const] : [])));
}
