import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { mailThreadKey, undeliverableKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';

const Thread = onFirstUse(() =>
  z.object({
    message_id: z.nullable(z.string()),
    references: z.array(z.string()),
    is_forged: z._default(z.boolean(), false),
    is_unanswered: z._default(z.boolean(), false),
  }),
);

/** The customer's last mail on a ticket and those before it, without angle brackets, oldest first. */
export interface MailThread {
  readonly messageId: string | null;
  readonly references: readonly string[];
  /** Whether the checks said that its sender is somebody else: nothing may be sent to them by itself. */
  readonly isForged: boolean;
  /** Whether it asked machines not to answer. */
  readonly isUnanswered: boolean;
}

/** What must be known before mails are written: the threads they continue, and the addresses that were given up. */
export interface MailState {
  readonly threads: ReadonlyMap<number, MailThread>;
  readonly undeliverable: ReadonlySet<string>;
}

/** The state of some tickets' threads and of some addresses, in one request. */
export async function mailStateOf(
  table: Table,
  tickets: readonly number[],
  addresses: readonly string[],
): Promise<MailState> {
  const ticketIds = [...new Set(tickets)];
  const asked = [...new Set(addresses.map((address) => address.toLowerCase()))];
  const keys = [...ticketIds.map(mailThreadKey), ...asked.map(undeliverableKey)];
  const items = keys.length === 0 ? [] : await table.batchGet(keys);
  const byKey = new Map(items.map((item) => [String(item['pk']), item]));
  const threads = new Map<number, MailThread>();
  for (const id of ticketIds) {
    const item = byKey.get(mailThreadKey(id).pk);
    if (!item) continue;
    const { message_id, references, is_forged, is_unanswered } = z.parse(Thread, item);
    threads.set(id, { messageId: message_id, references, isForged: is_forged, isUnanswered: is_unanswered });
  }
  return { threads, undeliverable: new Set(asked.filter((address) => byKey.has(undeliverableKey(address).pk))) };
}

/** The write that gives an address up: nothing more is sent to it. */
export function undeliverableWrite(address: string, status: string, at: Instant): Write {
  return { put: { ...undeliverableKey(address), entity: 'undeliverable', address: address.toLowerCase(), status, at } };
}

/** Somebody wrote from the address again, so it lives. */
export async function forgetUndeliverable(table: Table, address: string): Promise<void> {
  await table.delete(undeliverableKey(address));
}
