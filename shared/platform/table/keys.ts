import { MINUTE } from '../../kernel/clock.ts';
import { sortableId } from '../../kernel/ids.ts';
import type { Key } from './table-input.ts';

/*
 * Every key of the table, on one page. `infra/docs/access-patterns.md` says which operation uses which.
 * A record's main item has the sort key META; what belongs to it shares its partition.
 */

const META = 'META';

/** Lists that many writers share are spread over this many partitions and merged when read. */
export const LIST_SHARDS = 4;
/** Timers of one minute are spread over this many partitions. */
export const TIMER_SHARDS = 4;

/** The shard of a record, the same each time. */
export function shardOf(id: number, shards = LIST_SHARDS): number {
  return Math.floor(id) % shards;
}

// Tickets ------------------------------------------------------------------------------------------------------------

export type StatusClass = 'live' | 'done';
/** What a list of tickets is a list of. */
export type TicketListOf = 'all' | 'group' | 'assignee' | 'unassigned' | 'requester' | 'organization';

export const ticketKey = (id: number): Key => ({ pk: `TICKET#${id}`, sk: META });
export const auditKey = (ticketId: number, auditId: number): Key => ({
  pk: `TICKET#${ticketId}`,
  sk: `AUDIT#${sortableId(auditId)}`,
});
export const commentKey = (ticketId: number, commentId: number): Key => ({
  pk: `TICKET#${ticketId}`,
  sk: `COMMENT#${sortableId(commentId)}`,
});
export const AUDIT_PREFIX = 'AUDIT#';
export const COMMENT_PREFIX = 'COMMENT#';
export const slaKey = (ticketId: number): Key => ({ pk: `TICKET#${ticketId}`, sk: 'SLA' });
/** What was read out of a ticket. */
export const intakeKey = (ticketId: number): Key => ({ pk: `TICKET#${ticketId}`, sk: 'INTAKE' });
/** What people said otherwise than the rules, by the audit in which they did. */
export const correctionsPartition = (shard: number): string => `CORRECTIONS#${shard}`;
export const correctionKey = (auditId: number): Key => ({
  pk: correctionsPartition(shardOf(auditId)),
  sk: sortableId(auditId),
});
/** Carries the event that promises of a ticket were settled; `version` is that of its clocks. */
export const slaEventKey = (ticketId: number, version: number): Key => ({
  pk: `TICKET#${ticketId}`,
  sk: `SLA_EVENT#${version}`,
});
export const countedKey = (entity: string, id: number | string): Key => ({ pk: `COUNTED#${entity}#${id}`, sk: META });

/**
 * Partition of a list index: gsi1 all, gsi2 group, gsi3 assignee or, of those nobody has, their group, gsi4 requester, gsi5
 * organization; sort key: the ticket id.
 */
export const ticketListPartition = (
  of: TicketListOf,
  owner: number | null,
  statusClass: StatusClass,
  shard: number,
): string =>
  of === 'all' ? `TICKETS#${statusClass}#${shard}` : `${of.toUpperCase()}#${owner}#TICKETS#${statusClass}#${shard}`;

/** gsi1 of the audits that solved a ticket, and gsi3 of those of one assignee; sort key: the second of that, then the ticket. */
export const solvedTicketsPartition = (assignee: number | null, shard: number): string =>
  assignee === null ? `TICKETS#solved#${shard}` : `ASSIGNEE#${assignee}#TICKETS#solved#${shard}`;

/** The tickets that another system knows under an id, in order of number. */
export const externalTicketsPartition = (externalId: string): string => `EXTERNAL#ticket#${externalId}`;
export const externalTicketKey = (externalId: string, ticketId: number): Key => ({
  pk: externalTicketsPartition(externalId),
  sk: sortableId(ticketId),
});

export const ticketNumbersKey: Key = { pk: 'NUMBERS#ticket', sk: META };
export const idempotencyKey = (scope: string): Key => ({ pk: `IDEMPOTENCY#${scope}`, sk: META });
export const counterKey = (counter: string, shard: number): Key => ({ pk: `COUNTER#${counter}`, sk: String(shard) });
export const ticketFieldKey = (id: number): Key => ({ pk: 'TICKET_FIELDS', sk: `FIELD#${sortableId(id)}` });
export const ticketFormKey = (id: number): Key => ({ pk: 'TICKET_FORMS', sk: `FORM#${sortableId(id)}` });
export const ticketFormOrderKey: Key = { pk: 'TICKET_FORMS', sk: 'ORDER' };

// People -------------------------------------------------------------------------------------------------------------

export const userKey = (id: number): Key => ({ pk: `USER#${id}`, sk: META });
export const identityKey = (userId: number, identityId: number): Key => ({
  pk: `USER#${userId}`,
  sk: `IDENTITY#${sortableId(identityId)}`,
});
export const IDENTITY_PREFIX = 'IDENTITY#';
/** One per address and per external id: who owns it. Its existence is what makes the address unique. */
export const emailKey = (address: string): Key => ({ pk: `EMAIL#${address.toLowerCase()}`, sk: META });
export const externalIdKey = (entity: 'user' | 'organization', externalId: string): Key => ({
  pk: `EXTERNAL#${entity}#${externalId}`,
  sk: META,
});
export const tokenKey = (sha256: string): Key => ({ pk: `TOKEN#${sha256}`, sk: META });
export const groupKey = (id: number): Key => ({ pk: 'GROUPS', sk: `GROUP#${sortableId(id)}` });
export const groupMembershipKey = (id: number): Key => ({ pk: `GROUP_MEMBERSHIP#${id}`, sk: META });
export const organizationKey = (id: number): Key => ({ pk: `ORGANIZATION#${id}`, sk: META });
export const organizationNameKey = (name: string): Key => ({
  pk: `ORGANIZATION_NAME#${name.trim().toLowerCase()}`,
  sk: META,
});
export const organizationMembershipKey = (id: number): Key => ({ pk: `ORGANIZATION_MEMBERSHIP#${id}`, sk: META });
/** A person's membership among the members of a group or organization, in order of person: at most one each. */
export const memberKey = (of: 'group' | 'organization', ownerId: number, userId: number): Key => ({
  pk: membersPartition(of, ownerId),
  sk: sortableId(userId),
});
export const membersPartition = (of: 'group' | 'organization', ownerId: number): string =>
  `${of.toUpperCase()}#${ownerId}#MEMBERS`;
export const apiTokenKey = (id: number): Key => ({ pk: `API_TOKEN#${id}`, sk: META });
/** Carries an event that is not the first state of its record. */
export const personEventKey = (of: 'user' | 'organization', id: number, event: string): Key => ({
  pk: `${of.toUpperCase()}#${id}`,
  sk: `EVENT#${event}`,
});
/** Carries an event about a group. */
export const groupEventKey = (id: number, version: number): Key => ({ pk: `GROUP#${id}`, sk: `EVENT#${version}` });

/** gsi1, sort key: the record's id. */
export const userListPartition = (role: string, shard: number): string => `USERS#${role}#${shard}`;
export const organizationListPartition = (shard: number): string => `ORGANIZATIONS#${shard}`;
export const membershipsOfUserPartition = (of: 'group' | 'organization', userId: number): string =>
  `USER#${userId}#${of.toUpperCase()}_MEMBERSHIPS`;
export const apiTokensOfUserPartition = (userId: number): string => `USER#${userId}#API_TOKENS`;
/** gsi2, sort key: the record's id. */
export const membershipListPartition = (of: 'group' | 'organization', shard: number): string =>
  `${of.toUpperCase()}_MEMBERSHIPS#${shard}`;
export const API_TOKENS_PARTITION = 'API_TOKENS';
/** gsi2, for searching by the beginning of a name or address; sort key: the normalised text, `#` and the record's id. */
export const prefixPartition = (of: 'user' | 'organization' | 'email', firstCharacter: string): string =>
  `${of.toUpperCase()}_PREFIX#${firstCharacter}`;

// Attachments, timers, jobs, mail, sla, surveys ------------------------------------------------------------------------

export const uploadKey = (token: string): Key => ({ pk: `UPLOAD#${token}`, sk: META });
export const attachmentKey = (id: number): Key => ({ pk: `ATTACHMENT#${id}`, sk: META });
export const largeUploadKey = (id: number): Key => ({ pk: `LARGE_UPLOAD#${id}`, sk: META });

/** The minute a due time lies in: the bucket the sweep reads. */
export const timerMinute = (dueAt: number): number => Math.floor(dueAt / MINUTE);
export const timerPartition = (minute: number, shard: number): string => `TIMERS#${minute}#${shard}`;
export const timerKey = (dueAt: number, timerId: string, shard: number): Key => ({
  pk: timerPartition(timerMinute(dueAt), shard),
  sk: `${sortableId(dueAt)}#${timerId}`,
});
export const sweepCursorKey: Key = { pk: 'SWEEP#timers', sk: META };

export const jobKey = (id: string): Key => ({ pk: `JOB#${id}`, sk: META });
export const jobRowKey = (id: string, row: number): Key => ({
  pk: `JOB#${id}`,
  sk: `ROW#${String(row).padStart(4, '0')}`,
});
export const JOB_ROW_PREFIX = 'ROW#';
/** gsi1, sort key: when the job was asked for. */
export const jobsOfUserPartition = (userId: number): string => `USER#${userId}#JOBS`;

export const deliveriesPartition = (ticketId: number | string): string => `DELIVERY#${ticketId}`;
/** A delivery stands with those of its ticket, in order of the audit that caused it (0 for none): its id names both. */
export const deliveryKey = (id: string): Key => {
  const [, ticketId, auditId, rest] = /^(\d{1,16})-(\d{1,16})-([\w-]{1,64})$/.exec(id) ?? [];
  if (!ticketId || !auditId) return { pk: deliveriesPartition(id), sk: META };
  return { pk: deliveriesPartition(ticketId), sk: `${sortableId(Number(auditId))}#${rest}` };
};
/** Which ticket a Message-ID belongs to: those that SES gave ours, and those of mails that came in. */
export const messageIdKey = (messageId: string): Key => ({ pk: `MESSAGE_ID#${messageId}`, sk: META });
/** One per accepted mail: what makes a second delivery of the same mail harmless. */
export const inboundMailKey = (fingerprint: string): Key => ({ pk: `INBOUND_MAIL#${fingerprint}`, sk: META });
export const suspendedMailKey = (id: number): Key => ({ pk: `SUSPENDED_MAIL#${id}`, sk: META });
/** Mails that an agent deleted from the bucket, by their keys in it. */
export const deletedRawMailKey = (rawKey: string): Key => ({ pk: `DELETED_RAW_MAIL#${rawKey}`, sk: META });
/** gsi1, sort key: the record's id. */
export const SUSPENDED_MAIL_PARTITION = 'SUSPENDED_MAILS';
/** The customer's last mail on a ticket: what our next one answers. */
export const mailThreadKey = (ticketId: number): Key => ({ pk: `TICKET#${ticketId}`, sk: 'MAIL' });
/** How a comment arrived by mail: where the raw mail is, what it referred to. */
export const commentMailKey = (ticketId: number, commentId: number): Key => ({
  pk: `TICKET#${ticketId}`,
  sk: `MAIL#${sortableId(commentId)}`,
});
/** Addresses that refuse our mail for good. */
export const undeliverableKey = (address: string): Key => ({ pk: `UNDELIVERABLE#${address.toLowerCase()}`, sk: META });
/** How many mails of a kind one address caused within an hour. */
export const mailCountKey = (of: string, address: string, hour: number): Key => ({
  pk: `MAIL_COUNT#${of}#${address.toLowerCase()}`,
  sk: String(hour),
});

export const slaPolicyKey = (id: number): Key => ({ pk: 'SLA_POLICIES', sk: `POLICY#${sortableId(id)}` });
export const slaScheduleKey = (id: number): Key => ({ pk: 'SLA_POLICIES', sk: `SCHEDULE#${sortableId(id)}` });
/** The order in which policies are tried: one item, so that reordering is one write. */
export const slaPolicyOrderKey: Key = { pk: 'SLA_POLICIES', sk: 'ORDER' };
/** gsi1 of the clocks of tickets; sort key: the second in which the next promise is due, then the ticket. */
export const breachesPartition = (shard: number): string => `SLA_BREACHES#${shard}`;
export const satisfactionRatingKey = (id: number): Key => ({ pk: `SATISFACTION_RATING#${id}`, sk: META });
/** Partition of the list of ratings (gsi1) of one score; sort key: the id made when it was given. */
export const ratingListPartition = (score: string): string => `RATINGS#${score}`;
/** One survey per resolution of a ticket. */
export const surveyKey = (ticketId: number, resolution: number): Key => ({
  pk: `TICKET#${ticketId}`,
  sk: `SURVEY#${resolution}`,
});

/** Webhooks, in order of id. */
export const webhooksPartition = 'WEBHOOKS';
export const webhookKey = (id: number): Key => ({ pk: webhooksPartition, sk: sortableId(id) });
/** How calls of a webhook went lately. */
export const webhookHealthKey = (webhookId: number): Key => ({ pk: `WEBHOOK#${webhookId}`, sk: 'HEALTH' });
export const webhookCallKey = (id: number): Key => ({ pk: `WEBHOOK_CALL#${id}`, sk: META });
/** Partition of the list (gsi1) of the calls of a webhook; sort key: the call's id. */
export const webhookCallsPartition = (webhookId: number, shard: number): string =>
  `WEBHOOK#${webhookId}#CALLS#${shard}`;

// Routing --------------------------------------------------------------------------------------------------------------

/** An agent's status, room and skills, and how much of the routed groups' work they have. */
export const availabilityKey = (userId: number): Key => ({ pk: `USER#${userId}`, sk: 'AVAILABILITY' });
/** How a ticket stands with routing: waiting, or with whom. */
export const routingKey = (ticketId: number): Key => ({ pk: `TICKET#${ticketId}`, sk: 'ROUTING' });
/** Tickets of a group that wait with the same demands are spread over this many partitions. */
const WAITING_SHARDS = 2;
/** The partitions of a lane: the tickets of a group that wait with the same demands; sort key: their place and number. */
export const waitingPartitions = (groupId: number, lane: string): string[] =>
  Array.from({ length: WAITING_SHARDS }, (_, shard) => waitingPartition(groupId, lane, shard));
const waitingPartition = (groupId: number, lane: string, shard: number): string =>
  `GROUP#${groupId}#WAITING#${lane}#${shard}`;
export const waitingKey = (groupId: number, lane: string, rank: number, ticketId: number): Key => ({
  pk: waitingPartition(groupId, lane, shardOf(ticketId, WAITING_SHARDS)),
  sk: `${sortableId(rank)}#${sortableId(ticketId)}`,
});
/** The lanes a group has ever had, in one partition. */
export const lanesPartition = (groupId: number): string => `GROUP#${groupId}#LANES`;
export const laneKey = (groupId: number, lane: string): Key => ({ pk: lanesPartition(groupId), sk: lane });
/** Who gives away a group's tickets for all who want it done at the same time. */
export const dispatchKey = (groupId: number): Key => ({ pk: `GROUP#${groupId}#DISPATCH`, sk: META });
export const routingRulesKey: Key = { pk: 'ROUTING_RULES', sk: META };
/** Carries an event for routing that belongs to no record's own state. */
export const routingEventKey = (of: string): Key => ({ pk: `ROUTING_EVENT#${of}`, sk: META });

// Reports ------------------------------------------------------------------------------------------------------------

/** What became of a ticket, and what it is counted in. */
export const figureRowKey = (ticketId: number): Key => ({ pk: `TICKET#${ticketId}`, sk: 'FIGURES' });
/** Partition of the list (gsi1) of the rows of tickets that were opened on a day; sort key: the ticket's number. */
export const figureRowsPartition = (day: string, shard: number): string => `FIGURE_ROWS#${day}#${shard}`;
/** What is counted of one group, agent, category and channel on a day, or now. */
export const figureCellKey = (day: string, shard: number, cell: string): Key => ({
  pk: `FIGURE_CELLS#${day}#${shard}`,
  sk: cell,
});
/** The first replies of a group, by day: several days are read with one query. */
export const recentRepliesKey = (group: string, day: string, shard: number): Key => ({
  pk: `FIRST_REPLIES#${group}`,
  sk: `${day}#${shard}`,
});

// Views --------------------------------------------------------------------------------------------------------------

/** A person's own views stand apart; `null`: those that others may use. In order of id. */
export const viewsPartition = (ownerId: number | null): string =>
  ownerId === null ? 'VIEWS' : `USER#${ownerId}#VIEWS`;
export const viewKey = (ownerId: number | null, id: number): Key => ({
  pk: viewsPartition(ownerId),
  sk: sortableId(id),
});
