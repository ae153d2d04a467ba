import * as z from 'zod/mini';
import { type Instant, MINUTE } from '../kernel/clock.ts';
import { makeId, sortableId } from '../kernel/ids.ts';
import { queryAll } from '../people/list-ids.store.ts';
import { type EventMessage, eventItem } from '../platform/messaging/event.ts';
import { AUDIT_PREFIX, auditKey, slaEventKey, slaKey, ticketKey } from '../platform/table/keys.ts';
import type { Item, Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { Audit } from '../tickets/audit.ts';
import { isSame } from '../tickets/audit-lines.ts';
import { timerWrite } from '../timers/timer.store.ts';
import { breachPlace } from './breach-list.store.ts';
import { foldAudit, nextDue, type TicketClock } from './clock.ts';
import { type KeptClock, keptClock, openedClock, SlaRecord } from './clock-record.ts';
import { nextBreach } from './next-breach.ts';
import { promiseOutcomes } from './promise-outcome.ts';
import { SLA_SETTLED, type SlaSettledData } from './sla.events.ts';
import type { SlaRules } from './sla-rules.ts';

/** A ticket's clocks as they were last written, or undefined when nothing was ever promised for it. */
export async function getSla(table: Table, ticketId: number): Promise<SlaRecord | undefined> {
  const item = await table.get(slaKey(ticketId), { consistent: true });
  return item && z.parse(SlaRecord, item);
}

/** The clocks of several tickets, by ticket; tickets without promises are left out. */
export async function getSlas(
  table: Table,
  ticketIds: readonly number[],
  options: { readonly consistent?: boolean } = {},
): Promise<Map<number, SlaRecord>> {
  const items = await table.batchGet([...new Set(ticketIds)].map(slaKey), options);
  return new Map(items.map((item) => z.parse(SlaRecord, item)).map((record) => [record.ticket_id, record]));
}

/**
 * The writes that keep new clocks: the record, and one timer for what falls due next unless the one that is set will do.
 * To be committed together; refused (its first write) when the record is not the one the clocks were wound from.
 */
export function slaWrites(
  before: Pick<SlaRecord, 'version' | 'next' | 'clock'> | undefined,
  clock: TicketClock,
  rules: SlaRules,
  now: Instant,
): Write[] {
  const version = (before?.version ?? 0) + 1;
  const due_at = nextDue(clock, rules, now);
  const next = due_at === null ? null : due_at === before?.next?.due_at ? before.next : { due_at, guard: version };
  const { ticket_id } = clock;
  const kept = keptClock(clock, rules);
  const place = breachPlace(ticket_id, kept.stopped ? null : nextBreach(kept));
  const put = { ...slaKey(ticket_id), entity: 'sla', ticket_id, version, next, clock: sparing(kept), ...place };
  const writes: Write[] = [{ put, condition: before ? { version: before.version } : 'absent' }];
  if (next && next.guard === version) {
    writes.push(
      timerWrite({ kind: 'sla.check', subject: ticket_id, guard: version, due_at: next.due_at, set_at: now }),
    );
  }
  return [...writes, ...settledWrites(before?.clock, kept, { ticket_id, version }, now)];
}

/** The event that tells of promises kept, broken or open again: an item of its own, since the clocks are written over. */
function settledWrites(before: KeptClock | undefined, kept: KeptClock, data: SlaSettledData, now: Instant): Write[] {
  if (isSame(promiseOutcomes(before), promiseOutcomes(kept))) return [];
  const { ticket_id, version } = data;
  const id = `sla-${ticket_id}-${version}`;
  const event: EventMessage = { id, names: [SLA_SETTLED], subject: String(ticket_id), at: now, data };
  return [{ put: eventItem(slaEventKey(ticket_id, version), 'sla_event', event) }];
}

/** A metric has a dozen values of which most are nothing: writing costs by the kilobyte. */
function sparing(clock: KeptClock): Item {
  const isSomething = (value: unknown) => value !== null && !(Array.isArray(value) && value.length === 0);
  const metrics = clock.metrics.map((each) =>
    Object.fromEntries(Object.entries(each).filter(([, value]) => isSomething(value))),
  );
  return { ...clock, metrics };
}

/** Commits new clocks. Throws ConditionFailed when somebody else has wound them meanwhile. */
export async function putSla(
  table: Table,
  before: SlaRecord | undefined,
  clock: TicketClock,
  rules: SlaRules,
  now: Instant,
): Promise<void> {
  await table.transact(slaWrites(before, clock, rules, now));
}

/** The first audits of new tickets, by ticket: one read for a whole batch of events. */
export async function firstAudits(
  table: Table,
  opened: readonly { readonly ticket_id: number; readonly audit_id: number }[],
): Promise<Map<number, Audit>> {
  const keys = opened.map(({ ticket_id, audit_id }) => auditKey(ticket_id, audit_id));
  const items = keys.length === 0 ? [] : await table.batchGet(keys, { consistent: true });
  const audits = items.map((item) => z.parse(Audit, item)).filter(({ version }) => version === 1);
  return new Map(audits.map((audit) => [audit.ticket_id, audit]));
}

/** A ticket, and its version that is known to be committed. */
export interface TicketAt {
  readonly id: number;
  readonly version: number;
}

/**
 * A ticket's clocks with all its audits in them, under the rules as they are; from the first audit where none were kept.
 * Undefined for a ticket without audits.
 */
export async function windClock(
  table: Table,
  ticket: TicketAt,
  kept: KeptClock | undefined,
  rules: SlaRules,
): Promise<TicketClock | undefined> {
  const before = kept && openedClock(ticket.id, kept, rules);
  if (before && before.ticket_version >= ticket.version) return before;
  const audits = await auditsSince(table, ticket, kept);
  return audits.reduce<TicketClock | undefined>((clock, audit) => foldAudit(clock, audit, rules), before);
}

/** Audits are looked for from a little before the last one known: the clocks of writers, and so the ids, differ slightly. */
const MARGIN = MINUTE;

/** The audits of a ticket that its clocks do not know yet, in order of version, without gaps. Costs one read. */
export async function auditsSince(
  table: Table,
  { id, version }: TicketAt,
  known: Pick<KeptClock, 'ticket_version' | 'at'> | undefined,
): Promise<Audit[]> {
  const from = known?.ticket_version ?? 0;
  const near = known && `${AUDIT_PREFIX}${sortableId(makeId(known.at - MARGIN, 0))}`;
  let found = await readAudits(table, id, near ?? AUDIT_PREFIX, from);
  if (near && isIncomplete(found, from, version)) found = await readAudits(table, id, AUDIT_PREFIX, from);
  if (isIncomplete(found, from, version)) throw new Error(`Ticket ${id} lacks audits between ${from} and ${version}`);
  return found;
}

async function readAudits(table: Table, ticketId: number, from: string, version: number): Promise<Audit[]> {
  const partition = ticketKey(ticketId).pk;
  const items = await queryAll(table, { partition, from, to: `${AUDIT_PREFIX}~`, consistent: true });
  return items
    .map((item) => z.parse(Audit, item))
    .filter((audit) => audit.version > version)
    .sort((a, b) => a.version - b.version);
}

function isIncomplete(audits: readonly Audit[], from: number, to: number): boolean {
  return from + audits.length < to || audits.some((audit, at) => audit.version !== from + at + 1);
}
