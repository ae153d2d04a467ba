import * as z from 'zod/mini';
import { routingRulesKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import { RoutingRules } from './routing-rules.ts';

/** The table of categories and languages; empty, at version 0, until somebody fills it. */
export async function getRoutingRules(table: Table): Promise<RoutingRules> {
  const item = await table.get(routingRulesKey, { consistent: true });
  return item ? z.parse(RoutingRules, item) : { version: 0, rules: [], updated_at: 0 };
}

/** Writes the table's next state. Throws ConditionFailed when it is not at the version before. */
export async function saveRoutingRules(table: Table, rules: RoutingRules): Promise<void> {
  const condition = rules.version === 1 ? 'absent' : { version: rules.version - 1 };
  await table.put({ ...routingRulesKey, entity: 'routing_rules', ...rules }, condition);
}
