import * as z from 'zod/mini';
import { type Clock, DAY } from '../../shared/kernel/clock.ts';
import { idSource, type NewId } from '../../shared/kernel/ids.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { type Objects, openObjects } from '../../shared/platform/objects.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { cachedTicketFields } from '../../shared/tickets/ticket-field.store.ts';
import type { TicketField } from '../../shared/tickets/ticket-field.ts';

/** What the use cases of views work with. */
export interface ViewsDeps {
  readonly table: Table;
  /** The bucket of texts that are too long for the table. */
  readonly objects: Objects;
  readonly now: Clock;
  readonly newId: NewId;
  /** The fields tickets have, at most a minute old; `needed` are those the caller must not miss. */
  readonly ticketFields: (needed: readonly number[]) => Promise<TicketField[]>;
  /** Milliseconds from solving to closing. */
  readonly closeAfter: number;
}

/** The dependencies of the deployed function, from its environment. To be made once an instance. */
export function viewsDeps({ table, now, random, requests }: OutsideWithTable): ViewsDeps {
  const env = readEnv({ FILES_BUCKET: z.string(), CLOSE_AFTER_DAYS: z.coerce.number().check(z.positive()) });
  return {
    table,
    objects: openObjects(env.FILES_BUCKET, requests),
    now,
    newId: idSource(now, random),
    ticketFields: cachedTicketFields(table, now),
    closeAfter: env.CLOSE_AFTER_DAYS * DAY,
  };
}
