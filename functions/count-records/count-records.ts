import type { SQSRecord } from 'aws-lambda';
import { getOrganizations } from '../../shared/people/organization.store.ts';
import { getUsers } from '../../shared/people/user.store.ts';
import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import {
  type Countable,
  countersOfOrganization,
  countersOfTicket,
  countersOfUser,
} from '../../shared/reports/counted.ts';
import { countRecords } from '../../shared/reports/counter.store.ts';
import { getTicketRecords } from '../../shared/tickets/ticket.store.ts';

interface Message {
  readonly body: EventMessage;
  readonly record: SQSRecord;
}

type Entity = Countable['entity'];

/** What changes a count; the rest of what comes here changes figures only. */
const COUNTED = /^(ticket\.(created|moved|deleted)|user|organization)\./;

/**
 * Counts the records a batch of events is about, each once, as they stand now. Answers the messages that must come
 * again: those whose record is not readable at the event's version yet, or was being counted by somebody else.
 */
export async function countBatch(table: Table, all: readonly Message[]): Promise<SQSRecord[]> {
  const messages = all.filter(({ body }) => body.names.some((name) => COUNTED.test(name)));
  if (messages.length === 0) return [];
  const ids = (entity: Entity) => [
    ...new Set(messages.filter(({ body }) => entityOf(body) === entity).map(({ body }) => Number(body.subject))),
  ];
  const [tickets, users, organizations] = await Promise.all([
    getTicketRecords(table, ids('ticket')),
    getUsers(table, ids('user')),
    getOrganizations(table, ids('organization')),
  ]);
  const records = new Map<string, Countable>();
  const add = (entity: Entity, { id, version }: { id: number; version: number }, counters: string[]) =>
    records.set(`${entity}#${id}`, { entity, id, version, counters });
  for (const ticket of tickets) add('ticket', ticket, countersOfTicket(ticket));
  for (const user of users.values()) add('user', user, countersOfUser(user));
  for (const organization of organizations) add('organization', organization, countersOfOrganization(organization));
  // A deleted organization is not read any more, and deleted for good.
  for (const { body } of messages)
    if (body.names.includes('organization.deleted.v1'))
      add('organization', { id: Number(body.subject), version: Number.MAX_SAFE_INTEGER }, []);

  const refused = new Set(
    (await countRecords(table, [...records.values()])).map(({ entity, id }) => `${entity}#${id}`),
  );
  return messages
    .filter(({ body }) => {
      const key = `${entityOf(body)}#${body.subject}`;
      const found = records.get(key);
      const late = found === undefined || found.version < Number(body.data['version'] ?? 0);
      return late || refused.has(key);
    })
    .map(({ record }) => record);
}

function entityOf(event: EventMessage): Entity {
  return (event.names[0]?.split('.')[0] ?? 'ticket') as Entity;
}
