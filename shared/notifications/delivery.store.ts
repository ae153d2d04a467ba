import * as z from 'zod/mini';
import { DAY, type Instant, SECOND } from '../kernel/clock.ts';
import { DomainError } from '../kernel/errors.ts';
import { sortableId } from '../kernel/ids.ts';
import { EVENT_ATTRIBUTE, type EventMessage } from '../platform/messaging/event.ts';
import { deliveriesPartition, deliveryKey } from '../platform/table/keys.ts';
import { EXPIRY } from '../platform/table/schema.ts';
import type { Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import type { Update, Write } from '../platform/table/table-input.ts';
import { DELIVERY_QUEUED } from './delivery.events.ts';
import { Delivery } from './delivery.ts';

/** Longer than a function may run: whoever holds a lease beyond this is gone. */
const LEASE = 30 * SECOND;
/** Kept for reports of bounces, which come days later. */
const KEPT = 90 * DAY;

/** Queues a delivery with its event, once: the same delivery again changes nothing. An urgent one overtakes others. */
export async function queueDelivery(table: Table, delivery: Delivery, urgent: boolean): Promise<void> {
  const { id, created_at } = delivery;
  const plain: EventMessage = { id, names: [DELIVERY_QUEUED], subject: id, at: created_at, data: {} };
  const event: EventMessage = urgent ? { ...plain, urgent } : plain;
  const item = {
    ...deliveryKey(id),
    entity: 'delivery',
    ...delivery,
    [EVENT_ATTRIBUTE]: event,
    [EXPIRY]: Math.ceil((created_at + KEPT) / SECOND),
  };
  try {
    await table.put(item, 'absent');
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}

/** One delivery, as it is now. */
export async function getDelivery(table: Table, id: string): Promise<Delivery | undefined> {
  const item = await table.get(deliveryKey(id), { consistent: true });
  return item && z.parse(Delivery, item);
}

/** Deliveries that are read for one page of audits; nearly every audit has fewer than three. */
const A_PAGE = 500;

/**
 * What was sent for some audits of a ticket, by audit, in one query however many audits they are. An audit of which not
 * everything could be read within it is left out.
 */
export async function deliveriesOfAudits(
  table: Table,
  ticketId: number,
  auditIds: readonly number[],
): Promise<ReadonlyMap<number, readonly Delivery[]>> {
  if (auditIds.length === 0) return new Map();
  const { items, next } = await table.query({
    partition: deliveriesPartition(ticketId),
    from: sortableId(Math.min(...auditIds)),
    to: sortableId(Math.max(...auditIds) + 1),
    limit: A_PAGE,
  });
  const deliveries = items.map((item) => z.parse(Delivery, item));
  const readBelow = next ? (deliveries.at(-1)?.audit_id ?? 0) : Number.POSITIVE_INFINITY;
  const ofAudit = new Map<number, Delivery[]>(auditIds.filter((id) => id < readBelow).map((id) => [id, []]));
  for (const delivery of deliveries) if (delivery.audit_id !== null) ofAudit.get(delivery.audit_id)?.push(delivery);
  return ofAudit;
}

/**
 * Takes a delivery for sending, for the time of a lease. Undefined: it is done, there is nothing to send. Throws
 * `unavailable` while somebody else holds it, with `retry_after` (seconds) where it is known when they must be done: the
 * message has to come back then, should they never finish.
 */
export async function claimDelivery(table: Table, id: string, now: Instant): Promise<Delivery | undefined> {
  try {
    return await claim(table, id, now, { equals: { state: 'queued' } }, 0);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
  const delivery = await getDelivery(table, id);
  if (delivery?.state === 'queued') throw new DomainError('unavailable', 'try_again');
  if (delivery?.state !== 'sending') return undefined;
  if (delivery.lease_until > now) {
    const retry_after = Math.ceil((delivery.lease_until - now) / SECOND) + 1;
    throw new DomainError('unavailable', 'try_again', { params: { retry_after } });
  }
  // Its holder died: whether before or after the mail went out, nobody knows.
  return claim(table, id, now, { equals: { state: 'sending', attempts: delivery.attempts } }, 1);
}

async function claim(table: Table, id: string, now: Instant, condition: Update['condition'], doubts: number) {
  const item = await table.update({
    key: deliveryKey(id),
    set: { state: 'sending', lease_until: now + LEASE },
    add: doubts === 0 ? { attempts: 1 } : { attempts: 1, doubts },
    condition,
  });
  return z.parse(Delivery, item);
}

/** Gives a delivery back to the queue after an attempt that failed, `inDoubt` when the mail may have gone out. */
export async function releaseDelivery(table: Table, { id, attempts }: Delivery, inDoubt: boolean): Promise<void> {
  await table.update({
    key: deliveryKey(id),
    set: { state: 'queued', lease_until: 0 },
    ...(inDoubt ? { add: { doubts: 1 } } : {}),
    condition: { equals: { state: 'sending', attempts } },
  });
}

/** Closes a delivery as sent, together with `also`. Closing it twice is closing it once. */
export async function closeAsSent(
  table: Table,
  { id }: Delivery,
  { sesMessageId, at }: { readonly sesMessageId: string; readonly at: Instant },
  also: readonly Write[],
) {
  const set = { state: 'sent', ses_message_id: sesMessageId, error: null, closed_at: at };
  const update = { key: deliveryKey(id), set };
  await table.transact([...also, { update, condition: 'present' }]);
}

/** Why a delivery will never be sent, and since when that is known. */
export interface Failure {
  readonly error: string;
  readonly at: Instant;
}

/** Closes a delivery that will never be sent, with the reason. */
export async function closeAsFailed(table: Table, delivery: Delivery, failure: Failure): Promise<void> {
  await table.transact([failedWrite(delivery, failure)]);
}

/** The write that closes a delivery that will never be sent, for the transaction that tells agents of it. */
export function failedWrite({ id }: Delivery, { error, at }: Failure): Write {
  return { update: { key: deliveryKey(id), set: { state: 'failed', error, closed_at: at } }, condition: 'present' };
}

/** What SES can tell of a mail later on; `delayed_at` is of a bounce that may pass. */
export type Outcome = 'delivered_at' | 'delayed_at' | 'bounced_at' | 'complained_at';

/** The write that notes an outcome, refused when it is known already. */
export function outcomeWrite(id: string, outcome: Outcome, at: Instant): Write {
  return { update: { key: deliveryKey(id), set: { [outcome]: at } }, condition: { missing: [outcome] } };
}

/** Notes an outcome with what follows from it, where there is no ticket left to tell agents on. */
export async function commitOutcome(table: Table, writes: readonly Write[]): Promise<void> {
  await table.transact(writes);
}

/**
 * Notes an outcome by itself; a repeated one changes nothing. With the id that SES gave it the delivery is known to have
 * gone out, whatever became of its sender. False: there is no such delivery.
 */
export async function noteOutcome(
  table: Table,
  id: string,
  { of, sesMessageId, at }: { readonly of: Outcome; readonly sesMessageId: string; readonly at: Instant },
): Promise<boolean> {
  try {
    const set = { [of]: at, ses_message_id: sesMessageId };
    await table.update({ key: deliveryKey(id), set, condition: 'present' });
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
}
