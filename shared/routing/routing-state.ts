import * as z from 'zod/mini';
import { type Instant, SECOND } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { GroupRouting } from '../people/group.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { channelOf, RoutingChannel } from './channel.ts';
import { languageOf, Need } from './need.ts';
import { queueRank, TIERS, type Tier } from './queue-order.ts';
import { type RoutingRule, skillsDemanded } from './routing-rules.ts';

/** A ticket's place in a group's queue. */
export const Waiting = onFirstUse(() =>
  z.object({
    group_id: z.int(),
    need: Need,
    rank: z.number(),
    tier: z.enum(TIERS),
    /** Since when it waits, whatever happened to it meanwhile. */
    since: z.number(),
    /** When it demands no skill any more; null when it demands none. */
    skills_until: z.nullable(z.number()),
  }),
);
export type Waiting = z.output<typeof Waiting>;

/** Whose open work a ticket is, and of which kind. */
const Held = onFirstUse(() => z.object({ agent_id: z.int(), channel: RoutingChannel }));
export type Held = z.output<typeof Held>;

/**
 * How a ticket stands with routing. An agent's counts are the numbers of these records that say `held`: both change in one
 * transaction, so that a repeated or late event changes neither.
 */
export const RoutingState = onFirstUse(() =>
  z.object({
    ticket_id: z.int(),
    version: z.int(),
    /** The ticket's version that this is about. */
    ticket_version: z.int(),
    waiting: z.nullable(Waiting),
    held: z.nullable(Held),
    /** Who had it and has room for another one since: told again by each event, should the first have been lost half-way. */
    released_from: z.nullable(z.int()),
    /** Until when nothing is done with it because it is to be examined first; null: it was, or nobody waits for that any more. */
    unexamined_until: z._default(z.nullable(z.number()), null),
    /** The group that it is in by what it is about, and not because a person wanted it there. */
    placed_in: z._default(z.nullable(z.int()), null),
  }),
);
export type RoutingState = z.output<typeof RoutingState>;

/** What routing goes by, apart from the ticket. */
export interface RoutingFacts {
  /** Undefined when the ticket has no group, or one that is gone. */
  readonly routing: GroupRouting | undefined;
  readonly rules: readonly RoutingRule[];
  readonly tier: Tier;
  /** Until when it waits to be examined, if it does. */
  readonly unexamined_until: Instant | null;
  readonly placed_in: number | null;
  readonly now: Instant;
}

/** Whether a ticket is work to do now: what waits for somebody else takes nobody's room. */
function isOpenWork(ticket: Ticket): boolean {
  return ticket.deleted_at === null && (ticket.status === 'new' || ticket.status === 'open');
}

/** Whether a ticket is work to do now that nobody has. */
export function isNobodysWork(ticket: Ticket): boolean {
  return isOpenWork(ticket) && ticket.assignee_id === null;
}

/** Whether a ticket that is in a routed group waits for somebody to take it. */
export function isWaiting(ticket: Ticket): boolean {
  return isNobodysWork(ticket) && ticket.group_id !== null;
}

/** How a ticket should stand with routing, whatever brought it there. The same as `before` when nothing is to change. */
export function nextRouting(ticket: Ticket, before: RoutingState | undefined, facts: RoutingFacts): RoutingState {
  const routed = facts.routing?.enabled === true;
  const { unexamined_until, placed_in } = facts;
  const waiting =
    routed && unexamined_until === null && isWaiting(ticket) ? placeOf(ticket, before?.waiting ?? null, facts) : null;
  const held = routed && isOpenWork(ticket) ? heldBy(ticket) : null;
  const was = before?.held ?? null;
  const left = was !== null && was.agent_id !== held?.agent_id ? was.agent_id : null;
  const released_from = left ?? (held ? null : (before?.released_from ?? null));
  return {
    ticket_id: ticket.id,
    version: (before?.version ?? 0) + 1,
    ticket_version: ticket.version,
    waiting,
    held,
    released_from,
    unexamined_until,
    placed_in,
  };
}

/** The record of a ticket of which there is nothing to say yet. */
export function nothingSaid(ticket_id: number): RoutingState {
  const nothing = { waiting: null, held: null, released_from: null, unexamined_until: null, placed_in: null };
  return { ticket_id, version: 0, ticket_version: 0, ...nothing };
}

/** Whether two states say the same about a ticket, at whatever version of it. */
export function saysTheSame(a: RoutingState | undefined, b: RoutingState): boolean {
  const said = ({ waiting, held, released_from, unexamined_until, placed_in }: RoutingState) =>
    JSON.stringify([waiting, held, released_from, unexamined_until, placed_in]);
  return said(a ?? nothingSaid(b.ticket_id)) === said(b);
}

function heldBy(ticket: Ticket): Held | null {
  return ticket.assignee_id === null ? null : { agent_id: ticket.assignee_id, channel: channelOf(ticket.via) };
}

function placeOf(ticket: Ticket, before: Waiting | null, { routing, rules, tier, now }: RoutingFacts): Waiting {
  // What somebody had and gave back waits from then on.
  const since = before?.since ?? (ticket.status === 'new' ? ticket.created_at : Math.min(now, ticket.updated_at));
  const demanded = skillsDemanded(ticket, rules);
  const until = since + (routing?.skill_timeout_seconds ?? 0) * SECOND;
  const skills = now < until ? [...demanded].sort() : [];
  return {
    group_id: ticket.group_id ?? 0,
    need: { channel: channelOf(ticket.via), language: languageOf(ticket.locale), skills },
    rank: queueRank({ priority: ticket.priority, tier, since }),
    tier,
    since,
    skills_until: skills.length > 0 ? until : null,
  };
}
