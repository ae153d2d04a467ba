import * as z from 'zod/mini';
import { type Job, type JobRow, type RowResult, rowDone } from '../../shared/jobs/job.ts';
import { rowKey } from '../../shared/jobs/row-key.ts';
import { onFirstUse } from '../../shared/kernel/on-first-use.ts';
import { parsedRow } from '../../shared/people/bulk-row.store.ts';
import type { User as Caller } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import type { Write } from '../../shared/platform/table/table-input.ts';
import { createTicket } from '../../shared/tickets/create-ticket.store.ts';
import { deleteTicket, editTicket } from '../../shared/tickets/edit-ticket.store.ts';
import { closeAsMerged, tellTarget } from '../../shared/tickets/merge-tickets.store.ts';
import { MergeRow } from '../../shared/tickets/merge-tickets.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import { Id, TicketInput } from '../../shared/tickets/ticket-input.ts';

/** What rows about tickets work with: `caller` is who asked for the job. */
export interface TicketRowDeps extends TicketDeps {
  readonly caller: Caller;
}

const Numbered = onFirstUse(() => z.object({ id: Id }));

/** Opens one ticket. */
export async function createTicketRow(row: JobRow, job: Job, deps: TicketRowDeps): Promise<RowResult> {
  const input = parsedRow(TicketInput, row.input);
  const id = await once(row, job, deps, async (claim) => {
    const { ticket } = await createTicket(deps, input, deps.caller, claim);
    return ticket.id;
  });
  return rowDone(job.job_type, row.row, id);
}

/** Changes one ticket. */
export async function updateTicketRow(row: JobRow, job: Job, deps: TicketRowDeps): Promise<RowResult> {
  const { id } = parsedRow(Numbered, row.input);
  const input = parsedRow(TicketInput, row.input);
  await once(row, job, deps, async (claim) => {
    await editTicket(deps, id, input, deps.caller, () => claim(id));
    return id;
  });
  return rowDone(job.job_type, row.row, id);
}

/** Deletes one ticket. */
export async function deleteTicketRow(row: JobRow, job: Job, deps: TicketRowDeps): Promise<RowResult> {
  const { id } = parsedRow(Numbered, row.input);
  await once(row, job, deps, async (claim) => {
    await deleteTicket(deps, id, deps.caller, () => claim(id));
    return id;
  });
  return rowDone(job.job_type, row.row, id);
}

const ATTEMPTS = 5;

/**
 * Merges one ticket into another. The row that speaks for all of them says so there before its own ticket is closed, each
 * of the two once. The target may change at the same time, and other rows of the job are one reason: then all is tried
 * again on what it has become.
 */
export async function mergeTicketRow(row: JobRow, job: Job, deps: TicketRowDeps): Promise<RowResult> {
  const merge = parsedRow(MergeRow, row.input);
  const { id, into } = merge;
  const key = rowKey(job, row);
  for (let attempt = 1; ; attempt++) {
    try {
      if (merge.on_target) {
        const told = { ...key, scope: `${key.scope}#target` };
        await createOnce(deps.table, told, deps.now(), async (claim) => {
          await tellTarget(deps, merge, deps.caller, claim(into));
          return into;
        });
      }
      await once(row, job, deps, async (claim) => {
        await closeAsMerged(deps, merge, deps.caller, claim(id));
        return id;
      });
      return rowDone(job.job_type, row.row, id);
    } catch (error) {
      if (!(error instanceof ConditionFailed) || attempt >= ATTEMPTS) throw error;
      await deps.table.giveWay(attempt);
    }
  }
}

/** A row that was carried out, but not recorded, is not carried out again: its marker was committed with it. */
function once(
  row: JobRow,
  job: Job,
  deps: TicketRowDeps,
  work: (claim: (id: number) => Write[]) => Promise<number>,
): Promise<number> {
  return createOnce(deps.table, rowKey(job, row), deps.now(), work);
}
