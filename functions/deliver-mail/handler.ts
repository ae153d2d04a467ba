import * as z from 'zod/mini';
import { idSource } from '../../shared/kernel/ids.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { queueHandler } from '../../shared/platform/messaging/queue-handler.ts';
import { sendMessages } from '../../shared/platform/messaging/sqs.ts';
import { openObjects } from '../../shared/platform/objects.ts';
import { secretSource } from '../../shared/platform/secrets.ts';
import { sesSender } from '../../shared/platform/ses.ts';
import { deliverOrWait } from './deliver-or-wait.ts';

const env = readEnv({
  FILES_BUCKET: z.string(),
  FILES_URL: z.string(),
  SUPPORT_ADDRESSES: z.string(),
  MAIL_DOMAIN: z.string(),
  COMPANY_NAME: z.string(),
  DEFAULT_LOCALE: z.string(),
  MAIL_CONFIGURATION_SET: z.string(),
  QUEUE_URL_DELIVER_MAIL: z.string(),
});
const deps = {
  table: theTable(),
  files: openObjects(env.FILES_BUCKET),
  filesUrl: env.FILES_URL,
  secrets: secretSource(),
  ours: {
    supportAddresses: env.SUPPORT_ADDRESSES.split(',').map((address) => address.trim().toLowerCase()),
    domain: env.MAIL_DOMAIN,
  },
  company: env.COMPANY_NAME,
  defaultLocale: env.DEFAULT_LOCALE,
  send: sesSender(env.MAIL_CONFIGURATION_SET),
  now: Date.now,
  sendMessages,
  deliveryQueue: env.QUEUE_URL_DELIVER_MAIL,
  newId: idSource(Date.now, Math.random),
};

export const handler = queueHandler(EventMessage, (event) => deliverOrWait(event, deps));
