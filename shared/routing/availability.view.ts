import * as z from 'zod/mini';
import { toIso, toIsoOrNull } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { type AgentAvailability, AgentStatus, openCounter, STATUS_IDS } from './availability.ts';
import { ROUTING_CHANNELS, RoutingChannel } from './channel.ts';
import { Shift } from './shift.ts';

const Reference = onFirstUse(() => z.object({ id: z.string(), type: z.literal('channels') }));

/** An agent's availability as the wire shows it; `languages` and `shift` are ours. */
export const AvailabilityWire = onFirstUse(() =>
  z.object({
    id: z.string(),
    type: z.literal('agent_availabilities'),
    attributes: z.object({
      agent_id: z.int(),
      agent_status: z.object({ id: z.int(), name: AgentStatus, updated_at: z.nullable(z.string()) }),
      /** The groups they are in; in lists it is left out. */
      group_ids: z.optional(z.array(z.int())),
      skills: z.array(z.object({ id: z.string() })),
      languages: z.array(z.string()),
      shift: z.nullable(Shift),
      version: z.int(),
    }),
    links: z.object({ self: z.string() }),
    relationships: z.object({ channels: z.object({ data: z.array(Reference) }) }),
  }),
);

/** What an agent has to do of one kind, and room for. */
export const ChannelWire = onFirstUse(() =>
  z.object({
    id: z.string(),
    type: z.literal('channels'),
    attributes: z.object({
      name: RoutingChannel,
      status: AgentStatus,
      work_item_count: z.int(),
      max_capacity: z.int(),
    }),
  }),
);

/** An agent's availability, for agents. */
export function availabilityView(
  agent: AgentAvailability,
  baseUrl: string,
  groupIds?: readonly number[],
): z.input<typeof AvailabilityWire> {
  const { user_id, status, status_at, skills, languages, shift, version } = agent;
  return {
    id: `agent_availabilities|${user_id}`,
    type: 'agent_availabilities',
    attributes: {
      agent_id: user_id,
      agent_status: { id: STATUS_IDS[status], name: status, updated_at: toIsoOrNull(status_at) },
      ...(groupIds ? { group_ids: [...groupIds] } : {}),
      skills: skills.map((id) => ({ id })),
      languages,
      shift,
      version,
    },
    links: { self: `${baseUrl}/agent_availabilities/${user_id}` },
    relationships: {
      channels: { data: channelViews(agent).map(({ id, type }) => ({ id, type })) },
    },
  };
}

/** An agent's kinds of work, for agents. */
export function channelViews(agent: AgentAvailability): z.input<typeof ChannelWire>[] {
  return ROUTING_CHANNELS.map((name) => ({
    id: `agent_availabilities|${agent.user_id}|channels|${name}`,
    type: 'channels',
    attributes: {
      name,
      status: agent.status,
      work_item_count: Math.max(0, agent[openCounter(name)]),
      max_capacity: agent.capacity[name],
    },
  }));
}

/** What an agent can do and has room for, as it is set. Ours. */
export const RoutingProfileWire = onFirstUse(() =>
  z.object({
    user_id: z.int(),
    version: z.int(),
    capacity: z.object({ support: z.int(), messaging: z.int() }),
    skills: z.array(z.string()),
    languages: z.array(z.string()),
    shift: z.nullable(Shift),
    updated_at: z.string(),
  }),
);

/** What an agent can do and has room for, for agents. */
export function routingProfileView(agent: AgentAvailability): z.input<typeof RoutingProfileWire> {
  const { user_id, version, capacity, skills, languages, shift, updated_at } = agent;
  return { user_id, version, capacity, skills, languages, shift, updated_at: toIso(updated_at) };
}
