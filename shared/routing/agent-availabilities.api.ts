import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { Id } from '../people/wire-fields.ts';
import { resource, route } from '../platform/http/contract.ts';
import { PAGE_ENVELOPE, PAGE_QUERY, SORT_QUERY } from '../platform/http/paging.ts';
import { AgentStatus, MAX_CAPACITY } from './availability.ts';
import { AvailabilityWire, ChannelWire, RoutingProfileWire } from './availability.view.ts';
import { LanguageName, SkillName } from './need.ts';
import { QueueWire } from './routing-queue.view.ts';
import { MAX_RULES, RoutingRule } from './routing-rules.ts';
import { Shift } from './shift.ts';

const STAFF = ['agent', 'admin'] as const;
const ADMIN = ['admin'] as const;
const MAX_ABILITIES = 50;

const OfAgent = onFirstUse(() => z.object({ agent_id: Id }));
const OfUser = onFirstUse(() => z.object({ user_id: Id }));
const OfGroup = onFirstUse(() => z.object({ group_id: Id }));
const One = onFirstUse(() => z.object({ data: AvailabilityWire, included: z.array(ChannelWire) }));
/** By the wire's number, or by name. */
const StatusInput = onFirstUse(() => z.object({ id: z.optional(z.int()), name: z.optional(AgentStatus) }));
const Profile = onFirstUse(() => z.object({ routing: RoutingProfileWire }));
const Version = onFirstUse(() => z.optional(z.int().check(z.minimum(0))));
const Room = onFirstUse(() => z.optional(z.int().check(z.minimum(0), z.maximum(MAX_CAPACITY))));
const Rules = onFirstUse(() =>
  z.object({ routing_rules: z.object({ version: z.int(), rules: z.array(RoutingRule), updated_at: z.string() }) }),
);

/** Who is there, what they can do and have room for, and where tickets go. */
export const agentAvailabilitiesApi = resource({
  name: 'agent-availabilities',
  bases: ['/api/v2/agent_availabilities', '/api/v2/routing'],
  routes: {
    list: route({
      method: 'GET',
      path: '/api/v2/agent_availabilities',
      summary: 'List the availabilities of all agents, or of those in a group',
      allow: STAFF,
      query: () => z.object({ ...PAGE_QUERY, ...SORT_QUERY, 'filter[group_ids]': z.optional(Id) }),
      response: () => z.object({ data: z.array(AvailabilityWire), included: z.array(ChannelWire), ...PAGE_ENVELOPE }),
    }),
    showMine: route({
      method: 'GET',
      path: '/api/v2/agent_availabilities/me',
      summary: "Show the caller's own availability",
      allow: STAFF,
      response: One,
    }),
    show: route({
      method: 'GET',
      path: '/api/v2/agent_availabilities/{agent_id}',
      summary: "Show an agent's availability",
      allow: STAFF,
      params: OfAgent,
      response: One,
    }),
    changeMyStatus: route({
      method: 'PUT',
      path: '/api/v2/agent_availabilities/agent_statuses/agents/me',
      summary: 'Say whether one is there: 1 online, 2 away, 4 offline',
      allow: STAFF,
      body: StatusInput,
      response: One,
    }),
    changeStatus: route({
      method: 'PUT',
      path: '/api/v2/agent_availabilities/agent_statuses/agents/{agent_id}',
      summary: 'Say whether an agent is there; for others only administrators',
      allow: STAFF,
      params: OfAgent,
      body: StatusInput,
      response: One,
    }),
    showProfile: route({
      method: 'GET',
      path: '/api/v2/users/{user_id}/routing',
      summary: 'What an agent can do, when, and has room for',
      allow: STAFF,
      params: OfUser,
      response: Profile,
    }),
    changeProfile: route({
      method: 'PUT',
      path: '/api/v2/users/{user_id}/routing',
      summary: 'Change what an agent can do, when, and has room for',
      allow: ADMIN,
      params: OfUser,
      body: () =>
        z.object({
          routing: z.object({
            version: Version,
            capacity: z.optional(z.object({ support: Room, messaging: Room })),
            skills: z.optional(z.array(SkillName).check(z.maxLength(MAX_ABILITIES))),
            languages: z.optional(z.array(LanguageName).check(z.maxLength(MAX_ABILITIES))),
            shift: z.optional(z.nullable(Shift)),
          }),
        }),
      response: Profile,
    }),
    showRules: route({
      method: 'GET',
      path: '/api/v2/routing/rules',
      summary: 'Which category and language belongs to which group and demands which skills',
      allow: STAFF,
      response: Rules,
    }),
    changeRules: route({
      method: 'PUT',
      path: '/api/v2/routing/rules',
      summary: 'Replace the table of rules; of those that mean a ticket, the first counts',
      allow: ADMIN,
      body: () =>
        z.object({
          routing_rules: z.object({ version: Version, rules: z.array(RoutingRule).check(z.maxLength(MAX_RULES)) }),
        }),
      response: Rules,
    }),
    showQueue: route({
      method: 'GET',
      path: '/api/v2/routing/queues/{group_id}',
      summary: "The next tickets of a group's queue in their order, and how many wait",
      allow: STAFF,
      params: OfGroup,
      response: () => z.object({ queue: QueueWire }),
    }),
  },
});
