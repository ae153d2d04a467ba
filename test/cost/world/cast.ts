import { idSource } from '../../../shared/kernel/ids.ts';
import { createGroup } from '../../../shared/people/write-group.store.ts';
import { chance } from '../../faults/chance.ts';
import { type Agent, calmTable, hire, promiseEveryTicket } from '../../faults/workload/cast.ts';
import type { World } from '../../faults/world/world.ts';
import { promised } from '../../support/an-sla-policy.ts';

export interface Team {
  readonly groupId: number;
  readonly agents: readonly Agent[];
}

/** Groups of so many agents each, and a promise for every ticket. */
export async function hireTeams(world: World, sizes: readonly number[]): Promise<Team[]> {
  const table = calmTable(world);
  const context = { now: world.time.now(), newId: idSource(world.time.now, chance('hire').next) };
  const teams: Team[] = [];
  for (const [at, size] of sizes.entries()) {
    const { id: groupId } = await createGroup(table, { name: `Group ${at}` }, context);
    const agents: Agent[] = [];
    for (let one = 0; one < size; one++) {
      const email = `agent${one}@group${at}.test`;
      agents.push(await hire(table, { role: 'agent', email, groupId, supervisor: one === 0 }, context));
    }
    teams.push({ groupId, agents });
  }
  const targets = [
    ...promised('first_reply_time', [240, 120, 60, 30]),
    ...promised('requester_wait_time', [2880, 1440, 480, 120]),
  ];
  await promiseEveryTicket(table, targets, context.now);
  return teams;
}
