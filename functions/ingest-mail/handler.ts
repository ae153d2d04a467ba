import * as z from 'zod/mini';
import { DAY } from '../../shared/kernel/clock.ts';
import { idSource } from '../../shared/kernel/ids.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { queueHandler } from '../../shared/platform/messaging/queue-handler.ts';
import { openObjects } from '../../shared/platform/objects.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { secretSource } from '../../shared/platform/secrets.ts';
import { ticketNumbers } from '../../shared/tickets/ticket.store.ts';
import { type IngestDeps, ingestMail } from './ingest-mail.ts';

export function connect(outside: OutsideWithTable) {
  const { table, now, random, requests } = outside;
  const env = readEnv({
    MAIL_BUCKET: z.string(),
    FILES_BUCKET: z.string(),
    SUPPORT_ADDRESSES: z.string(),
    MAIL_DOMAIN: z.string(),
    DEFAULT_LOCALE: z.string(),
    CLOSE_AFTER_DAYS: z.coerce.number(),
  });
  const deps: IngestDeps = {
    table,
    rawMail: openObjects(env.MAIL_BUCKET, requests),
    files: openObjects(env.FILES_BUCKET, requests),
    secrets: secretSource(outside),
    ours: {
      supportAddresses: env.SUPPORT_ADDRESSES.split(',').map((address) => address.trim().toLowerCase()),
      domain: env.MAIL_DOMAIN,
    },
    defaultLocale: env.DEFAULT_LOCALE,
    closeAfter: env.CLOSE_AFTER_DAYS * DAY,
    nextNumber: ticketNumbers(table),
    now,
    newId: idSource(now, random),
  };
  return queueHandler(z.unknown(), (body) => ingestMail(body, deps));
}

export const handler = connect(awsWithTable());
