import type { Audit } from '../../../shared/tickets/audit.ts';
import { AUDITED_FIELDS } from '../../../shared/tickets/audit-lines.ts';
import type { Ticket } from '../../../shared/tickets/ticket.ts';
import type { Evidence, Invariant } from './evidence.ts';

/** Audits are complete, in order, and tell the state that the ticket is in. */
export const auditsTellAll: Invariant = (evidence) =>
  [...evidence.tickets.values()].flatMap((ticket) => check(ticket, evidence.audits.get(ticket.id) ?? [], evidence));

function check(ticket: Ticket, audits: readonly Audit[], { comments }: Evidence): string[] {
  const versions = audits.map(({ version }) => version);
  if (versions.length !== ticket.version || versions.some((version, at) => version !== at + 1))
    return [`ticket ${ticket.id} is at version ${ticket.version} and has audits ${versions.join(' ')}`];
  const violations: string[] = [];
  const told: Record<string, unknown> = {};
  const said: number[] = [];
  for (const { events } of audits) {
    for (const event of events) {
      if (event.type === 'Create' || event.type === 'Change') {
        if (event.type === 'Change' && !same(told[event.field_name], event.previous_value))
          violations.push(
            `ticket ${ticket.id}: an audit says ${event.field_name} was ${JSON.stringify(event.previous_value)}`,
          );
        told[event.field_name] = event.value;
      }
      if (event.type === 'Comment') said.push(event.comment_id);
    }
  }
  for (const field of AUDITED_FIELDS)
    if (!same(told[field], ticket[field]))
      violations.push(
        `ticket ${ticket.id}: its audits tell ${field} ${JSON.stringify(told[field])}, it has ${JSON.stringify(ticket[field])}`,
      );
  const own = comments.filter((comment) => comment.ticket_id === ticket.id).map(({ id }) => id);
  if (!same([...said].sort(), [...own].sort()))
    violations.push(`ticket ${ticket.id}: its audits name other comments than it has`);
  if (ticket.comment_count !== own.length)
    violations.push(`ticket ${ticket.id} counts ${ticket.comment_count} of ${own.length} comments`);
  return violations;
}

/** Nothing, empty and never mentioned are the same here. */
function same(a: unknown, b: unknown): boolean {
  return plain(a) === plain(b);
}

function plain(value: unknown): string {
  const isEmpty =
    value === undefined || value === null || value === 'unoffered' || (Array.isArray(value) && value.length === 0);
  return isEmpty ? 'none' : JSON.stringify(value);
}
