import { askable } from '../../shared/intake/ask-for.ts';
import { getIntake, intakeWrites } from '../../shared/intake/intake.store.ts';
import type { intakesApi } from '../../shared/intake/intakes.api.ts';
import { askAgain, isAwaited } from '../../shared/intake/waiting.ts';
import { invalid, notFound } from '../../shared/kernel/errors.ts';
import { withFreshState } from '../../shared/people/guarded-commit.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { statusClass, via } from '../../shared/tickets/ticket.ts';
import { listTicketFields } from '../../shared/tickets/ticket-field.store.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import type { IntakesDeps } from './deps.ts';
import { showIntake } from './show-intake.ts';

type Route = typeof intakesApi.routes.ask;

/** Asks the customer for all that is missing now, whether they were asked before or not. */
export const askCustomer: UseCase<Route, IntakesDeps> = async (request, deps) => {
  await withFreshState(() => ask(request, deps));
  return showIntake(request, deps);
};

async function ask(
  { params, principal }: Parameters<UseCase<Route, IntakesDeps>>[0],
  deps: IntakesDeps,
): Promise<void> {
  const { table } = deps;
  if (principal.kind !== 'user') throw notFound('ticket');
  const now = deps.now();
  const [before, fields] = await Promise.all([getIntake(table, params.ticket_id), listTicketFields(table)]);
  const record = before && { ...before, missing: askable({ missing: before.missing, fields }) };
  const asked = record && askAgain(record, now, { fields, deadline: deps.deadline });
  const update = await updateTicket(
    table,
    params.ticket_id,
    (ticket) => {
      // Asked already, and the answer is awaited: whoever asks again has lost our answer.
      if (record && ticket.status === 'pending' && isAwaited(record)) return undefined;
      if (!record || !asked || record.missing.length === 0) throw invalid('base', 'intake.nothing_missing');
      if (!ticket.is_public) throw invalid('base', 'intake.not_public');
      if (statusClass(ticket.status) === 'done') throw invalid('base', 'intake.is_over');
      return { change: asked.change, also: () => intakeWrites(record, asked.record, now) };
    },
    () => ({
      now,
      newId: deps.newId,
      closeAfter: deps.closeAfter,
      actor: { kind: 'user', id: principal.userId, role: principal.role },
      via: via('api'),
    }),
  );
  if (!update) throw notFound('ticket');
}
