import { DomainError, notFound } from '../kernel/errors.ts';
import type { User as Caller } from '../platform/http/contract.ts';
import { text } from '../platform/i18n/text.ts';
import { ticketKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { agentContext } from './edit-ticket.store.ts';
import { type MergeRow, mergeRefusal, sourceChange, targetChange } from './merge-tickets.ts';
import type { TicketDeps } from './ticket.deps.ts';
import { getTicket, getTicketRecords } from './ticket.store.ts';
import { type Ticket, via } from './ticket.ts';
import { updateTicket } from './update-ticket.store.ts';

/** Checks that tickets can be merged. Throws `not_found` for the target, or one `invalid` that names what is wrong. */
export async function assertMergeable(table: Table, into: number, ids: readonly number[]): Promise<void> {
  const [target, sources] = await Promise.all([getTicket(table, into), ticketsById(table, ids)]);
  if (!target) throw notFound('ticket');
  const wrong = ids.flatMap((id) => mergeRefusal(id, sources.get(id), target) ?? []);
  if (wrong.length > 0) throw new DomainError('invalid', 'record_invalid', { fields: wrong });
}

/**
 * Closes a ticket that goes on in another and says there which. The target must be open at the very moment: since what is
 * closed stays closed, merges can never go round in a circle. Throws `invalid` when one of them cannot be merged any more,
 * and ConditionFailed when the target changed in between.
 */
export async function closeAsMerged(
  deps: TicketDeps,
  { id, into, on_source }: MergeRow,
  caller: Caller,
  also: readonly Write[],
): Promise<void> {
  const by = via('api', { to: { ticket_id: into }, rel: 'merge' });
  const update = await updateTicket(
    deps.table,
    id,
    async (source) => {
      const target = await getTicket(deps.table, into);
      assertOne(id, source, target);
      const locale = on_source.public ? source.locale : deps.defaultLocale;
      const ours = text(locale, 'ticket.merged_into', { number: into });
      return { change: sourceChange(source, into, on_source, ours), also: () => [isStill(target), ...also] };
    },
    () => agentContext(deps, caller, by),
  );
  if (!update) throw new DomainError('invalid', 'record_invalid', { fields: [unknown(id)] });
}

/**
 * Says on the ticket in which others go on which these are. Who cannot be merged is not named, and if nobody can, nothing
 * is said: throws `invalid`.
 */
export async function tellTarget(
  deps: TicketDeps,
  { into, on_target }: MergeRow,
  caller: Caller,
  also: readonly Write[],
): Promise<void> {
  if (!on_target) return;
  const { ids, said } = on_target;
  const by = via('api', { from: { ticket_ids: ids }, rel: 'merge' });
  const update = await updateTicket(
    deps.table,
    into,
    async (target) => {
      const found = await ticketsById(deps.table, ids);
      const sources = ids.flatMap((id) => {
        const source = found.get(id);
        // Other rows of the same job are carried out at the same time.
        const isMerged = source?.merged_into_id === into;
        return source && (isMerged || mergeRefusal(id, source, target) === undefined) ? [source] : [];
      });
      if (sources.length === 0) assertOne(ids[0] ?? 0, found.get(ids[0] ?? 0), target);
      const numbers = sources.map(({ id }) => `#${id}`).join(', ');
      const ours = text(said.public ? target.locale : deps.defaultLocale, 'ticket.merged_from', { numbers });
      return { change: targetChange(target, sources, said, ours), also: () => also };
    },
    () => agentContext(deps, caller, by),
  );
  if (!update) throw new DomainError('invalid', 'record_invalid', { fields: [unknown(into)] });
}

async function ticketsById(table: Table, ids: readonly number[]): Promise<Map<number, Ticket>> {
  const found = await getTicketRecords(table, ids);
  return new Map(found.filter(({ deleted_at }) => deleted_at === null).map((ticket) => [ticket.id, ticket]));
}

function assertOne(id: number, source: Ticket | undefined, target: Ticket | undefined): asserts target is Ticket {
  const refusal = target ? mergeRefusal(id, source, target) : unknown(id);
  if (refusal) throw new DomainError('invalid', 'record_invalid', { fields: [refusal] });
}

function unknown(id: number) {
  return { field: 'ids', code: 'ticket.merge_unknown', params: { id } };
}

/** Refuses when the target was closed or deleted meanwhile, or stands otherwise: then all is looked at again. */
function isStill({ id, status }: Ticket): Write {
  return { check: ticketKey(id), condition: { equals: { status, deleted_at: null } } };
}
