import * as z from 'zod/mini';
import { sortableId } from '../kernel/ids.ts';
import { EVENT_ATTRIBUTE, type EventMessage } from '../platform/messaging/event.ts';
import type { IndexName } from '../platform/table/schema.ts';
import {
  auditKey,
  commentKey,
  LIST_SHARDS,
  META,
  shardOf,
  type StatusClass,
  type TicketListOf,
  ticketKey,
  ticketListPartition,
  ticketNumbersKey,
} from '../platform/table/keys.ts';
import type { Item, Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { timerWrite } from '../timers/timer.store.ts';
import type { TicketCommit } from './change-ticket.ts';
import type { TicketEventData } from './ticket.events.ts';
import { statusClass, Ticket } from './ticket.ts';

/** The ticket, or undefined when there is none or it was deleted. */
export async function getTicket(table: Table, id: number): Promise<Ticket | undefined> {
  const item = await table.get(ticketKey(id), { consistent: true });
  const ticket = item && z.parse(Ticket, item);
  return ticket && ticket.deleted_at === null ? ticket : undefined;
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
export async function commitTicket(table: Table, commit: TicketCommit, also: readonly Write[] = []): Promise<void> {
  const { ticket, audit, comment, closeAt } = commit;
  const writes: Write[] = [
    { put: ticketItem(ticket), condition: commit.expected === 0 ? 'absent' : { version: commit.expected } },
    { put: { ...auditKey(ticket.id, audit.id), entity: 'audit', ...audit, [EVENT_ATTRIBUTE]: ticketEvent(commit) } },
  ];
  if (comment) writes.push({ put: { ...commentKey(ticket.id, comment.id), entity: 'comment', ...comment } });
  if (closeAt !== undefined) {
    const set_at = audit.created_at;
    writes.push(timerWrite({ kind: 'ticket.close', subject: ticket.id, guard: ticket.resolution, due_at: closeAt, set_at }));
  }
  await table.transact([...writes, ...also]);
}

function ticketEvent({ ticket, audit, comment, facts }: TicketCommit): EventMessage {
  const data: TicketEventData = {
    ticket_id: ticket.id,
    audit_id: audit.id,
    version: ticket.version,
    comment_id: comment?.id ?? null,
    automatic: comment !== undefined && comment.origin !== 'person',
  };
  return { id: String(audit.id), names: [...facts], subject: String(ticket.id), at: audit.created_at, data };
}

const LIST_INDEX: Record<TicketListOf, IndexName> = {
  all: 'gsi1',
  group: 'gsi2',
  assignee: 'gsi3',
  requester: 'gsi4',
  organization: 'gsi5',
};

function ticketItem(ticket: Ticket): Item {
  const item: Item = { ...ticketKey(ticket.id), entity: 'ticket', ...ticket };
  if (ticket.deleted_at !== null) return item;
  const owners: [TicketListOf, number | null][] = [
    ['all', 0],
    ['group', ticket.group_id],
    ['assignee', ticket.assignee_id],
    ['requester', ticket.requester_id],
    ['organization', ticket.organization_id],
  ];
  for (const [of, owner] of owners) {
    if (owner === null) continue;
    const index = LIST_INDEX[of];
    item[`${index}pk`] = ticketListPartition(of, owner, statusClass(ticket.status), shardOf(ticket.id));
    item[`${index}sk`] = sortableId(ticket.id);
  }
  return item;
}

/** A stretch of a list of tickets: by number, from either end, beyond a number. */
export interface TicketRange {
  readonly descending: boolean;
  /** Only numbers beyond this one, in the direction of the list. */
  readonly beyond?: number | undefined;
  readonly limit: number;
  readonly classes?: readonly StatusClass[];
}

/**
 * The ids of a list, in order of number: one query for each shard and status class, merged. Costs the same with any
 * number of tickets.
 */
export async function listTicketIds(table: Table, of: TicketListOf, owner: number | null, range: TicketRange): Promise<number[]> {
  const classes = range.classes ?? (['live', 'done'] as const);
  const bound =
    range.beyond === undefined ? {} : range.descending ? { below: sortableId(range.beyond) } : { above: sortableId(range.beyond) };
  const partitions = classes.flatMap((each) =>
    Array.from({ length: LIST_SHARDS }, (_, shard) => ticketListPartition(of, owner, each, shard)),
  );
  const index = LIST_INDEX[of];
  const shards = await Promise.all(
    partitions.map((partition) => queryIds(table, { index, partition, ...bound, descending: range.descending, limit: range.limit })),
  );
  const sign = range.descending ? -1 : 1;
  return shards
    .flat()
    .sort((a, b) => sign * (a - b))
    .slice(0, range.limit);
}

async function queryIds(table: Table, query: Parameters<Table['query']>[0] & { limit: number }): Promise<number[]> {
  const ids: number[] = [];
  let after = query.after;
  do {
    const { items, next } = await table.query({ ...query, after, limit: query.limit - ids.length });
    for (const item of items) if (item['sk'] === META) ids.push(Number(String(item['pk']).slice('TICKET#'.length)));
    after = next;
  } while (after && ids.length < query.limit);
  return ids;
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
