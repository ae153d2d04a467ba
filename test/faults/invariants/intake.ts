import * as z from 'zod/mini';
import { IntakeRecord } from '../../../shared/intake/intake-record.ts';
import { aboutOf } from '../../../shared/tickets/about-fields.ts';
import { type Audit, SYSTEM_AUTHOR } from '../../../shared/tickets/audit.ts';
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
    const audits = evidence.audits.get(ticket.id) ?? [];
    // Also where there was none yet: what a person chooses is only overruled by danger and by news.
    const chosen = audits.some((audit) => audit.author_id !== SYSTEM_AUTHOR && priorityLines(audit).length > 0);
    const isLower = PRIORITIES.indexOf(ticket.priority ?? 'low') < PRIORITIES.indexOf(record.priority);
    return isLower && !chosen ? [`ticket ${ticket.id} is ${ticket.priority} and not ${record.priority}`] : [];
  });
};

/** A priority falls by a person only, who says why: in a reason, or in a note. */
export const prioritiesFallWithAReason: Invariant = ({ audits }) =>
  [...audits.values()]
    .flat()
    .filter((audit) => isLowering(audit) && (audit.author_id === SYSTEM_AUTHOR || !tellsWhy(audit)))
    .map(({ id, ticket_id }) => `audit ${id} lowers the priority of ticket ${ticket_id} and does not say why`);

function isLowering(audit: Audit): boolean {
  const rank = (priority: unknown) => PRIORITIES.findIndex((each) => each === (priority ?? 'low'));
  return priorityLines(audit).some(({ value, previous_value }) => rank(value) < rank(previous_value));
}

function priorityLines({ events }: Audit) {
  return events.flatMap((line) => (line.type === 'Change' && line.field_name === 'priority' ? [line] : []));
}

function tellsWhy({ reason, events }: Audit): boolean {
  return Boolean(reason) || events.some((line) => line.type === 'Comment' && !line.public && line.by === 'agent');
}

/** Customers are asked once by themselves and reminded once, and nobody waits beyond the deadline. */
export const questionsEnd: Invariant = ({ items, tickets, comments, world }) => {
  const asked = new Map<number, number>();
  for (const { ticket_id, author_id, public: isPublic } of comments)
    if (author_id === SYSTEM_AUTHOR && isPublic) asked.set(ticket_id, (asked.get(ticket_id) ?? 0) + 1);
  const tooOften = [...asked].flatMap(([id, times]) => (times > 2 ? [`ticket ${id} was asked ${times} times`] : []));
  const waiting = items
    .filter((item) => item['entity'] === 'intake')
    .map((item) => z.parse(IntakeRecord, item))
    .filter((record) => record.asked?.state === 'waiting' && tickets.get(record.ticket_id)?.status === 'pending')
    .filter((record) => tickets.get(record.ticket_id)?.deleted_at === null)
    .flatMap(({ ticket_id, asked: question }) =>
      (question?.deadline ?? 0) + 3 * 60_000 < world.time.now()
        ? [`ticket ${ticket_id} still waits for its customer`]
        : [],
    );
  return [...tooOften, ...waiting];
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
