import { toIso } from '../../shared/kernel/clock.ts';
import { conflict, DomainError } from '../../shared/kernel/errors.ts';
import { listGroups } from '../../shared/people/group.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import type { agentAvailabilitiesApi } from '../../shared/routing/agent-availabilities.api.ts';
import { getRoutingRules, saveRoutingRules } from '../../shared/routing/routing-rules.store.ts';
import type { RoutingRule, RoutingRules } from '../../shared/routing/routing-rules.ts';
import type { AvailabilitiesDeps } from './deps.ts';

type Routes = typeof agentAvailabilitiesApi.routes;

/** The table of categories and languages. */
export const showRules: UseCase<Routes['showRules'], AvailabilitiesDeps> = async (_request, { table }) =>
  presented(await getRoutingRules(table));

/** Replaces the table; with a `version`, only while nobody else has. It counts for what happens to tickets from then on. */
export const changeRules: UseCase<Routes['changeRules'], AvailabilitiesDeps> = async ({ body }, { table, now }) => {
  const { version, rules } = body.routing_rules;
  const [before] = await Promise.all([getRoutingRules(table), checkGroups(table, rules)]);
  if (version !== undefined && version !== before.version) throw conflict('changed_meanwhile');
  const after: RoutingRules = { version: before.version + 1, rules, updated_at: now() };
  try {
    await saveRoutingRules(table, after);
  } catch (error) {
    throw error instanceof ConditionFailed ? conflict('changed_meanwhile') : error;
  }
  return presented(after);
};

function presented({ version, rules, updated_at }: RoutingRules) {
  return { body: { routing_rules: { version, rules, updated_at: toIso(updated_at) } } };
}

/** Throws one `invalid` error that names every rule whose group is none. */
async function checkGroups(table: Table, rules: readonly RoutingRule[]): Promise<void> {
  const groups = new Set((await listGroups(table)).map(({ id }) => id));
  const fields = rules.flatMap(({ group_id }, at) =>
    group_id === null || groups.has(group_id) ? [] : [{ field: `rules.${at}.group_id`, code: 'record_not_found' }],
  );
  if (fields.length > 0) throw new DomainError('invalid', 'record_invalid', { fields });
}
