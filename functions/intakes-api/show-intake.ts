import { getIntake } from '../../shared/intake/intake.store.ts';
import { intakeView } from '../../shared/intake/intake.view.ts';
import type { intakesApi } from '../../shared/intake/intakes.api.ts';
import { notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { getSla } from '../../shared/sla/sla.store.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import type { IntakesDeps } from './deps.ts';

/** What was read out of a ticket, what is missing, and what happens next. */
export const showIntake: UseCase<typeof intakesApi.routes.show, IntakesDeps> = async (
  { params, locale },
  { table },
) => {
  const { ticket_id } = params;
  const [ticket, record, sla] = await Promise.all([
    getTicket(table, ticket_id),
    getIntake(table, ticket_id),
    getSla(table, ticket_id),
  ]);
  if (!ticket) throw notFound('ticket');
  return { body: { intake: record ? intakeView(record, ticket, sla?.next?.due_at ?? null, locale) : null } };
};
