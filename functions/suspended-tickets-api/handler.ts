import * as z from 'zod/mini';
import { suspendedTicketsApi } from '../../shared/mail/suspended-tickets.api.ts';
import { httpDeps } from '../../shared/people/http.deps.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { queueSender } from '../../shared/platform/messaging/sqs.ts';
import { openObjects } from '../../shared/platform/objects.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { suspendedTicketsUseCases } from './use-cases.ts';

export const connect = (outside: OutsideWithTable) => {
  const env = readEnv({ MAIL_BUCKET: z.string(), QUEUE_URL_INGEST_MAIL: z.string() });
  return resourceApi(suspendedTicketsApi, suspendedTicketsUseCases, {
    ...httpDeps(outside),
    table: outside.table,
    rawMail: openObjects(env.MAIL_BUCKET, outside.requests),
    sendMessages: queueSender(outside),
    intakeQueue: env.QUEUE_URL_INGEST_MAIL,
    pause: outside.pause,
  });
};

export const handler = connect(awsWithTable());
