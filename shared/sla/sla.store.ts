import * as z from 'zod/mini';
import { type Instant, MINUTE } from '../kernel/clock.ts';
import { makeId, sortableId } from '../kernel/ids.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { EventMessage } from '../platform/messaging/event.ts';
import { AUDIT_PREFIX, auditKey, slaKey, ticketKey } from '../platform/table/keys.ts';
import type { Item, Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { Audit } from '../tickets/audit.ts';
import { getComment } from '../tickets/comment.store.ts';
import { TicketEventData } from '../tickets/ticket.events.ts';
import { timerWrite } from '../timers/timer.store.ts';
import { breachPlace } from './breach-list.store.ts';
import { foldAudit, nextDue, type SlaClock, SlaRecord, type SlaRules, type TrackedAudit } from './clock.ts';
import { nextBreach } from './next-breach.ts';

/** A ticket's clocks as they were last written, or undefined when nothing was ever promised for it. */
export async function getSla(table: Table, ticketId: number): Promise<SlaRecord | undefined> {
  const item = await table.get(slaKey(ticketId), { consistent: true });
  return item && z.parse(SlaRecord, item);
}

/** The clocks of several tickets, by ticket; tickets without promises are left out. */
export async function getSlas(table: Table, ticketIds: readonly number[]): Promise<Map<number, SlaRecord>> {
  const items = await table.batchGet([...new Set(ticketIds)].map(slaKey));
  return new Map(items.map((item) => z.parse(SlaRecord, item)).map((record) => [record.ticket_id, record]));
}

/**
 * The writes that keep new clocks: the record, and one timer for what falls due next unless the one that is set will do.
 * To be committed together; refused (its first write) when the record is not the one the clocks were wound from.
 */
export function slaWrites(before: SlaRecord | undefined, clock: SlaClock, now: Instant): Write[] {
  const version = (before?.version ?? 0) + 1;
  const due_at = nextDue(clock);
  const next = due_at === null ? null : due_at === before?.next?.due_at ? before.next : { due_at, guard: version };
  const record: SlaRecord = { ...clock, version, next };
  const place = breachPlace(clock.ticket_id, nextBreach(clock));
  const put = { ...slaKey(clock.ticket_id), entity: 'sla', ...record, ...place };
  const writes: Write[] = [{ put, condition: before ? { version: before.version } : 'absent' }];
  if (next && next.guard === version) {
    writes.push(
      timerWrite({ kind: 'sla.check', subject: clock.ticket_id, guard: version, due_at: next.due_at, set_at: now }),
    );
  }
  return writes;
}

/** Commits new clocks. Throws ConditionFailed when somebody else has wound them meanwhile. */
export async function putSla(
  table: Table,
  before: SlaRecord | undefined,
  clock: SlaClock,
  now: Instant,
): Promise<void> {
  await table.transact(slaWrites(before, clock, now));
}

/**
 * The first audits of new tickets, by ticket: one read for a whole batch of events. What opens a ticket is never an
 * answer, so nothing else needs to be read to start its clocks.
 */
export async function firstAudits(
  table: Table,
  opened: readonly { readonly ticket_id: number; readonly audit_id: number }[],
): Promise<Map<number, TrackedAudit>> {
  const keys = opened.map(({ ticket_id, audit_id }) => auditKey(ticket_id, audit_id));
  const items = keys.length === 0 ? [] : await table.batchGet(keys, { consistent: true });
  const audits = items.map((item) => z.parse(AuditItem, item)).filter(({ version }) => version === 1);
  return new Map(audits.map(({ event: _, ...audit }) => [audit.ticket_id, { audit, answers: false, deletes: false }]));
}

/** A ticket, and its version that is known to be committed. */
export interface TicketAt {
  readonly id: number;
  readonly version: number;
}

/** A ticket's clocks with all its audits in them; the very same ones when there was nothing new. */
export async function windClock(
  table: Table,
  ticket: TicketAt,
  before: SlaClock | undefined,
  rules: SlaRules,
): Promise<SlaClock | undefined> {
  const audits = await auditsSince(table, ticket, before);
  return audits.reduce<SlaClock | undefined>((clock, audit) => foldAudit(clock, audit, rules), before);
}

/** Audits are looked for from a little before the last one known: the clocks of writers, and so the ids, differ slightly. */
const MARGIN = MINUTE;

/**
 * The audits of a ticket that its clocks do not know yet, in order of version, without gaps. Costs one read; a further
 * one for each public comment until the first answer is found.
 */
export async function auditsSince(
  table: Table,
  { id, version }: TicketAt,
  known: SlaClock | undefined,
): Promise<TrackedAudit[]> {
  const from = known?.ticket_version ?? 0;
  const near = known && `${AUDIT_PREFIX}${sortableId(makeId(known.at - MARGIN, 0))}`;
  let found = await readAudits(table, id, near ?? AUDIT_PREFIX, from);
  if (near && isIncomplete(found, from, version)) found = await readAudits(table, id, AUDIT_PREFIX, from);
  if (isIncomplete(found, from, version)) throw new Error(`Ticket ${id} lacks audits between ${from} and ${version}`);
  const tracked: TrackedAudit[] = [];
  let answered =
    known?.metrics.some((each) => each.metric === 'first_reply_time' && each.stage === 'fulfilled') ?? false;
  for (const { event, ...audit } of found) {
    const answers: boolean = !answered && (await isAnswer(table, audit, event));
    answered ||= answers;
    tracked.push({ audit, answers, deletes: event.names.includes('ticket.deleted.v1') });
  }
  return tracked;
}

const AuditItem = onFirstUse(() => z.extend(Audit, { event: EventMessage }));
type AuditItem = z.output<typeof AuditItem>;

async function readAudits(table: Table, ticketId: number, from: string, version: number): Promise<AuditItem[]> {
  const items: Item[] = [];
  let after: Parameters<Table['query']>[0]['after'];
  do {
    const page = await table.query({
      partition: ticketKey(ticketId).pk,
      from,
      to: `${AUDIT_PREFIX}~`,
      after,
      consistent: true,
    });
    items.push(...page.items);
    after = page.next;
  } while (after);
  return items
    .map((item) => z.parse(AuditItem, item))
    .filter((audit) => audit.version > version)
    .sort((a, b) => a.version - b.version);
}

function isIncomplete(audits: readonly AuditItem[], from: number, to: number): boolean {
  return from + audits.length < to || audits.some((audit, at) => audit.version !== from + at + 1);
}

/** Whether a person of ours wrote to the customer in this audit. What opens a ticket is a question, whoever noted it. */
async function isAnswer(table: Table, audit: Audit, event: EventMessage): Promise<boolean> {
  if (audit.version === 1 || z.parse(TicketEventData, event.data).automatic) return false;
  const written = audit.events.find((line) => line.type === 'Comment' && line.public);
  if (written?.type !== 'Comment') return false;
  const comment = await getComment(table, audit.ticket_id, written.comment_id);
  return comment?.origin === 'person' && (comment.author_role === 'agent' || comment.author_role === 'admin');
}
