import { notFound } from '../../shared/kernel/errors.ts';
import { getUser } from '../../shared/people/user.store.ts';
import { isStaffMember } from '../../shared/people/user.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { getAvailability, saveAvailability } from '../../shared/routing/availability.store.ts';
import type { AgentAvailability } from '../../shared/routing/availability.ts';

/** The availability of somebody who works here. Throws `not_found` for everybody else. */
export async function agentOf(table: Table, userId: number): Promise<AgentAvailability> {
  const [user, agent] = await Promise.all([getUser(table, userId), getAvailability(table, userId)]);
  if (!user?.active || !isStaffMember(user)) throw notFound('agent');
  return agent;
}

const ATTEMPTS = 5;

/** Changes an agent's availability; when somebody else did meanwhile, on what they left. */
export async function changeAgent(
  table: Table,
  userId: number,
  change: (before: AgentAvailability) => AgentAvailability,
): Promise<AgentAvailability> {
  for (let attempt = 1; ; attempt++) {
    const after = change(await agentOf(table, userId));
    try {
      await saveAvailability(table, after);
      return after;
    } catch (error) {
      if (!(error instanceof ConditionFailed) || attempt >= ATTEMPTS) throw error;
    }
  }
}
