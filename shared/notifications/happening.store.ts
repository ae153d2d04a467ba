import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { EventMessage } from '../platform/messaging/event.ts';
import { auditKey, commentKey, ticketKey } from '../platform/table/keys.ts';
import type { Item, Table } from '../platform/table/table.ts';
import type { Key } from '../platform/table/table-input.ts';
import { Audit } from '../tickets/audit.ts';
import { Comment } from '../tickets/comment.ts';
import { TicketEventData } from '../tickets/ticket.events.ts';
import { Ticket } from '../tickets/ticket.ts';
import type { Happening } from './happening.ts';

const SurveyData = onFirstUse(() =>
  z.object({ ticket_id: z.int(), links: z.object({ good: z.string(), bad: z.string() }) }),
);

/** What routing tells of a ticket that nobody could take. */
const WaitingData = onFirstUse(() =>
  z.object({ ticket_id: z.int(), version: z.int(), group_id: z.int(), audit_id: z.nullable(z.int()) }),
);

/** What an event refers to. */
interface Reference {
  readonly event: EventMessage;
  readonly ticketId: number;
  readonly change: Change | undefined;
  readonly survey: Happening['survey'];
  readonly leftWaitingIn: number | undefined;
}

/** The version of a ticket that an event is about, and the records that tell how it came to be. */
type Change = Pick<TicketEventData, 'version' | 'comment_id'> & { readonly audit_id: number | null };

type Found = ReadonlyMap<string, Item>;

/**
 * What happened, with the ticket as it is now, for a whole batch of events in one request; undefined where the ticket is
 * gone. What that request was too early to see is read again, consistently.
 */
export async function readHappenings(
  table: Table,
  events: readonly EventMessage[],
): Promise<(Happening | undefined)[]> {
  const references = events.map(refer);
  const keys = new Map(references.flatMap(keysOf).map((key) => [textOf(key), key]));
  const found = byKey(await table.batchGet([...keys.values()]));
  return Promise.all(
    references.map(async (reference) =>
      happeningOf(reference, isEarly(reference, found) ? await readAgain(table, reference) : found),
    ),
  );
}

function refer(event: EventMessage): Reference {
  const survey = z.safeParse(SurveyData, event.data);
  const none = { change: undefined, survey: undefined, leftWaitingIn: undefined };
  if (survey.success) return { ...none, event, ticketId: survey.data.ticket_id, survey: survey.data.links };
  const waiting = z.safeParse(WaitingData, event.data);
  if (waiting.success) {
    const { ticket_id, group_id, ...change } = waiting.data;
    return { ...none, event, ticketId: ticket_id, change: { ...change, comment_id: null }, leftWaitingIn: group_id };
  }
  const change = z.parse(TicketEventData, event.data);
  return { ...none, event, ticketId: change.ticket_id, change };
}

function keysOf({ ticketId, change }: Reference): Key[] {
  if (!change) return [ticketKey(ticketId)];
  const comment = change.comment_id === null ? [] : [commentKey(ticketId, change.comment_id)];
  const audit = change.audit_id === null ? [] : [auditKey(ticketId, change.audit_id)];
  return [ticketKey(ticketId), ...audit, ...comment];
}

function isEarly(reference: Reference, found: Found): boolean {
  if (keysOf(reference).some((key) => !found.has(textOf(key)))) return true;
  const ticket = found.get(textOf(ticketKey(reference.ticketId)));
  return reference.change !== undefined && Number(ticket?.['version']) < reference.change.version;
}

async function readAgain(table: Table, reference: Reference): Promise<Found> {
  const items = await Promise.all(keysOf(reference).map((key) => table.get(key, { consistent: true })));
  return byKey(items.filter((item) => item !== undefined));
}

function happeningOf(
  { event, ticketId, change, survey, leftWaitingIn }: Reference,
  found: Found,
): Happening | undefined {
  const find = (key: Key) => found.get(textOf(key));
  const ticket = z.parse(z.optional(Ticket), find(ticketKey(ticketId)));
  if (!ticket || ticket.deleted_at !== null) return undefined;
  const auditId = change?.audit_id ?? null;
  const audit = auditId === null ? undefined : z.parse(z.optional(Audit), find(auditKey(ticketId, auditId)));
  const commentId = change?.comment_id ?? null;
  const comment = commentId === null ? undefined : z.parse(z.optional(Comment), find(commentKey(ticketId, commentId)));
  return { id: event.id, names: event.names, ticket, audit, comment, survey, leftWaitingIn };
}

function byKey(items: readonly Item[]): Found {
  return new Map(items.map((item) => [textOf(item as unknown as Key), item]));
}

function textOf({ pk, sk }: Key): string {
  return `${pk}\n${sk}`;
}
