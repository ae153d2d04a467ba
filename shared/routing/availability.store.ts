import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { listGroupMembers } from '../people/group.store.ts';
import { getUsers } from '../people/user.store.ts';
import { availabilityKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { timerWrite } from '../timers/timer.store.ts';
import { AgentAvailability, isAtWork, mayWork, openCounter, roomFor, unsaid } from './availability.ts';
import type { RoutingChannel } from './channel.ts';
import { availabilityEvent } from './routing-event.store.ts';
import { nextShiftStart } from './shift.ts';

/** An agent's status, room, skills and load, also if nothing was ever said about them. */
export async function getAvailability(table: Table, userId: number): Promise<AgentAvailability> {
  const item = await table.get(availabilityKey(userId), { consistent: true });
  return item ? z.parse(AgentAvailability, item) : unsaid(userId);
}

/** As `getAvailability`, for many, in the order of the ids. */
export async function getAvailabilities(table: Table, userIds: readonly number[]): Promise<AgentAvailability[]> {
  const items = await table.batchGet(userIds.map(availabilityKey), { consistent: true });
  const found = new Map(items.map((item) => z.parse(AgentAvailability, item)).map((agent) => [agent.user_id, agent]));
  return userIds.map((userId) => found.get(userId) ?? unsaid(userId));
}

/**
 * The agents of a group who are at work, have room for a kind of work, and may sign in: whoever was suspended gets none,
 * whatever their status says. In a busy group few have room, and only of those it is read who they are.
 */
export async function freeAgentsOf(
  table: Table,
  groupId: number,
  channel: RoutingChannel,
  now: Instant,
): Promise<AgentAvailability[]> {
  const ids = (await listGroupMembers(table, groupId)).map((member) => member.user_id);
  const agents = await getAvailabilities(table, ids);
  const free = agents.filter((agent) => isAtWork(agent, now) && roomFor(agent, channel) > 0);
  if (free.length === 0) return [];
  const users = await getUsers(
    table,
    free.map(({ user_id }) => user_id),
  );
  return free.filter(({ user_id }) => mayWork(users.get(user_id)));
}

/**
 * Writes an agent's next state with its event and the timer of their next shift; how much work they have stays as it is
 * meanwhile. Throws ConditionFailed when they are not at the version before.
 */
export async function saveAvailability(table: Table, agent: AgentAvailability): Promise<void> {
  const { open_support: _support, open_messaging: _messaging, ...said } = agent;
  const before = agent.version - 1;
  const update = {
    key: availabilityKey(agent.user_id),
    set: { entity: 'agent_availability', ...said },
    // Counts that are not there yet become 0, so that claims can be made on condition of them.
    add: { [openCounter('support')]: 0, [openCounter('messaging')]: 0 },
  };
  const condition = before === 0 ? { missing: ['version'] } : { version: before };
  await table.transact([{ update, condition }, availabilityEvent(agent), ...shiftTimer(agent, agent.updated_at)]);
}

/** Sets the timer of an agent's next shift, once the last one has begun. */
export async function setShiftTimer(table: Table, agent: AgentAvailability, now: Instant): Promise<void> {
  const writes = shiftTimer(agent, now);
  if (writes.length > 0) await table.transact(writes);
}

function shiftTimer({ user_id, version, shift }: AgentAvailability, now: Instant): Write[] {
  const due_at = shift && nextShiftStart(shift, now);
  if (!due_at) return [];
  return [timerWrite({ kind: 'routing.shift', subject: user_id, guard: version, due_at, set_at: now })];
}

/** The write that takes up a ticket among an agent's work, refused when they have changed since they were read. */
export function takeWrite(agent: AgentAvailability, channel: RoutingChannel): Write {
  const counter = openCounter(channel);
  return {
    update: { key: availabilityKey(agent.user_id), add: { [counter]: 1 } },
    condition: { equals: { version: agent.version, [counter]: agent[counter] } },
  };
}

/** The write that counts a ticket among an agent's work (1), or no longer (-1), whatever room they have: a person said so. */
export function countWrite(userId: number, channel: RoutingChannel, by: 1 | -1): Write {
  const set = { entity: 'agent_availability', user_id: userId };
  return { update: { key: availabilityKey(userId), set, add: { [openCounter(channel)]: by } } };
}
