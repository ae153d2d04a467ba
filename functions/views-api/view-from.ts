import { invalid } from '../../shared/kernel/errors.ts';
import { getGroup } from '../../shared/people/group.store.ts';
import { columnsFrom, customColumn } from '../../shared/views/columns.ts';
import { checkCustomFields, customFieldsOf, type ViewConditions } from '../../shared/views/conditions.ts';
import { planView } from '../../shared/views/plan.ts';
import { assertMayShare, type ViewUser } from '../../shared/views/view.policy.ts';
import type { View, ViewRestriction } from '../../shared/views/view.ts';
import { hasOrder, walkOrder } from '../../shared/views/view-order.ts';
import type { ViewChange } from '../../shared/views/views.api.ts';
import type { ViewsDeps } from './deps.ts';

/**
 * A view after what a client asks of it, or of a new one. Throws `invalid` for conditions that no index serves, orders
 * that the walk does not have, columns and groups there are not, and `forbidden` for what the caller may not share.
 */
export async function viewFrom(deps: ViewsDeps, before: View, asked: ViewChange, user: ViewUser): Promise<View> {
  const conditions = conditionsFrom(before.conditions, asked);
  const { walk } = planView(conditions, user);
  const [columns, restriction] = await Promise.all([
    columnsAfter(deps, before, asked),
    restrictionAfter(deps, before, asked, user),
    checkFields(deps, conditions),
  ]);
  assertMayShare(restriction, user);
  return {
    ...before,
    title: asked.title ?? before.title,
    description: asked.description === undefined ? before.description : asked.description,
    active: asked.active ?? before.active,
    position: asked.position ?? before.position,
    conditions,
    columns,
    restriction,
    ...orderAfter(walk, before, asked.output ?? {}),
    version: before.version + 1,
    updated_at: deps.now(),
  };
}

type Asked = NonNullable<ViewChange['all']>;

function conditionsFrom(before: ViewConditions, asked: ViewChange): ViewConditions {
  const part = (name: 'all' | 'any') => {
    const given: Asked | null | undefined = asked[name] ?? asked.conditions?.[name];
    return given?.map(({ field, operator, value = null }) => ({ field, operator, value })) ?? before[name];
  };
  return { all: part('all'), any: part('any') };
}

/** A field that is gone by now would find nothing, and nobody would know why. */
async function checkFields({ ticketFields }: ViewsDeps, conditions: ViewConditions): Promise<void> {
  const custom = customFieldsOf(conditions);
  if (custom.length === 0) return;
  checkCustomFields(conditions, new Set((await ticketFields(custom)).map(({ id }) => id)));
}

type Output = NonNullable<ViewChange['output']>;

function orderAfter(
  walk: ReturnType<typeof planView>['walk'],
  before: View,
  output: Partial<Output>,
): Pick<View, 'sort_by' | 'sort_order'> {
  if (output.group_by) throw invalid('output.group_by', 'view.group_by_unsupported');
  if (output.sort_by) walkOrder(walk, { sort_by: output.sort_by });
  // An order that went with other conditions goes with them.
  const kept = before.sort_by !== null && hasOrder(walk, before.sort_by) ? before.sort_by : null;
  return {
    sort_by: output.sort_by === undefined ? kept : output.sort_by || null,
    sort_order: output.sort_order === undefined ? before.sort_order : output.sort_order,
  };
}

async function columnsAfter(deps: ViewsDeps, before: View, { output }: ViewChange): Promise<View['columns']> {
  if (!output?.columns) return before.columns;
  const custom = output.columns.flatMap((column) => customColumn(column) ?? []);
  const fields = custom.length === 0 ? [] : await deps.ticketFields(custom);
  return columnsFrom(output.columns, new Set(fields.map((field) => field.id)));
}

async function restrictionAfter(
  deps: ViewsDeps,
  before: View,
  { restriction: asked }: ViewChange,
  user: ViewUser,
): Promise<ViewRestriction> {
  if (asked === undefined) return before.restriction;
  if (asked === null) return null;
  const ids = [...new Set(asked.ids ?? (asked.id ? [asked.id] : []))];
  if (asked.type === 'User') {
    if (ids.some((id) => id !== user.userId)) throw invalid('restriction.id', 'view.only_for_oneself');
    return { type: 'User', ids: [user.userId] };
  }
  if (ids.length === 0) throw invalid('restriction.id', 'field_required');
  const groups = await Promise.all(ids.map((id) => getGroup(deps.table, id)));
  if (groups.includes(undefined)) throw invalid('restriction.ids', 'ticket.reference_unknown');
  return { type: 'Group', ids };
}
