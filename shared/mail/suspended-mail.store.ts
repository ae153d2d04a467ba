import * as z from 'zod/mini';
import { type Instant, SECOND } from '../kernel/clock.ts';
import { makeId, sortableId } from '../kernel/ids.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { listIds } from '../people/list-ids.store.ts';
import { type IdRange, MAX_OFFSET } from '../platform/http/paging.ts';
import { deletedRawMailKey, SUSPENDED_MAIL_PARTITION, suspendedMailKey } from '../platform/table/keys.ts';
import { EXPIRY } from '../platform/table/schema.ts';
import type { Item, Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import type { Write } from '../platform/table/table-input.ts';
import { markerWrite } from './inbound-mail.store.ts';
import { isOver, SUSPENDED_FOR, SuspendedMail } from './suspension.ts';

const LIST = { index: 'gsi1', partitions: [SUSPENDED_MAIL_PARTITION] } as const;

/** What is left of a mail that waits no more: nothing of what it said. It is in no list. */
const Remains = onFirstUse(() =>
  z.discriminatedUnion('entity', [
    z.object({ entity: z.literal('recovered_mail'), ticket_id: z.int(), created_at: z.number() }),
    z.object({ entity: z.literal('deleted_mail'), raw_key: z.string(), created_at: z.number() }),
  ]),
);

/** Where a mail that was set aside stands. */
export type SuspendedMailState =
  | { readonly state: 'waiting'; readonly mail: SuspendedMail }
  | { readonly state: 'recovered'; readonly ticketId: number }
  | { readonly state: 'deleted'; readonly rawKey: string };

/** Sets a mail aside, once: throws ConditionFailed when the same mail was here before. */
export async function suspendMail(table: Table, mail: SuspendedMail): Promise<void> {
  await table.transact([
    markerWrite(mail.fingerprint, null, mail.created_at),
    {
      put: {
        ...suspendedMailKey(mail.id),
        entity: 'suspended_mail',
        gsi1pk: SUSPENDED_MAIL_PARTITION,
        gsi1sk: sortableId(mail.id),
        ...mail,
        [EXPIRY]: expiryOf(mail),
      },
    },
  ]);
}

/** Ids of the mails that wait, as far as their time has not run out. */
export async function listSuspendedMailIds(table: Table, range: IdRange, now: Instant): Promise<number[]> {
  const over = oldestId(now);
  const { descending, beyond = over } = range;
  if (!descending) return listIds(table, LIST, { ...range, beyond: Math.max(beyond, over) });
  return (await listIds(table, LIST, range)).filter((id) => id > over);
}

/** How many mails wait, counted one by one up to what offset paging shows. */
export function countSuspendedMails(table: Table, now: Instant): Promise<number> {
  const above = sortableId(oldestId(now));
  return table.count({ index: 'gsi1', partition: SUSPENDED_MAIL_PARTITION, above, limit: MAX_OFFSET });
}

/** The mails of these ids that wait, in the order of the ids. */
export async function getSuspendedMails(table: Table, ids: readonly number[], now: Instant): Promise<SuspendedMail[]> {
  const states = await suspendedMailStates(table, ids, now);
  return ids.flatMap((id) => {
    const found = states.get(id);
    return found?.state === 'waiting' ? [found.mail] : [];
  });
}

/** How mails that were set aside stand at this moment, by id; those that never were, or whose time is over, are left out. */
export async function suspendedMailStates(
  table: Table,
  ids: readonly number[],
  now: Instant,
): Promise<Map<number, SuspendedMailState>> {
  const items = await table.batchGet([...new Set(ids)].map(suspendedMailKey), { consistent: true });
  return new Map(
    items.flatMap((item) => {
      const state = stateOf(item, now);
      return state ? [[Number(item['id']), state] as const] : [];
    }),
  );
}

/** How one mail that was set aside stands; undefined when it never was, or its time is over. */
export async function suspendedMailState(
  table: Table,
  id: number,
  now: Instant,
): Promise<SuspendedMailState | undefined> {
  const item = await table.get(suspendedMailKey(id), { consistent: true });
  return item && stateOf(item, now);
}

function stateOf(item: Item, now: Instant): SuspendedMailState | undefined {
  if (item['entity'] === 'suspended_mail') {
    const mail = z.parse(SuspendedMail, item);
    return isOver(mail, now) ? undefined : { state: 'waiting', mail };
  }
  const remains = z.parse(Remains, item);
  if (isOver(remains, now)) return undefined;
  return remains.entity === 'recovered_mail'
    ? { state: 'recovered', ticketId: remains.ticket_id }
    : { state: 'deleted', rawKey: remains.raw_key };
}

/** The write that makes of a waiting mail one that became a ticket or a comment; refused when it waits no more. */
export function recoveredWrite({ id, created_at }: SuspendedMail, to: { ticketId: number; by: number }): Write {
  const remains = { entity: 'recovered_mail', id, ticket_id: to.ticketId, recovered_by: to.by, created_at };
  return { put: { ...suspendedMailKey(id), ...remains, [EXPIRY]: expiryOf({ created_at }) }, condition: WAITING };
}

/** Notes of a mail that somebody wanted recovered why it could not be. */
export async function noteRefusal(table: Table, { id }: SuspendedMail, error: string, now: Instant): Promise<void> {
  await ifWaiting(async () => {
    await table.update({ key: suspendedMailKey(id), set: { error, updated_at: now }, condition: WAITING });
  });
}

/**
 * Takes a mail out of those that wait, with all it said. Answers false when somebody was faster. It remembers the key of
 * the original, for a queue can hand over the message of a mail once more when that is gone.
 */
export function deleteSuspendedMail(table: Table, { id, raw_key, created_at }: SuspendedMail): Promise<boolean> {
  const remains = { entity: 'deleted_mail', id, raw_key, created_at };
  const expiry = { [EXPIRY]: expiryOf({ created_at }) };
  return ifWaiting(() =>
    table.transact([
      { put: { ...suspendedMailKey(id), ...remains, ...expiry }, condition: WAITING },
      { put: { ...deletedRawMailKey(raw_key), entity: 'deleted_raw_mail', ...expiry } },
    ]),
  );
}

/** Whether an agent deleted the mail that was kept under this key. */
export async function isRawMailDeleted(table: Table, rawKey: string): Promise<boolean> {
  return (await table.get(deletedRawMailKey(rawKey), { consistent: true })) !== undefined;
}

const WAITING = { equals: { entity: 'suspended_mail' } } as const;

async function ifWaiting(write: () => Promise<void>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
}

/** The highest id of a mail whose time is over: ids rise with time. */
function oldestId(now: Instant): number {
  return makeId(now - SUSPENDED_FOR, 0);
}

function expiryOf({ created_at }: Pick<SuspendedMail, 'created_at'>): number {
  return Math.ceil((created_at + SUSPENDED_FOR) / SECOND);
}
