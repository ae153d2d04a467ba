import { EVENT_QUEUES, urgentQueueOf, WITH_URGENT_QUEUE } from '../shared/platform/messaging/subscriptions.ts';
import type { ConsumerName, ConsumerSpec, FunctionSpec, QueueName, QueueSpec } from './function-spec.ts';

/** What every function of the API needs: whoever calls has to be known. */
const SIGN_IN = [
  'PUBLIC_URL',
  'RATE_LIMIT_PER_MINUTE',
  // The language of customers who sign in for the first time and do not say theirs.
  'DEFAULT_LOCALE',
  'AGENT_POOL_ISSUER',
  'AGENT_POOL_CLIENT_ID',
  'AGENT_JWKS_URL',
] as const;
/** What signing in does: it finds whoever calls, and makes or completes the record of a customer. */
const SIGNS_IN = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'] as const;
const API = { memory: 1024, table: SIGNS_IN, keys: true, settings: SIGN_IN } as const;
const EVERY_LIST = ['Query', 'Query gsi1', 'Query gsi2', 'Query gsi3', 'Query gsi4', 'Query gsi5'] as const;

/** One function for each resource of the API; `infra/contracts.ts` has its routes. */
export const API_FUNCTIONS = {
  'tickets-api': {
    ...API,
    table: [...SIGNS_IN, 'BatchGetItem', 'BatchWriteItem', ...EVERY_LIST],
    files: { comments: ['GetObject', 'PutObject'] },
    settings: [...SIGN_IN, 'FILES_URL', 'CLOSE_AFTER_DAYS'],
    impact: 'Agents get errors when they read, answer or change tickets.',
  },
  'requests-api': {
    ...API,
    table: [...SIGNS_IN, 'BatchGetItem', ...EVERY_LIST],
    files: { comments: ['GetObject', 'PutObject'] },
    settings: [...SIGN_IN, 'FILES_URL', 'CLOSE_AFTER_DAYS'],
    impact: 'Customers get errors when they read, open or answer their requests.',
  },
  'users-api': {
    ...API,
    table: [...SIGNS_IN, 'BatchGetItem', 'BatchWriteItem', 'ConditionCheckItem', ...EVERY_LIST],
    impact: 'Agents get errors when they look up people; clients cannot find out who they are.',
  },
  'groups-api': {
    ...API,
    table: [...SIGNS_IN, 'BatchGetItem', 'BatchWriteItem', 'ConditionCheckItem', 'Query', 'Query gsi1', 'Query gsi2'],
    impact: 'Agents get errors when they read or change groups and who is in them.',
  },
  'organizations-api': {
    ...API,
    table: [...SIGNS_IN, 'BatchGetItem', 'BatchWriteItem', 'ConditionCheckItem', 'Query', 'Query gsi1', 'Query gsi2'],
    impact: 'Agents get errors when they read or change organizations.',
  },
  'api-tokens-api': {
    ...API,
    table: [...SIGNS_IN, 'BatchGetItem', 'Query gsi1', 'Query gsi2'],
    impact: 'Administrators cannot make or revoke API tokens.',
  },
  'uploads-api': {
    ...API,
    // A file of 4 MB is in memory several times: as base64, as bytes, as a request to S3.
    memory: 1769,
    files: { attachments: ['PutObject', 'DeleteObject'] },
    settings: [...SIGN_IN, 'FILES_URL'],
    impact: 'Customers and agents cannot attach files.',
  },
  'attachments-api': {
    ...API,
    files: { attachments: ['GetObject', 'PutObject', 'DeleteObject', 'AbortMultipartUpload'] },
    settings: [...SIGN_IN, 'FILES_URL'],
    impact: 'Customers and agents cannot find attached files or upload large ones.',
  },
  'files-api': {
    memory: 1024,
    table: ['GetItem'],
    files: { attachments: ['GetObject'] },
    keys: true,
    settings: ['FILES_URL', 'MALWARE_SCAN', 'RATE_LIMIT_PER_MINUTE'],
    impact: 'Customers and agents cannot open attached files.',
  },
  'ratings-api': {
    ...API,
    table: [...SIGNS_IN, 'BatchGetItem', 'Query gsi1'],
    settings: [...SIGN_IN, 'COMPANY_NAME', 'CLOSE_AFTER_DAYS'],
    impact: 'Customers who click a survey get an error, and ratings cannot be read.',
  },
  'ticket-fields-api': {
    ...API,
    table: [...SIGNS_IN, 'Query'],
    impact: 'Clients cannot read which fields a ticket has; forms may stay empty.',
  },
  'job-statuses-api': {
    ...API,
    table: [...SIGNS_IN, 'BatchGetItem', 'Query gsi1'],
    impact: 'Clients cannot see whether their bulk changes are done.',
  },
  'sla-policies-api': {
    ...API,
    table: [...SIGNS_IN, 'BatchGetItem', 'Query', 'Query gsi1'],
    impact: 'Administrators cannot read or change the targets for answering.',
  },
  'agent-availabilities-api': {
    ...API,
    table: [...SIGNS_IN, 'BatchGetItem', 'Query', 'Query gsi1'],
    impact: 'Agents cannot say that they are there, and get no tickets by themselves.',
  },
  'intakes-api': {
    ...API,
    table: [...SIGNS_IN, 'BatchGetItem', 'Query'],
    settings: [...SIGN_IN, 'CLOSE_AFTER_DAYS', 'INTAKE_DEADLINE_SECONDS', 'TRIAGE_GROUP'],
    impact: 'Agents cannot see what was read out of a ticket, nor ask the customer for what is missing.',
  },
  'reports-api': {
    ...API,
    // A month of 10,000 tickets a day is a million numbers to add up.
    memory: 1769,
    table: [...SIGNS_IN, 'BatchGetItem', 'Query', 'Query gsi1'],
    impact: 'Supervisors and administrators cannot read figures about service levels.',
  },
  'suspended-tickets-api': {
    ...API,
    table: [...SIGNS_IN, 'BatchGetItem', 'Query gsi1'],
    mail: ['DeleteObject'],
    // What is to be taken in after all goes the way of all mail.
    sendsTo: ['ingest-mail'],
    impact: 'Agents cannot look through mail that was set aside, nor take it in or delete it.',
  },
  'views-api': {
    ...API,
    table: [...SIGNS_IN, 'BatchGetItem', ...EVERY_LIST],
    files: { comments: ['GetObject'] },
    settings: [...SIGN_IN, 'CLOSE_AFTER_DAYS'],
    impact: 'Agents cannot open the queues they work from, nor see how long they are.',
  },
  'openapi-api': {
    memory: 512,
    settings: ['PUBLIC_URL', 'RATE_LIMIT_PER_MINUTE'],
    impact: 'Integrators cannot read the description of the API.',
  },
} as const satisfies Record<string, FunctionSpec>;
export type ApiFunction = keyof typeof API_FUNCTIONS;

/**
 * Says 404 in the words of the API to every request that no route takes, where the gateway would say it in its own. It
 * is the function that has no table and no keys: what strangers try costs least and reaches nothing there.
 */
export const ANSWERS_THE_REST: ApiFunction = 'openapi-api';

const LATE = 120;
const URGENT_LATE = 60;

/** One function for each queue. */
export const CONSUMERS: Record<ConsumerName, ConsumerSpec> = {
  'notify-people': {
    memory: 1024,
    table: ['GetItem', 'BatchGetItem', 'Query', 'Query gsi1', 'PutItem', 'UpdateItem'],
    settings: ['SUPPORT_ADDRESSES'],
    impact: 'Customers and agents are told late of answers, assignments and escalations.',
    lost: 'A customer or an agent was never told of an answer, an assignment or an escalation.',
    late: 'Customers and agents are told late of answers, assignments and escalations.',
    patience: LATE,
    // Far more than it needs: a thousand notices a second.
    concurrency: 20,
    urgent: {
      lost: 'A customer or an agent was never told of something that happened to an urgent ticket.',
      late: 'Customers and agents are told late of what happens to urgent tickets.',
      patience: URGENT_LATE,
      concurrency: 5,
    },
  },
  'deliver-mail': {
    memory: 1024,
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    files: { attachments: ['GetObject'], comments: ['GetObject'] },
    keys: true,
    sendsMail: true,
    // A delivery that somebody else holds goes back until their lease is over.
    sendsTo: ['deliver-mail', 'deliver-mail-urgent'],
    settings: ['FILES_URL', 'MALWARE_SCAN', 'SUPPORT_ADDRESSES', 'MAIL_DOMAIN', 'COMPANY_NAME', 'DEFAULT_LOCALE'],
    impact: 'Mails to customers and agents go out late.',
    lost: 'A mail to a customer or an agent was not sent.',
    late: 'Mails to customers and agents go out late.',
    patience: 300,
    concurrency: 'mail_rate',
    urgent: {
      lost: 'A mail about an urgent ticket was not sent.',
      late: 'Mails about urgent tickets go out late.',
      patience: URGENT_LATE,
      // The least that a queue's share can be.
      concurrency: 2,
    },
  },
  'ingest-mail': {
    // A mail of 40 MB is in memory several times while it is taken apart.
    memory: 1769,
    table: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    files: { attachments: ['PutObject'], comments: ['PutObject'] },
    mail: ['GetObject'],
    keys: true,
    settings: ['SUPPORT_ADDRESSES', 'MAIL_DOMAIN', 'DEFAULT_LOCALE', 'CLOSE_AFTER_DAYS'],
    impact: 'Mails from customers become tickets late.',
    lost: 'A mail from a customer is kept but did not become a ticket or a comment.',
    late: 'Mails from customers become tickets late.',
    patience: LATE,
  },
  'record-mail-events': {
    memory: 512,
    table: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    settings: ['DEFAULT_LOCALE'],
    impact: 'Agents do not see that a mail to a customer bounced.',
    lost: 'Agents will not see that a certain mail to a customer bounced or was called spam.',
    late: 'Agents see late that mails to customers bounced.',
    patience: 900,
  },
  'record-scan-results': {
    memory: 512,
    table: ['GetItem', 'UpdateItem'],
    impact: 'Files that just came in cannot be downloaded: they seem to be still being checked for malware.',
    lost: 'A file cannot be downloaded: it seems to be still being checked for malware, unless an agent releases it.',
    late: 'Files that just came in cannot be downloaded yet, although they were checked for malware.',
    patience: LATE,
    onlyWith: 'malwareScan',
  },
  'track-slas': {
    memory: 512,
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
    settings: ['ESCALATION_STEP_SECONDS'],
    impact:
      'Clocks of tickets are not started or stopped: escalations may be missing, or come although the customer was answered.',
    lost: 'The clocks of a ticket are wrong: an escalation may be missing, or come although the customer was answered.',
    late: 'Clocks of tickets start and stop late, so escalations may come late.',
    patience: LATE,
  },
  'fire-timers': {
    memory: 512,
    table: ['GetItem', 'BatchGetItem', 'Query', 'Query gsi1', 'PutItem', 'UpdateItem', 'DeleteItem'],
    // It sweeps the files that no comment claimed.
    files: { attachments: ['DeleteObject'] },
    keys: true,
    // A timer that is due later than a queue can hold goes back into it.
    sendsTo: ['fire-timers'],
    settings: ['PUBLIC_URL', 'DEFAULT_LOCALE', 'ESCALATION_STEP_SECONDS', 'CLOSE_AFTER_DAYS'],
    impact: 'Tickets that wait too long are not escalated, solved tickets do not close, surveys do not go out.',
    lost: 'A ticket was not escalated, not closed, its survey did not go out, its customer was not reminded, or a file that nobody claimed was not deleted.',
    late: 'Tickets that wait too long are escalated late.',
    // A timer waits here for its second, for up to three minutes.
    patience: 180 + LATE,
  },
  'run-jobs': {
    memory: 1024,
    table: [
      'GetItem',
      'BatchGetItem',
      'Query',
      'Query gsi1',
      'PutItem',
      'UpdateItem',
      'DeleteItem',
      'ConditionCheckItem',
    ],
    files: { comments: ['PutObject'] },
    settings: ['FILES_URL', 'CLOSE_AFTER_DAYS', 'DEFAULT_LOCALE'],
    impact: 'Bulk changes that agents asked for stay queued.',
    lost: 'A bulk change that an agent asked for stopped half-way; its job status tells which rows are done.',
    late: 'Bulk changes that agents asked for stay queued.',
    patience: 600,
    // A bulk change must not take the table from people who wait for an answer.
  },
  'count-records': {
    memory: 512,
    table: ['BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
    impact: 'The numbers of tickets and people that agents see, and the figures of reports, stand still.',
    lost: 'The numbers of tickets or people that agents see, or the figures of reports, lack what happened to one of them.',
    late: 'The numbers of tickets and people that agents see, and the figures of reports, are old.',
    patience: 600,
    concurrency: 4,
    // What happens to a ticket within seconds is mostly in one batch, and read once.
    together: { window: 1, batch: 50 },
  },
  'call-webhooks': {
    memory: 512,
    table: ['BatchGetItem', 'UpdateItem', 'DeleteItem'],
    keys: true,
    // What a receiver did not take goes back into the queue for a while.
    sendsTo: ['call-webhooks'],
    impact: 'Servers of yours that escalations call are called late.',
    lost: 'A server of yours was not told of an escalation: it refused the call, or did not answer for long.',
    late: 'Servers of yours that escalations call are called late.',
    // A call that is put off waits here for up to a quarter of an hour.
    patience: 900 + LATE,
  },
  'route-tickets': {
    memory: 512,
    table: ['GetItem', 'BatchGetItem', ...EVERY_LIST, 'PutItem', 'UpdateItem', 'DeleteItem'],
    settings: ['DEFAULT_LOCALE'],
    impact: 'Tickets of groups that are routed wait although an agent has room for them.',
    lost: 'A ticket may wait although an agent has room for it, until something else happens to it or to the agent.',
    late: 'Tickets of groups that are routed wait although an agent has room for them.',
    patience: LATE,
  },
  'follow-tickets': {
    // The phrases and models by which messages are read take a while to be made ready.
    memory: 1024,
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem', 'ConditionCheckItem'],
    settings: [
      'SURVEY_DELAY_SECONDS',
      'CLOSE_AFTER_DAYS',
      'DEFAULT_LOCALE',
      'INTAKE_ASKS',
      'INTAKE_DEADLINE_SECONDS',
      'TRIAGE_GROUP',
    ],
    impact:
      'New tickets do not say what they are about, urgent ones stay where they are, customers are not asked for what is missing, nor how it went.',
    lost: 'A ticket does not say what it is about and may be more urgent than it looks, or a customer is not asked how it went.',
    late: 'Urgent tickets are raised late, and customers are asked late for what is missing.',
    patience: LATE,
  },
};

/** A queue: the function that works it off, and what the operators are told about it. */
export interface WorkedQueue {
  readonly consumer: ConsumerName;
  readonly spec: QueueSpec;
}

/** Every queue: one for each consumer, and where one has it that for what is urgent. */
export const QUEUES: ReadonlyMap<QueueName, WorkedQueue> = new Map(
  (Object.entries(CONSUMERS) as [ConsumerName, ConsumerSpec][]).flatMap(
    ([consumer, spec]): [QueueName, WorkedQueue][] => {
      const second = WITH_URGENT_QUEUE.map(urgentQueueOf).find((queue) => queue === `${consumer}-urgent`);
      return [
        [consumer, { consumer, spec }],
        ...(spec.urgent && second ? [[second, { consumer, spec: spec.urgent }] as [QueueName, WorkedQueue]] : []),
      ];
    },
  ),
);

/** The two that nobody sends messages to: the stream's relay and the minute's sweep. */
export const RELAY = 'relay-events';
export const SWEEP = 'sweep-timers';
export const OTHER_FUNCTIONS = {
  [RELAY]: {
    memory: 512,
    sendsTo: [...EVENT_QUEUES, 'fire-timers'],
    impact: 'Nothing follows from what happens to tickets: no mails go out, no clocks start.',
  },
  [SWEEP]: {
    memory: 512,
    // It stops by itself after 45 seconds, and goes on from its cursor in the next minute.
    timeoutSeconds: 60,
    table: ['GetItem', 'Query', 'PutItem'],
    sendsTo: ['fire-timers'],
    impact: 'Tickets that wait too long are not escalated, solved tickets do not close, surveys do not go out.',
  },
} as const satisfies Record<string, FunctionSpec>;
