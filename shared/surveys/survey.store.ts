import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { surveyKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import type { Write } from '../platform/table/table-input.ts';
import { getAudit } from '../tickets/audit.store.ts';
import { SYSTEM_AUTHOR } from '../tickets/audit.ts';
import { getComment } from '../tickets/comment.store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { timerWrite } from '../timers/timer.store.ts';
import { Survey } from './survey.ts';

/** The survey of a resolution, or undefined when none is planned, sent or answered. */
export async function getSurvey(table: Table, ticketId: number, resolution: number): Promise<Survey | undefined> {
  const item = await table.get(surveyKey(ticketId, resolution), { consistent: true });
  return item && z.parse(Survey, item);
}

/** Whether nobody should be asked: the ticket came from a machine, or the system solved it by itself. */
export async function isAmongMachines(table: Table, ticket: Ticket, solvingAuditId: number): Promise<boolean> {
  const [audit, first] = await Promise.all([
    getAudit(table, ticket.id, solvingAuditId),
    getComment(table, ticket.id, ticket.first_comment_id),
  ]);
  return audit?.author_id === SYSTEM_AUTHOR || (first !== undefined && first.origin !== 'person');
}

/** Plans the survey of a resolution with the timer that sends it. Does nothing when there is one already. */
export async function planSurvey(
  table: Table,
  of: { readonly ticketId: number; readonly resolution: number },
  due_at: Instant,
  now: Instant,
): Promise<void> {
  const { ticketId, resolution } = of;
  const survey = newSurvey(ticketId, resolution, now);
  const timer = timerWrite({ kind: 'survey.send', subject: ticketId, guard: resolution, due_at, set_at: now });
  try {
    await table.transact([surveyWrite(undefined, survey), timer]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}

/** A survey that was neither sent nor answered. */
export function newSurvey(ticket_id: number, resolution: number, now: Instant): Survey {
  return { ticket_id, resolution, version: 1, state: 'waiting', rating_id: null, created_at: now, updated_at: now };
}

/** The write that keeps a survey's new state; refused when it is not the one that `before` was. */
export function surveyWrite(before: Survey | undefined, survey: Survey): Write {
  return {
    put: { ...surveyKey(survey.ticket_id, survey.resolution), entity: 'survey', ...survey },
    condition: before ? { version: before.version } : 'absent',
  };
}
