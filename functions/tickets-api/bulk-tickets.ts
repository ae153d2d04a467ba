import type { JobType } from '../../shared/jobs/job.ts';
import { queuedJobView } from '../../shared/jobs/job.view.ts';
import { queueOnce } from '../../shared/jobs/queue-once.store.ts';
import { invalid } from '../../shared/kernel/errors.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import type { ticketsApi } from '../../shared/tickets/tickets.api.ts';

type Routes = typeof ticketsApi.routes;

/** Opens tickets, each as if it had been asked for alone. */
export const createManyTickets: UseCase<Routes['createMany'], TicketDeps> = (request, deps) =>
  queueTickets(request, deps, 'tickets.create', request.body.tickets);

/** Changes tickets: all alike by `ids` and `ticket`, or each in its own way by `tickets`. */
export const updateManyTickets: UseCase<Routes['updateMany'], TicketDeps> = async (request, deps) => {
  const { ids } = request.query;
  const { ticket, tickets } = request.body;
  if (ids === undefined && tickets === undefined) throw invalid('ids', 'field_required');
  if (ids !== undefined && ticket === undefined) throw invalid('ticket', 'field_required');
  const rows = ids === undefined ? (tickets ?? []) : ids.map((id) => ({ ...ticket, id }));
  return queueTickets(request, deps, 'tickets.update', rows);
};

/** Deletes tickets. */
export const removeManyTickets: UseCase<Routes['removeMany'], TicketDeps> = (request, deps) =>
  queueTickets(
    request,
    deps,
    'tickets.delete',
    request.query.ids.map((id) => ({ id })),
  );

/** Queues a job about tickets and answers how it stands. */
export async function queueTickets(request: Request, deps: TicketDeps, job_type: JobType, rows: readonly object[]) {
  const job = await queueOnce(request, deps, job_type, rows);
  return { body: { job_status: queuedJobView(job, request.baseUrl) } };
}
