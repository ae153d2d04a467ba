import type { UseCases } from '../../shared/platform/http/contract.ts';
import type { TicketDeps } from '../../shared/tickets/ticket.deps.ts';
import type { ticketsApi } from '../../shared/tickets/tickets.api.ts';
import { acknowledgeEscalation } from './acknowledge-escalation.ts';
import { createManyTickets, removeManyTickets, updateManyTickets } from './bulk-tickets.ts';
import { addTags, listTags, removeTags, setTags } from './change-tags.ts';
import {
  countAssignedTickets,
  countRequestedTickets,
  countTickets,
  countTicketsOfGroup,
  countTicketsOfOrganization,
} from './count-tickets.ts';
import { createTicket } from './create-ticket.ts';
import { countAudits, listAudits, showAudit } from './list-audits.ts';
import { countComments, listComments } from './list-comments.ts';
import { listMetricEvents } from './list-metric-events.ts';
import { listCollaborators, listEmailCcs, listFollowers, showRelated } from './list-people.ts';
import {
  listAssignedTickets,
  listRecentTickets,
  listRequestedTickets,
  listTickets,
  listTicketsOfGroup,
  listTicketsOfOrganization,
} from './list-tickets.ts';
import { makeAuditPrivate, makeCommentPrivate } from './make-private.ts';
import { mergeTickets } from './merge-tickets.ts';
import { listTicketMetrics, showMetrics, showTicketMetric } from './show-metrics.ts';
import { showManyTickets, showTicket } from './show-ticket.ts';
import { removeTicket, updateTicket } from './update-ticket.ts';

/** What serves each route of `ticketsApi`. */
export const ticketsUseCases: UseCases<typeof ticketsApi.routes, TicketDeps> = {
  list: listTickets,
  recent: listRecentTickets,
  showMany: showManyTickets,
  count: countTickets,
  listRequested: listRequestedTickets,
  countRequested: countRequestedTickets,
  listAssigned: listAssignedTickets,
  countAssigned: countAssignedTickets,
  listOfGroup: listTicketsOfGroup,
  countOfGroup: countTicketsOfGroup,
  listOfOrganization: listTicketsOfOrganization,
  countOfOrganization: countTicketsOfOrganization,
  show: showTicket,
  create: createTicket,
  update: updateTicket,
  remove: removeTicket,
  createMany: createManyTickets,
  updateMany: updateManyTickets,
  removeMany: removeManyTickets,
  merge: mergeTickets,
  listComments,
  countComments,
  makeCommentPrivate,
  listAudits,
  countAudits,
  showAudit,
  makeAuditPrivate,
  acknowledgeEscalation,
  listTags,
  setTags,
  addTags,
  removeTags,
  showMetrics,
  listMetricEvents,
  listTicketMetrics,
  showTicketMetric,
  showRelated,
  listCollaborators,
  listEmailCcs,
  listFollowers,
};
