import { isStaff, type Principal } from '../kernel/principal.ts';
import { statusClass, type Ticket } from './ticket.ts';

/** Whether a ticket is a request of the caller's own: theirs, and not internal. */
export function isOwnRequest(principal: Principal, ticket: Ticket): boolean {
  return principal.kind === 'user' && ticket.requester_id === principal.userId && ticket.is_public;
}

/** Whether the caller may see a ticket as a request: its requester, and those who work on tickets anyway. */
export function maySeeRequest(principal: Principal, ticket: Ticket): boolean {
  return isOwnRequest(principal, ticket) || (isStaff(principal) && ticket.is_public);
}

/** Whether its requester can declare a request solved: somebody must be working on it. */
export function canBeSolvedBy(principal: Principal, ticket: Ticket): boolean {
  return isOwnRequest(principal, ticket) && ticket.assignee_id !== null && statusClass(ticket.status) === 'live';
}
