import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { DAY, type Instant, SECOND } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import {
  commentMailKey,
  inboundMailKey,
  mailThreadKey,
  messageIdKey,
  undeliverableKey,
} from '../platform/table/keys.ts';
import { EXPIRY } from '../platform/table/schema.ts';
import type { Item, Table } from '../platform/table/table.ts';
import type { Key, Write } from '../platform/table/table-input.ts';
import type { Authentication } from './authentication.ts';
import { sesMailId } from './ses-id.ts';

/** How long the same mail is recognised; queues and servers repeat within days. */
const REMEMBERED = 400 * DAY;
/** Under these texts the ids of our own mails are remembered (`ses-id.ts`); a stranger may write one all the same. */
const OURS = 'ses:';
/** Ids of a very long thread would fill the item, and clients need the newest only. */
const REFERENCES_KEPT = 20;

const Marked = onFirstUse(() => z.object({ ticket_id: z.nullable(z.int()) }));
const Sent = onFirstUse(() => z.object({ delivery_id: z.optional(z.string()) }));
const ThreadOf = onFirstUse(() => z.object({ ticket_id: z.int(), to_notice: z._default(z.boolean(), false) }));

/** Where an id that a mail refers to belongs. */
export interface KnownId {
  readonly ticketId: number;
  /** It is the id of a notice for staff, of an internal note, or of several mails: what answers it is for staff only. */
  readonly toNotice: boolean;
}

/** For whom a mail's id is to be remembered as that of its ticket: for everyone who refers to it, or for its sender only. */
export type IdClaim = 'everyone' | 'sender' | undefined;

/** What is remembered of a mail that became a comment. Ids are without angle brackets. */
export interface AcceptedMail {
  readonly fingerprint: string;
  /** Its marker is there already. */
  readonly wasSetAside: boolean;
  readonly ticketId: number;
  readonly commentId: number;
  readonly messageId: string | undefined;
  readonly idClaim: IdClaim;
  readonly sender: string;
  readonly references: readonly string[];
  readonly rawKey: string;
  readonly authentication: Authentication;
  readonly rule: string;
  /** Whether it came from the customers' side: only such a mail is what our next one answers. */
  readonly fromCustomer: boolean;
  /** Whether it asks machines not to answer. */
  readonly isUnanswered: boolean;
  /** Whether it became an internal note: what answers it is not for the customer either. */
  readonly isNote: boolean;
  readonly at: Instant;
}

/** What is known before a mail is placed: whether it was here, whose ids it names, whether its sender was given up. */
export interface MailRecall {
  readonly seen: boolean;
  /** By each id that was asked for, where it belongs: the surest first. */
  readonly placesOfId: ReadonlyMap<string, readonly KnownId[]>;
  /** What is left to be claimed of the mail's own id. */
  readonly idClaim: IdClaim;
  readonly wasUndeliverable: boolean;
}

/** What is asked about a mail: whether one of its fingerprints was here, its own id, those it refers to, its sender. */
export interface MailQuestion {
  readonly fingerprints: readonly string[];
  readonly messageId: string | undefined;
  readonly ids: readonly string[];
  readonly sender: string;
}

/** Everything that is remembered about a mail and the ids it refers to, in one request. */
export async function recallMail(table: Table, asked: MailQuestion): Promise<MailRecall> {
  const { messageId, sender } = asked;
  const ids = [...new Set(asked.ids)];
  const markers = asked.fingerprints.map(inboundMailKey);
  const undeliverable = undeliverableKey(sender);
  const placeKeys = (id: string) => [messageIdKey(sesMailId(id)), claimKey(id, sender), messageIdKey(id)];
  const ownKeys = messageId === undefined ? [] : [messageIdKey(messageId), claimKey(messageId, sender)];
  const keys = [...markers, undeliverable, ...ids.flatMap(placeKeys), ...ownKeys];
  const items = await table.batchGet([...new Map(keys.map((key) => [key.pk, key])).values()]);
  const byKey = new Map(items.map((item) => [String(item['pk']), item]));
  const isThere = ({ pk }: Key) => byKey.has(pk);
  const places = (id: string) =>
    placeKeys(id).flatMap(({ pk }): KnownId[] => {
      const item = byKey.get(pk);
      if (!item) return [];
      const { ticket_id, to_notice } = z.parse(ThreadOf, item);
      return [{ ticketId: ticket_id, toNotice: to_notice }];
    });
  const [byEveryone, bySender] = ownKeys.map(isThere);
  return {
    seen: markers.some(isThere),
    placesOfId: new Map(ids.map((id) => [id, places(id)])),
    idClaim: byEveryone === false ? 'everyone' : bySender === false ? 'sender' : undefined,
    wasUndeliverable: isThere(undeliverable),
  };
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
  const isForged = mail.authentication === 'fail';
  const marker = markerWrite(mail.fingerprint, ticketId, at);
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
    is_forged: isForged,
    is_unanswered: mail.isUnanswered,
    at,
  };
  return [
    mail.wasSetAside ? { ...marker, condition: undefined } : marker,
    { put: facts },
    // Whether we may write to somebody by ourselves has to be known before we do.
    ...(mail.fromCustomer && (messageId || isForged || mail.isUnanswered) ? [{ put: thread }] : []),
    ...claimWrites(mail),
  ];
}

/**
 * The writes that remember where a mail's id belongs. The first mail that bears an id has it for good: repeating the id of
 * somebody's mail moves no thread. A later one has it for its own sender only, if that is proven, so that an id taken
 * before them, by whomever, does not tear their thread. Which of them agents answer is then in doubt, so it is not for a
 * customer. The ids of our own mails are out of reach.
 */
function claimWrites({ messageId, idClaim, sender, authentication, ticketId, isNote, at }: AcceptedMail): Write[] {
  if (!messageId || messageId.startsWith(OURS)) return [];
  const record = { entity: 'message_id', ticket_id: ticketId, to_notice: isNote, at };
  if (idClaim === 'everyone') return [{ put: { ...messageIdKey(messageId), ...record }, condition: 'absent' }];
  const inDoubt: Write = { update: { key: messageIdKey(messageId), set: { to_notice: true } }, condition: 'present' };
  if (idClaim === undefined || authentication !== 'pass') return [inDoubt];
  return [inDoubt, { put: { ...claimKey(messageId, sender), ...record }, condition: 'absent' }];
}

/** No id that a mail can bear has a space in it. */
function claimKey(messageId: string, sender: string): Key {
  const digest = createHash('sha256').update(`${messageId}\n${sender}`).digest('base64url');
  return messageIdKey(`again ${digest}`);
}

/** The write that remembers the id of a mail of ours. */
export function sentIdWrite(id: string, sent: KnownId & { readonly deliveryId: string; readonly at: Instant }): Write {
  const { ticketId, toNotice, deliveryId, at } = sent;
  const item = { entity: 'message_id', ticket_id: ticketId, to_notice: toNotice, delivery_id: deliveryId, at };
  return { put: { ...messageIdKey(id), ...item } };
}
