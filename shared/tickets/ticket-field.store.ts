import * as z from 'zod/mini';
import { type Clock, MINUTE, SECOND } from '../kernel/clock.ts';
import { queryAll } from '../people/list-ids.store.ts';
import { ticketFieldKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { isAboutField } from './about-fields.ts';
import { SYSTEM_FIELDS, TicketField } from './ticket-field.ts';

/**
 * Every field: those of all tickets, those that tell what a ticket is about, then the company's in order of their making.
 * What is kept shares one partition.
 */
export async function listTicketFields(table: Table): Promise<TicketField[]> {
  const [items, shipped] = await Promise.all([
    queryAll(table, { partition: ticketFieldKey(0).pk, consistent: true }),
    shippedFields(),
  ]);
  const kept = new Map(items.map((item) => z.parse(TicketField, item)).map((field) => [field.id, field]));
  const own = [...kept.values()].filter(({ id }) => !isAboutField(id));
  return [...SYSTEM_FIELDS, ...shipped.map((field) => kept.get(field.id) ?? field), ...own];
}

/** With all their choices in each language they are as big as some functions: read when fields are. */
async function shippedFields(): Promise<readonly TicketField[]> {
  return (await import('./shipped-fields.ts')).SHIPPED_FIELDS;
}

/** The field of this id, or undefined. */
export async function getTicketField(table: Table, id: number): Promise<TicketField | undefined> {
  const system = SYSTEM_FIELDS.find((field) => field.id === id);
  if (system) return system;
  const item = await table.get(ticketFieldKey(id), { consistent: true });
  if (item) return z.parse(TicketField, item);
  return isAboutField(id) ? (await shippedFields()).find((field) => field.id === id) : undefined;
}

/** Commits a new field together with `also`. */
export async function createTicketField(table: Table, field: TicketField, also: readonly Write[] = []): Promise<void> {
  await table.transact([
    { put: { ...ticketFieldKey(field.id), entity: 'ticket_field', ...field }, condition: 'absent' },
    ...also,
  ]);
}

/**
 * Writes a field's next state together with `also`; the first of one that we ship. Throws ConditionFailed when it is not
 * at the version before.
 */
export async function saveTicketField(table: Table, field: TicketField, also: readonly Write[] = []): Promise<void> {
  const put = { ...ticketFieldKey(field.id), entity: 'ticket_field', ...field };
  await table.transact([{ put, condition: field.version === 1 ? 'absent' : { version: field.version - 1 } }, ...also]);
}

/** Takes a field away; values that tickets have of it stay with them, unseen. */
export async function deleteTicketField(table: Table, id: number): Promise<void> {
  await table.delete(ticketFieldKey(id));
}

const BELIEVED = MINUTE;
const READ_AGAIN_AFTER = SECOND;

/**
 * The fields, read once a minute and instance: opening a ticket does not pay for them each time. A field that is `needed`
 * and not known may be a new one: then they are read again, once a second at most.
 */
export function cachedTicketFields(table: Table, now: Clock): (needed: readonly number[]) => Promise<TicketField[]> {
  let kept: { fields: Promise<TicketField[]>; at: number } | undefined;
  const read = () => {
    const fields = listTicketFields(table);
    const reading = { fields, at: now() };
    fields.catch(() => {
      if (kept === reading) kept = undefined;
    });
    kept = reading;
    return fields;
  };
  return async (needed) => {
    if (!kept || now() - kept.at >= BELIEVED) return read();
    const fields = await kept.fields;
    const known = new Set(fields.map((field) => field.id));
    const isNew = needed.some((id) => !known.has(id));
    return isNew && kept && now() - kept.at >= READ_AGAIN_AFTER ? read() : fields;
  };
}
