import * as z from 'zod/mini';
import { IntakeRecord } from '../../../shared/intake/intake-record.ts';
import { aboutOf } from '../../../shared/tickets/about-fields.ts';
import { PRIORITIES } from '../../../shared/tickets/ticket.ts';
import type { Evidence, Invariant } from './evidence.ts';

/** Every open ticket that a customer wrote was looked at, says what was seen, and was raised as far as that asks. */
export const intakesAgree: Invariant = (evidence) => {
  const records = new Map(
    evidence.items
      .filter((item) => item['entity'] === 'intake')
      .map((item) => z.parse(IntakeRecord, item))
      .map((record) => [record.ticket_id, record]),
  );
  return [...evidence.tickets.values()].flatMap((ticket) => {
    if (ticket.deleted_at !== null || ticket.status === 'closed' || ticket.status === 'solved') return [];
    const record = records.get(ticket.id);
    if (!record) return isACustomers(ticket.id, evidence) ? [`nobody has looked at ticket ${ticket.id}`] : [];
    const says = aboutOf(ticket);
    const { kind, category, reason, risk } = record.about;
    if (says.kind !== kind || says.category !== category || says.reason !== reason || says.risk !== risk)
      return [
        `ticket ${ticket.id} says it is about ${JSON.stringify(says)}, its intake ${JSON.stringify(record.about)}`,
      ];
    const lowered = (evidence.audits.get(ticket.id) ?? []).some(
      ({ author_id, events }) =>
        author_id >= 0 &&
        events.some((line) => line.type !== 'Comment' && 'field_name' in line && line.field_name === 'priority'),
    );
    const isLower = PRIORITIES.indexOf(ticket.priority ?? 'low') < PRIORITIES.indexOf(record.priority);
    return isLower && !lowered ? [`ticket ${ticket.id} is ${ticket.priority} and not ${record.priority}`] : [];
  });
};

function isACustomers(id: number, { tickets, comments }: Evidence): boolean {
  const ticket = tickets.get(id);
  return comments.some(
    (comment) =>
      comment.ticket_id === id &&
      comment.origin === 'person' &&
      (comment.author_role === 'end-user' || comment.author_id === ticket?.requester_id),
  );
}
