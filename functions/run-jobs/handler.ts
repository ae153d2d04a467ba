import type { Job, JobType } from '../../shared/jobs/job.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { queueHandler } from '../../shared/platform/messaging/queue-handler.ts';
import { ticketDeps } from '../../shared/tickets/ticket-deps.store.ts';
import { createOrganizationRow, deleteOrganizationRow, updateOrganizationRow } from './organization-rows.ts';
import { type RowWork, runJob } from './run-job.ts';
import { createTicketRow, deleteTicketRow, type TicketRowDeps, updateTicketRow } from './ticket-rows.ts';
import { createOrUpdateUserRow, createUserRow, deleteUserRow, updateUserRow } from './user-rows.ts';

const deps = ticketDeps(theTable());

/** What is done with a row of each type of job. */
const WORK: Readonly<Record<JobType, RowWork<TicketRowDeps>>> = {
  'tickets.create': createTicketRow,
  'tickets.update': updateTicketRow,
  'tickets.delete': deleteTicketRow,
  'users.create': createUserRow,
  'users.create_or_update': createOrUpdateUserRow,
  'users.update': updateUserRow,
  'users.delete': deleteUserRow,
  'organizations.create': createOrganizationRow,
  'organizations.update': updateOrganizationRow,
  'organizations.delete': deleteOrganizationRow,
};

export const handler = queueHandler(EventMessage, (event) => runJob(event.subject satisfies Job['id'], WORK, deps));
