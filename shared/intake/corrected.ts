import { ABOUT_AXES, ABOUT_FIELDS, aboutOf } from '../tickets/about-fields.ts';
import type { Audit } from '../tickets/audit.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { Correction } from './correction.ts';

/**
 * The correction that an audit tells of: a person changed what the ticket is about. Undefined for an audit of the system
 * and for one of other things. What the audit leaves alone stands as the ticket has it now.
 */
export function correctionIn(audit: Audit, ticket: Pick<Ticket, 'custom_fields'>): Correction | undefined {
  if (audit.author_id < 0) return undefined;
  const { was, is } = aboutBeforeAndAfter(audit, ticket);
  if (ABOUT_AXES.every((axis) => was[axis] === is[axis])) return undefined;
  const { id, ticket_id, author_id: by, created_at } = audit;
  return { id, ticket_id, by, was, is, created_at };
}

function aboutBeforeAndAfter(audit: Audit, ticket: Pick<Ticket, 'custom_fields'>) {
  const now = new Map(ticket.custom_fields.map(({ id, value }) => [id, value]));
  const [was, is] = [new Map(now), new Map(now)];
  for (const line of audit.events) {
    if (line.type !== 'Change' || !Object.values<number>(ABOUT_FIELDS).includes(Number(line.field_name))) continue;
    const field = Number(line.field_name);
    was.set(field, line.previous_value as string | null);
    is.set(field, line.value as string | null);
  }
  const about = (values: typeof now) =>
    aboutOf({ custom_fields: [...values].map(([id, value]) => ({ id, value: value ?? null })) });
  return { was: about(was), is: about(is) };
}
