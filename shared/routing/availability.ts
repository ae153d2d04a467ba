import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { User } from '../people/user.ts';
import type { RoutingChannel } from './channel.ts';
import { isOnShift, Shift } from './shift.ts';

/** Only who is online gets work. */
export const AGENT_STATUSES = ['online', 'away', 'offline'] as const;
export const AgentStatus = z.enum(AGENT_STATUSES);
export type AgentStatus = z.output<typeof AgentStatus>;

/** The numbers that the wire has for them. */
export const STATUS_IDS: Readonly<Record<AgentStatus, number>> = { online: 1, away: 2, offline: 4 };

/** More than anybody does at a time. */
export const MAX_CAPACITY = 200;
const Capacity = onFirstUse(() => z.object({ support: z.int(), messaging: z.int() }));
const USUAL_CAPACITY: Readonly<Record<RoutingChannel, number>> = { support: 10, messaging: 3 };

/**
 * Whether an agent is there, for what they have room, and how much of the routed groups' open work is theirs. `version`
 * rises with each change but that of the work: 0 is somebody who never said anything, and who is offline.
 */
export const AgentAvailability = onFirstUse(() =>
  z.object({
    user_id: z.int(),
    version: z._default(z.int(), 0),
    status: z._default(AgentStatus, 'offline'),
    status_at: z._default(z.nullable(z.number()), null),
    /** Open tickets that routing gives them at most, for each kind of work. */
    capacity: z._default(Capacity, USUAL_CAPACITY),
    skills: z._default(z.array(z.string()), []),
    /** None means any. */
    languages: z._default(z.array(z.string()), []),
    /** None means always. */
    shift: z._default(z.nullable(Shift), null),
    open_support: z._default(z.int(), 0),
    open_messaging: z._default(z.int(), 0),
    updated_at: z._default(z.number(), 0),
  }),
);
export type AgentAvailability = z.output<typeof AgentAvailability>;

/** What somebody may say about an agent. */
export type AvailabilityFields = Partial<
  Pick<AgentAvailability, 'status' | 'capacity' | 'skills' | 'languages' | 'shift'>
>;

/** An agent of whom nothing was ever said. */
export function unsaid(user_id: number): AgentAvailability {
  return z.parse(AgentAvailability, { user_id });
}

/** An agent with other values in the given fields. */
export function changedAvailability(
  before: AgentAvailability,
  fields: AvailabilityFields,
  now: Instant,
): AgentAvailability {
  const { status = before.status } = fields;
  return {
    ...before,
    ...fields,
    status,
    status_at: status === before.status ? before.status_at : now,
    version: before.version + 1,
    updated_at: now,
  };
}

/** The attribute that counts an agent's open work of a kind. */
export function openCounter(channel: RoutingChannel): 'open_support' | 'open_messaging' {
  return `open_${channel}`;
}

/** How much more work of a kind an agent has room for; never less than none. */
export function roomFor(agent: AgentAvailability, channel: RoutingChannel): number {
  return Math.max(0, agent.capacity[channel] - agent[openCounter(channel)]);
}

/** Whether an agent is there and works at an instant. */
export function isAtWork(agent: AgentAvailability, now: Instant): boolean {
  return agent.status === 'online' && (agent.shift === null || isOnShift(agent.shift, now));
}

/** An agent with one more open ticket. */
export function withOneMore(agent: AgentAvailability, channel: RoutingChannel): AgentAvailability {
  const counter = openCounter(channel);
  return { ...agent, [counter]: agent[counter] + 1 };
}

/** Whether somebody may be given work: they are not suspended and not deleted. */
export function mayWork(user: Pick<User, 'active' | 'suspended'> | undefined): boolean {
  return user === undefined || (user.active && !user.suspended);
}
