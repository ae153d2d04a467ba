import { type Instant, SECOND } from '../kernel/clock.ts';
import { ABOUT_AXES, aboutOf } from '../tickets/about-fields.ts';
import type { Comment } from '../tickets/comment.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { isByCustomer } from '../tickets/words-of-customer.ts';

/** How long a new ticket waits for being examined, which takes a second or two: after that it goes as it is. */
const PATIENCE = 30 * SECOND;

/** Whether everything is said of a ticket that an examination says. */
function isExamined(ticket: Pick<Ticket, 'custom_fields'>): boolean {
  const about = aboutOf(ticket);
  return ABOUT_AXES.every((axis) => about[axis] !== null);
}

/** Whether a ticket may still wait to be examined; its first comment has to tell then whether it will be. */
export function mayAwaitExamination(ticket: Pick<Ticket, 'custom_fields' | 'created_at'>, now: Instant): boolean {
  return now < ticket.created_at + PATIENCE && !isExamined(ticket);
}

/** Until when a ticket waits to be examined: as long as it may, when its customer wrote it; null when nobody will look at it. */
export function examinationAwaited(
  ticket: Pick<Ticket, 'requester_id' | 'created_at'>,
  firstComment: Comment | undefined,
): Instant | null {
  return firstComment && isByCustomer(ticket, firstComment) ? ticket.created_at + PATIENCE : null;
}
