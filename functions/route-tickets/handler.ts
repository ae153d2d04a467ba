import * as z from 'zod/mini';
import { idSource } from '../../shared/kernel/ids.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { queueHandler } from '../../shared/platform/messaging/queue-handler.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { settingsSource } from '../../shared/routing/routing-settings.store.ts';
import { cachedTicketFields } from '../../shared/tickets/ticket-field.store.ts';
import type { RoutingDeps } from './deps.ts';
import { freeAgents } from './free-agents.ts';
import { routeTickets } from './route-tickets.ts';

export function connect({ table, now, random }: OutsideWithTable) {
  const { DEFAULT_LOCALE } = readEnv({ DEFAULT_LOCALE: z.string() });
  const deps: RoutingDeps = {
    table,
    now,
    newId: idSource(now, random),
    settings: settingsSource(table, now),
    knownLanes: new Set(),
    freeAgents: freeAgents(table, now),
    ticketFields: cachedTicketFields(table, now),
    defaultLocale: DEFAULT_LOCALE,
  };
  return queueHandler(EventMessage, (event) => routeTickets(event, deps));
}

export const handler = connect(awsWithTable());
