import { idSource } from '../../../shared/kernel/ids.ts';
import { createApiToken } from '../../../shared/people/api-token.store.ts';
import { createUser } from '../../../shared/people/user.store.ts';
import { createGroup, joinGroup } from '../../../shared/people/write-group.store.ts';
import { putPolicy } from '../../../shared/sla/sla-policy.store.ts';
import { chance } from '../../faults/chance.ts';
import { type Agent, calmTable } from '../../faults/workload/cast.ts';
import type { World } from '../../faults/world/world.ts';
import { anSlaPolicy, promised } from '../../support/an-sla-policy.ts';

export interface Team {
  readonly groupId: number;
  readonly agents: readonly Agent[];
}

/** Groups of so many agents each, and a promise for every ticket. */
export async function hire(world: World, sizes: readonly number[]): Promise<Team[]> {
  const table = calmTable(world);
  const draws = chance('hire');
  const context = { now: world.time.now(), newId: idSource(world.time.now, draws.next) };
  const teams: Team[] = [];
  for (const [at, size] of sizes.entries()) {
    const group = await createGroup(table, { name: `Group ${at}` }, context);
    const agents: Agent[] = [];
    for (let one = 0; one < size; one++) {
      const email = `agent${one}@group${at}.test`;
      const user = await createUser(table, { role: 'agent', name: email, email, verified: true }, context);
      await joinGroup(table, { user_id: user.id, group_id: group.id, supervisor: one === 0 }, context);
      const { secret } = await createApiToken(table, { user_id: user.id, description: 'cost' }, context);
      agents.push({ id: user.id, email, as: { email, apiToken: secret } });
    }
    teams.push({ groupId: group.id, agents });
  }
  const targets = [
    ...promised('first_reply_time', [240, 120, 60, 30]),
    ...promised('requester_wait_time', [2880, 1440, 480, 120]),
  ];
  const policy = anSlaPolicy({
    id: 7,
    title: 'Every ticket',
    targets,
    created_at: context.now,
    updated_at: context.now,
  });
  await putPolicy(table, undefined, policy, { ids: [policy.id], version: 0 });
  return teams;
}
