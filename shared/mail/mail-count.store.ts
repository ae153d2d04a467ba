import * as z from 'zod/mini';
import { HOUR, type Instant, SECOND } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { mailCountKey } from '../platform/table/keys.ts';
import { EXPIRY } from '../platform/table/schema.ts';
import type { Table } from '../platform/table/table.ts';

const Counted = onFirstUse(() => z.object({ mails: z.int() }));

/** Counts one more mail of a kind for an address and answers how many it is in this hour: what stops a loop that no header shows. */
export async function countMail(table: Table, of: string, address: string, now: Instant): Promise<number> {
  const hour = Math.floor(now / HOUR);
  const key = mailCountKey(of, address, hour);
  const item = await table.update({
    key,
    add: { mails: 1 },
    set: { [EXPIRY]: Math.ceil(((hour + 2) * HOUR) / SECOND) },
  });
  return z.parse(Counted, item).mails;
}
