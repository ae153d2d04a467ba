import * as z from 'zod/mini';
import { DAY, type Instant, SECOND } from '../kernel/clock.ts';
import {
  commentMailKey,
  inboundMailKey,
  mailThreadKey,
  messageIdKey,
  undeliverableKey,
} from '../platform/table/keys.ts';
import { EXPIRY } from '../platform/table/schema.ts';
import type { Item, Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';

/** How long the same mail is recognised; queues and servers repeat within days. */
const REMEMBERED = 400 * DAY;
/** Under these texts the ids of our own mails are remembered (`ses-id.ts`); a stranger may write one all the same. */
const OURS = 'ses:';
/** Ids of a very long thread would fill the item, and clients need the newest only. */
const REFERENCES_KEPT = 20;

const Marked = z.object({ ticket_id: z.nullable(z.int()) });
const Sent = z.object({ delivery_id: z.optional(z.string()) });
const ThreadOf = z.object({ ticket_id: z.int() });

/** What is remembered of a mail that became a comment. Ids are without angle brackets. */
export interface AcceptedMail {
  readonly fingerprint: string;
  readonly ticketId: number;
  readonly commentId: number;
  readonly messageId: string | undefined;
  readonly references: readonly string[];
  readonly rawKey: string;
  readonly authentication: string;
  readonly rule: string;
  /** Whether it came from the customers' side: only such a mail is what our next one answers. */
  readonly fromCustomer: boolean;
  readonly at: Instant;
}

/** What is known before a mail is placed: whether it was here, whose ids it names, whether its sender was given up. */
export interface MailRecall {
  readonly seen: boolean;
  readonly ticketOfId: ReadonlyMap<string, number>;
  readonly wasUndeliverable: boolean;
}

/** Everything that is remembered about a mail and the ids it refers to, in one request. */
export async function recallMail(
  table: Table,
  asked: { fingerprint: string; ids: readonly string[]; sender: string },
): Promise<MailRecall> {
  const ids = [...new Set(asked.ids)];
  const marker = inboundMailKey(asked.fingerprint);
  const undeliverable = undeliverableKey(asked.sender);
  const items = await table.batchGet([marker, undeliverable, ...ids.map(messageIdKey)]);
  const byKey = new Map(items.map((item) => [String(item['pk']), item]));
  const ticketOfId = new Map<string, number>();
  for (const id of ids) {
    const item = byKey.get(messageIdKey(id).pk);
    if (item) ticketOfId.set(id, z.parse(ThreadOf, item).ticket_id);
  }
  return { seen: byKey.has(marker.pk), ticketOfId, wasUndeliverable: byKey.has(undeliverable.pk) };
}

/** The ticket an accepted mail went to; null when it was set aside. Undefined: it was never here. */
export async function ticketOfMail(table: Table, fingerprint: string): Promise<number | null | undefined> {
  const item = await table.get(inboundMailKey(fingerprint), { consistent: true });
  return item && z.parse(Marked, item).ticket_id;
}

/** Our delivery that a remembered id of SES's belongs to. */
export async function deliveryOfMail(table: Table, messageId: string): Promise<string | undefined> {
  const item = await table.get(messageIdKey(messageId), { consistent: true });
  return item && z.parse(Sent, item).delivery_id;
}

/** The write that makes a second delivery of the same mail harmless: it is refused when the mail was here. */
export function markerWrite(fingerprint: string, ticketId: number | null, now: Instant): Write {
  const kept = Math.ceil((now + REMEMBERED) / SECOND);
  return {
    put: { ...inboundMailKey(fingerprint), entity: 'inbound_mail', ticket_id: ticketId, at: now, [EXPIRY]: kept },
    condition: 'absent',
  };
}

/** Everything to commit together with the comment that a mail becomes. The marker comes first. */
export function acceptedWrites(mail: AcceptedMail): Write[] {
  const { ticketId, commentId, messageId, at } = mail;
  const references = [...mail.references.slice(1 - REFERENCES_KEPT), ...(messageId ? [messageId] : [])];
  const facts: Item = {
    ...commentMailKey(ticketId, commentId),
    entity: 'comment_mail',
    ticket_id: ticketId,
    comment_id: commentId,
    message_id: messageId ?? null,
    references,
    raw_key: mail.rawKey,
    authentication: mail.authentication,
    rule: mail.rule,
    at,
  };
  const thread: Item = {
    ...mailThreadKey(ticketId),
    entity: 'mail_thread',
    message_id: messageId ?? null,
    references,
    at,
  };
  return [
    markerWrite(mail.fingerprint, ticketId, at),
    { put: facts },
    ...(mail.fromCustomer && messageId ? [{ put: thread }] : []),
    ...(messageId && !messageId.startsWith(OURS) ? [messageIdWrite(messageId, ticketId, at)] : []),
  ];
}

/**
 * The write that remembers which ticket an id belongs to; the latest that claims it has it. Anyone can repeat a foreign
 * id they have seen and gains nothing: joining by it takes a proven sender who is on the ticket. Ours are out of reach.
 */
export function messageIdWrite(messageId: string, ticketId: number, at: Instant, deliveryId?: string): Write {
  const item: Item = { ...messageIdKey(messageId), entity: 'message_id', ticket_id: ticketId, at };
  return { put: deliveryId === undefined ? item : { ...item, delivery_id: deliveryId } };
}
