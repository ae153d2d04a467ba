import * as z from 'zod/mini';
import { idSource } from '../../shared/kernel/ids.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { queueHandler } from '../../shared/platform/messaging/queue-handler.ts';
import { queueSender } from '../../shared/platform/messaging/sqs.ts';
import { openObjects } from '../../shared/platform/objects.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { secretSource } from '../../shared/platform/secrets.ts';
import { type MailClient, sesClient, sesSender } from '../../shared/platform/ses.ts';
import { deliverOrWait, type WaitingDeps } from './deliver-or-wait.ts';

export function connect(outside: OutsideWithTable & { readonly ses: MailClient }) {
  const { table, now, random, requests, ses } = outside;
  const env = readEnv({
    FILES_BUCKET: z.string(),
    FILES_URL: z.string(),
    MALWARE_SCAN: z.enum(['on', 'off']),
    SUPPORT_ADDRESSES: z.string(),
    MAIL_DOMAIN: z.string(),
    COMPANY_NAME: z.string(),
    DEFAULT_LOCALE: z.string(),
    MAIL_CONFIGURATION_SET: z.string(),
    QUEUE_URL_DELIVER_MAIL: z.string(),
    QUEUE_URL_DELIVER_MAIL_URGENT: z.string(),
  });
  const deps: WaitingDeps = {
    table,
    files: openObjects(env.FILES_BUCKET, requests),
    filesUrl: env.FILES_URL,
    malwareScan: env.MALWARE_SCAN === 'on',
    secrets: secretSource(outside),
    ours: {
      supportAddresses: env.SUPPORT_ADDRESSES.split(',').map((address) => address.trim().toLowerCase()),
      domain: env.MAIL_DOMAIN,
    },
    company: env.COMPANY_NAME,
    defaultLocale: env.DEFAULT_LOCALE,
    send: sesSender(ses, env.MAIL_CONFIGURATION_SET, outside),
    now,
    sendMessages: queueSender(outside),
    deliveryQueues: { urgent: env.QUEUE_URL_DELIVER_MAIL_URGENT, others: env.QUEUE_URL_DELIVER_MAIL },
    newId: idSource(now, random),
  };
  return queueHandler(EventMessage, (event) => deliverOrWait(event, deps));
}

export const handler = connect({ ...awsWithTable(), ses: sesClient() });
