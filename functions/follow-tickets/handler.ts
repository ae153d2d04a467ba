import * as z from 'zod/mini';
import { DAY, SECOND } from '../../shared/kernel/clock.ts';
import { idSource } from '../../shared/kernel/ids.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { queueHandler } from '../../shared/platform/messaging/queue-handler.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { cachedTicketFields } from '../../shared/tickets/ticket-field.store.ts';
import { followTicket } from './follow-ticket.ts';

export function connect({ table, now, random }: OutsideWithTable) {
  const env = readEnv({
    SURVEY_DELAY_SECONDS: z.coerce.number().check(z.nonnegative()),
    CLOSE_AFTER_DAYS: z.coerce.number().check(z.positive()),
    DEFAULT_LOCALE: z.string(),
    INTAKE_ASKS: z.enum(['on', 'off']),
    INTAKE_DEADLINE_SECONDS: z.coerce.number().check(z.positive()),
    TRIAGE_GROUP: z.string(),
  });
  const deps = {
    table,
    now,
    newId: idSource(now, random),
    ticketFields: cachedTicketFields(table, now),
    surveyDelay: env.SURVEY_DELAY_SECONDS * SECOND,
    closeAfter: env.CLOSE_AFTER_DAYS * DAY,
    defaultLocale: env.DEFAULT_LOCALE,
    asks: env.INTAKE_ASKS === 'on',
    deadline: env.INTAKE_DEADLINE_SECONDS * SECOND,
    triageGroup: env.TRIAGE_GROUP,
  };
  return queueHandler(EventMessage, (event) => followTicket(event, deps));
}

export const handler = connect(awsWithTable());
