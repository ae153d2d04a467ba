import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { getAudit } from '../../shared/tickets/audit.store.ts';
import type { TicketEventData } from '../../shared/tickets/ticket.events.ts';

/** What an event tells of a ticket that cannot be seen on it afterwards. */
export interface News {
  /** It was read what it is about: nobody has to wait for that any more. */
  readonly examined: boolean;
  /** It was said what it is about, or otherwise than before: where it was put by that, it may be put elsewhere. */
  readonly about: boolean;
  /** The group that it was put in together with being examined. */
  readonly putIn: number | null;
  /** The audit of what happened; null where nothing but time has passed. */
  readonly audit: number | null;
  /** The audit by which it may have left a group. */
  readonly movedBy: number | null;
}

/** Nothing but that a ticket is to be looked at again. */
export const NO_NEWS: News = { examined: false, about: false, putIn: null, audit: null, movedBy: null };

/** What an event of a ticket tells. */
export async function newsOf({ names }: EventMessage, data: TicketEventData, table: Table): Promise<News> {
  const is = (name: string) => names.includes(name);
  const examined = is('ticket.examined.v1');
  const moved = is('ticket.moved.v1');
  // Whoever looked at it and put it somewhere knows where it belongs for now.
  const put = examined && moved;
  return {
    examined,
    about: is('ticket.reclassified.v1') || (examined && !put),
    putIn: put ? await groupPutIn(data, table) : null,
    audit: data.audit_id,
    movedBy: moved ? data.audit_id : null,
  };
}

/** Whether a ticket came from another group, or from none, by what an event tells. */
export async function hasChangedGroup(ticketId: number, { movedBy }: News, table: Table): Promise<boolean> {
  return movedBy !== null && (await groupSet(ticketId, movedBy, table)) !== undefined;
}

/** The group that a commit put a ticket in. From its audit: by now the ticket may be elsewhere. */
async function groupPutIn({ ticket_id, audit_id }: TicketEventData, table: Table): Promise<number | null> {
  const value = Number((await groupSet(ticket_id, audit_id, table)) ?? 0);
  return value > 0 ? value : null;
}

/** What a commit set a ticket's group to, null for none; undefined when it did not touch it. */
async function groupSet(ticketId: number, auditId: number, table: Table): Promise<unknown> {
  const audit = await getAudit(table, ticketId, auditId);
  const line = audit?.events.find((each) => each.type === 'Change' && each.field_name === 'group_id');
  return line?.type === 'Change' ? line.value : undefined;
}
