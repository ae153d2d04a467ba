import { getIntake } from '../../shared/intake/intake.store.ts';
import { intakeView, nextStepView } from '../../shared/intake/intake.view.ts';
import type { intakesApi } from '../../shared/intake/intakes.api.ts';
import { notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { getSla } from '../../shared/sla/sla.store.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { listTicketFields } from '../../shared/tickets/ticket-field.store.ts';
import type { IntakesDeps } from './deps.ts';
import { nextSteps } from './list-next-steps.ts';

/** What was read out of a ticket, what is missing, and what happens next. */
export const showIntake: UseCase<typeof intakesApi.routes.show, IntakesDeps> = async ({ params, locale }, deps) => {
  const { table } = deps;
  const { ticket_id } = params;
  const [ticket, record, sla, fields] = await Promise.all([
    getTicket(table, ticket_id),
    getIntake(table, ticket_id),
    getSla(table, ticket_id),
    listTicketFields(table),
  ]);
  if (!ticket) throw notFound('ticket');
  const around = { records: new Map(record && [[ticket_id, record]]), slas: new Map(sla && [[ticket_id, sla]]) };
  const [found] = await nextSteps([ticket], around, deps);
  const intake = record ? intakeView(record, found?.next ?? null, fields, locale) : null;
  return { body: { intake, next_step: found ? nextStepView(ticket_id, found.next) : null } };
};
