import * as z from 'zod/mini';
import { type Clock, DAY } from '../kernel/clock.ts';
import { idSource, type NewId } from '../kernel/ids.ts';
import { readEnv } from '../platform/env.ts';
import { type Objects, openObjects } from '../platform/objects.ts';
import type { OutsideWithTable } from '../platform/outside.ts';
import { type SecretSource, secretSource } from '../platform/secrets.ts';
import type { Table } from '../platform/table/table.ts';
import { ticketNumbers } from './ticket.store.ts';
import { cachedTicketFields } from './ticket-field.store.ts';
import type { TicketField } from './ticket-field.ts';

/** What everything that opens, changes or shows tickets works with. */
export interface TicketDeps {
  readonly table: Table;
  /** The bucket of texts that are too long for the table. */
  readonly objects: Objects;
  readonly now: Clock;
  readonly newId: NewId;
  readonly newToken: () => string;
  readonly nextNumber: () => Promise<number>;
  /** The fields tickets have, at most a minute old; `needed` are those the caller must not miss. */
  readonly ticketFields: (needed: readonly number[]) => Promise<TicketField[]>;
  /** Milliseconds from solving to closing. */
  readonly closeAfter: number;
  readonly secrets: SecretSource;
  /** The language of people who do not say theirs. */
  readonly defaultLocale: string;
  /** Scheme and host that serve files. */
  readonly filesUrl: string;
}

/** The dependencies of a deployed function, from its environment. To be made once an instance. */
export function ticketDeps(outside: OutsideWithTable): TicketDeps {
  const { table, now, random, requests, newToken } = outside;
  const env = readEnv({
    FILES_BUCKET: z.string(),
    FILES_URL: z.string(),
    CLOSE_AFTER_DAYS: z.coerce.number().check(z.positive()),
    DEFAULT_LOCALE: z.string(),
  });
  return {
    table,
    objects: openObjects(env.FILES_BUCKET, requests),
    now,
    newId: idSource(now, random),
    newToken,
    nextNumber: ticketNumbers(table),
    ticketFields: cachedTicketFields(table, now),
    closeAfter: env.CLOSE_AFTER_DAYS * DAY,
    secrets: secretSource(outside),
    defaultLocale: env.DEFAULT_LOCALE,
    filesUrl: env.FILES_URL,
  };
}
