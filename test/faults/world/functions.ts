import './environment.ts';
import { connect as attachmentsApi } from '../../../functions/attachments-api/handler.ts';
import { connect as callWebhooks } from '../../../functions/call-webhooks/handler.ts';
import { connect as countRecords } from '../../../functions/count-records/handler.ts';
import { connect as deliverMail } from '../../../functions/deliver-mail/handler.ts';
import { connect as filesApi } from '../../../functions/files-api/handler.ts';
import { connect as fireTimers } from '../../../functions/fire-timers/handler.ts';
import { connect as followTickets } from '../../../functions/follow-tickets/handler.ts';
import { connect as ingestMail } from '../../../functions/ingest-mail/handler.ts';
import { connect as jobStatusesApi } from '../../../functions/job-statuses-api/handler.ts';
import { connect as notifyPeople } from '../../../functions/notify-people/handler.ts';
import { connect as ratingsApi } from '../../../functions/ratings-api/handler.ts';
import { connect as recordMailEvents } from '../../../functions/record-mail-events/handler.ts';
import { connect as recordScanResults } from '../../../functions/record-scan-results/handler.ts';
import { connect as relayEvents } from '../../../functions/relay-events/handler.ts';
import { connect as requestsApi } from '../../../functions/requests-api/handler.ts';
import { connect as routeTickets } from '../../../functions/route-tickets/handler.ts';
import { connect as runJobs } from '../../../functions/run-jobs/handler.ts';
import { connect as suspendedTicketsApi } from '../../../functions/suspended-tickets-api/handler.ts';
import { connect as sweepTimers } from '../../../functions/sweep-timers/handler.ts';
import { connect as ticketsApi } from '../../../functions/tickets-api/handler.ts';
import { connect as trackSlas } from '../../../functions/track-slas/handler.ts';
import { connect as uploadsApi } from '../../../functions/uploads-api/handler.ts';
import { connect as usersApi } from '../../../functions/users-api/handler.ts';
import { urgentQueueOf, WITH_URGENT_QUEUE } from '../../../shared/platform/messaging/subscriptions.ts';

/** The functions of the world: those that are deployed, wired to whatever outside they are given. */
export const FUNCTIONS = {
  'attachments-api': attachmentsApi,
  'files-api': filesApi,
  'job-statuses-api': jobStatusesApi,
  'ratings-api': ratingsApi,
  'requests-api': requestsApi,
  'suspended-tickets-api': suspendedTicketsApi,
  'tickets-api': ticketsApi,
  'uploads-api': uploadsApi,
  'users-api': usersApi,
  'relay-events': relayEvents,
  'sweep-timers': sweepTimers,
  'call-webhooks': callWebhooks,
  'count-records': countRecords,
  'deliver-mail': deliverMail,
  'fire-timers': fireTimers,
  'ingest-mail': ingestMail,
  'notify-people': notifyPeople,
  'follow-tickets': followTickets,
  'record-mail-events': recordMailEvents,
  'record-scan-results': recordScanResults,
  'route-tickets': routeTickets,
  'run-jobs': runJobs,
  'track-slas': trackSlas,
} as const;
export type FunctionName = keyof typeof FUNCTIONS;

const CONSUMERS = [
  'call-webhooks',
  'count-records',
  'deliver-mail',
  'fire-timers',
  'ingest-mail',
  'notify-people',
  'follow-tickets',
  'record-mail-events',
  'record-scan-results',
  'route-tickets',
  'run-jobs',
  'track-slas',
] as const satisfies readonly FunctionName[];

/** Every queue, and the function that works it off: some have a second one for what is urgent. */
export const QUEUES: readonly (readonly [queue: string, consumer: FunctionName])[] = [
  ...CONSUMERS.map((name) => [name, name] as const),
  ...WITH_URGENT_QUEUE.map((name) => [urgentQueueOf(name), name] as const),
];
