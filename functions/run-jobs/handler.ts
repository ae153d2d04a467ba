import * as z from 'zod/mini';
import type { Job, JobType } from '../../shared/jobs/job.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { queueHandler } from '../../shared/platform/messaging/queue-handler.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { ticketDeps } from '../../shared/tickets/ticket.deps.ts';
import {
  createGroupMembershipRow,
  createOrganizationMembershipRow,
  deleteGroupMembershipRow,
  deleteOrganizationMembershipRow,
} from './membership-rows.ts';
import { createOrganizationRow, deleteOrganizationRow, updateOrganizationRow } from './organization-rows.ts';
import { type RowWork, runJob } from './run-job.ts';
import {
  createTicketRow,
  deleteTicketRow,
  mergeTicketRow,
  type TicketRowDeps,
  updateTicketRow,
} from './ticket-rows.ts';
import { createOrUpdateUserRow, createUserRow, deleteUserRow, type UserRowDeps, updateUserRow } from './user-rows.ts';

/** What is done with a row of each type of job. */
const WORK: Readonly<Record<JobType, RowWork<TicketRowDeps & UserRowDeps>>> = {
  'tickets.create': createTicketRow,
  'tickets.update': updateTicketRow,
  'tickets.delete': deleteTicketRow,
  'tickets.merge': mergeTicketRow,
  'users.create': createUserRow,
  'users.create_or_update': createOrUpdateUserRow,
  'users.update': updateUserRow,
  'users.delete': deleteUserRow,
  'organizations.create': createOrganizationRow,
  'organizations.update': updateOrganizationRow,
  'organizations.delete': deleteOrganizationRow,
  'group_memberships.create': createGroupMembershipRow,
  'group_memberships.delete': deleteGroupMembershipRow,
  'organization_memberships.create': createOrganizationMembershipRow,
  'organization_memberships.delete': deleteOrganizationMembershipRow,
};

export function connect(outside: OutsideWithTable) {
  const { DEFAULT_LOCALE } = readEnv({ DEFAULT_LOCALE: z.string() });
  const deps = { ...ticketDeps(outside), defaultLocale: DEFAULT_LOCALE };
  return queueHandler(EventMessage, (event) => runJob(event.subject satisfies Job['id'], WORK, deps));
}

export const handler = connect(awsWithTable());
