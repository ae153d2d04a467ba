import { getIntakes } from '../../shared/intake/intake.store.ts';
import { nextStepView } from '../../shared/intake/intake.view.ts';
import type { IntakeRecord } from '../../shared/intake/intake-record.ts';
import type { intakesApi } from '../../shared/intake/intakes.api.ts';
import { type NextStep, nextStepOf } from '../../shared/intake/next-step.ts';
import { listGroups } from '../../shared/people/group.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { nextBreach } from '../../shared/sla/next-breach.ts';
import { getSlas } from '../../shared/sla/sla.store.ts';
import { getTickets } from '../../shared/tickets/ticket.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import type { IntakesDeps } from './deps.ts';

type Route = typeof intakesApi.routes.listNextSteps;

/** What happens next with tickets; one that is solved, or does not exist, has no next step. */
export const listNextSteps: UseCase<Route, IntakesDeps> = async ({ query: { ids } }, deps) => {
  const { table } = deps;
  const [tickets, records, slas] = await Promise.all([
    getTickets(table, ids),
    getIntakes(table, ids),
    getSlas(table, ids, { consistent: true }),
  ]);
  const found = await nextSteps(tickets, { records, slas }, deps);
  return { body: { next_steps: found.map(({ ticket, next }) => nextStepView(ticket.id, next)) } };
};

/** The open ones among tickets, each with its next step. Groups are only read where a ticket is nobody's. */
export async function nextSteps(
  tickets: readonly Ticket[],
  {
    records,
    slas,
  }: {
    readonly records: ReadonlyMap<number, IntakeRecord>;
    readonly slas: Awaited<ReturnType<typeof getSlas>>;
  },
  { table, triageGroup }: IntakesDeps,
): Promise<{ ticket: Ticket; next: NextStep }[]> {
  const isNobodys = tickets.some(({ group_id, assignee_id }) => group_id === null && assignee_id === null);
  const groups = isNobodys && triageGroup !== '' ? await listGroups(table) : [];
  const triageGroupId = groups.find(({ name }) => name === triageGroup)?.id;
  return tickets.flatMap((ticket) => {
    const clock = slas.get(ticket.id)?.clock;
    const [record, due] = [records.get(ticket.id), clock ? nextBreach(clock) : null];
    const next = nextStepOf(ticket, { record, due, triageGroupId });
    return next ? [{ ticket, next }] : [];
  });
}
