import * as z from 'zod/mini';
import { sortableId } from '../kernel/ids.ts';
import { EVENT_ATTRIBUTE, type EventMessage } from '../platform/messaging/event.ts';
import {
  auditKey,
  commentKey,
  externalTicketKey,
  ticketKey,
  ticketListPartition,
  ticketNumbersKey,
} from '../platform/table/keys.ts';
import type { Item, Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { timerWrite } from '../timers/timer.store.ts';
import type { TicketCommit } from './change-ticket.ts';
import { solvedPlace } from './solved-list.store.ts';
import type { TicketEventData } from './ticket.events.ts';
import { statusClass, Ticket } from './ticket.ts';
import { listsOf, TICKET_LIST_INDEX, ticketListShard } from './ticket-list.store.ts';

/** The ticket, or undefined when there is none or it was deleted. */
export async function getTicket(table: Table, id: number): Promise<Ticket | undefined> {
  const ticket = await getTicketRecord(table, id);
  return ticket && ticket.deleted_at === null ? ticket : undefined;
}

/** The ticket as it is kept, deleted or not: for those who keep account of all of them. */
export async function getTicketRecord(table: Table, id: number): Promise<Ticket | undefined> {
  const item = await table.get(ticketKey(id), { consistent: true });
  return item && z.parse(Ticket, item);
}

/** Holds while a ticket is as it was read. To be committed with what follows from it and leaves it alone. */
export function ticketUnchanged({ id, version }: Pick<Ticket, 'id' | 'version'>): Write {
  return { check: ticketKey(id), condition: { version } };
}

/** As `getTicketRecord`, for many; in no order. */
export async function getTicketRecords(table: Table, ids: readonly number[]): Promise<Ticket[]> {
  const items = await table.batchGet([...new Set(ids)].map(ticketKey), { consistent: true });
  return items.map((item) => z.parse(Ticket, item));
}

/** The tickets of these ids that exist and are not deleted, in the order of the ids. */
export async function getTickets(table: Table, ids: readonly number[]): Promise<Ticket[]> {
  const items = await table.batchGet([...new Set(ids)].map(ticketKey));
  const found = new Map(items.map((item) => z.parse(Ticket, item)).map((ticket) => [ticket.id, ticket]));
  return ids.flatMap((id) => {
    const ticket = found.get(id);
    return ticket && ticket.deleted_at === null ? [ticket] : [];
  });
}

/**
 * Commits a ticket's new state, its audit with the event, its comment and its closing timer together with `also`.
 * Throws ConditionFailed when the ticket is not at the expected version (write 0) or one of `also` is refused.
 */
export function commitTicket(table: Table, commit: TicketCommit, also: readonly Write[] = []): Promise<void> {
  return commitInOne(table, commit, [], also);
}

/** As `commitTicket`, with what is done to the ticket in the same moment: each with its audit, all or none of it. */
export async function commitInOne(
  table: Table,
  first: TicketCommit,
  further: readonly TicketCommit[],
  also: readonly Write[] = [],
): Promise<void> {
  const { ticket } = further.at(-1) ?? first;
  const writes: Write[] = [
    { put: ticketItem(ticket), condition: first.expected === 0 ? 'absent' : { version: first.expected } },
    ...[first, ...further].flatMap(recordWrites),
  ];
  await table.transact([...writes, ...also]);
}

/** What a commit leaves beside the ticket itself. */
function recordWrites(commit: TicketCommit): Write[] {
  const { ticket, audit, comment, closeAt } = commit;
  const event = { [EVENT_ATTRIBUTE]: ticketEvent(commit) };
  const writes: Write[] = [
    { put: { ...auditKey(ticket.id, audit.id), entity: 'audit', ...audit, ...solvedPlace(commit), ...event } },
  ];
  if (comment) writes.push({ put: { ...commentKey(ticket.id, comment.id), entity: 'comment', ...comment } });
  if (closeAt !== undefined) {
    const set_at = audit.created_at;
    writes.push(
      timerWrite({ kind: 'ticket.close', subject: ticket.id, guard: ticket.resolution, due_at: closeAt, set_at }),
    );
  }
  return [...writes, ...externalIdWrites(commit)];
}

/** Keeps the list of the tickets that another system knows under an id. */
function externalIdWrites({ ticket, audit }: TicketCommit): Write[] {
  const writes: Write[] = [];
  for (const line of audit.events) {
    if ((line.type !== 'Create' && line.type !== 'Change') || line.field_name !== 'external_id') continue;
    if (line.type === 'Change' && typeof line.previous_value === 'string')
      writes.push({ delete: externalTicketKey(line.previous_value, ticket.id) });
    if (ticket.external_id !== null)
      writes.push({ put: { ...externalTicketKey(ticket.external_id, ticket.id), entity: 'external_id' } });
  }
  return writes;
}

function ticketEvent({ ticket, audit, comment, facts }: TicketCommit): EventMessage {
  const data: TicketEventData = {
    ticket_id: ticket.id,
    audit_id: audit.id,
    version: ticket.version,
    comment_id: comment?.id ?? null,
    automatic: comment !== undefined && comment.origin !== 'person',
  };
  const event = { id: String(audit.id), names: [...facts], subject: String(ticket.id), at: audit.created_at, data };
  return ticket.priority === 'urgent' ? { ...event, urgent: true } : event;
}

/** The item of a ticket, with its place in each list it stands in. */
export function ticketItem(ticket: Ticket): Item {
  const item: Item = { ...ticketKey(ticket.id), entity: 'ticket', ...ticket };
  if (ticket.deleted_at !== null) return item;
  for (const { of, owner } of listsOf(ticket)) {
    const index = TICKET_LIST_INDEX[of];
    item[`${index}pk`] = ticketListPartition(of, owner, statusClass(ticket.status), ticketListShard(of, ticket));
    item[`${index}sk`] = sortableId(ticket.id);
  }
  return item;
}

const NUMBERS_A_LEASE = 10;

/**
 * Hands out ticket numbers: short, unique, rising approximately. Each instance leases ten at a time, so the counter is
 * written once in ten tickets and numbers of one instance may come after higher ones of another.
 */
export function ticketNumbers(table: Table): () => Promise<number> {
  let lease: Promise<{ next: number; end: number }> | undefined;
  return async function next(): Promise<number> {
    lease ??= table.update({ key: ticketNumbersKey, add: { last: NUMBERS_A_LEASE } }).then((item) => {
      const last = z.parse(z.object({ last: z.int() }), item).last;
      return { next: last - NUMBERS_A_LEASE + 1, end: last };
    });
    const current = lease;
    let block: { next: number; end: number };
    try {
      block = await current;
    } catch (error) {
      if (lease === current) lease = undefined;
      throw error;
    }
    if (block.next > block.end) {
      if (lease === current) lease = undefined;
      return next();
    }
    return block.next++;
  };
}
