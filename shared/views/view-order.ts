import { invalid } from '../kernel/errors.ts';
import type { Walk } from './plan.ts';

/** The order each walk finds tickets in, under the names that the wire has for it. */
const ORDERS: Readonly<Record<Walk['kind'], { readonly names: readonly string[]; readonly descending: boolean }>> = {
  lists: { names: ['nice_id', 'created', 'id', 'created_at'], descending: false },
  breaching: { names: ['sla_next_breach_at'], descending: false },
  solved: { names: ['solved', 'solved_at'], descending: true },
};

/** Whether a walk finds tickets in the order of that name. */
export function hasOrder(walk: Walk, name: string): boolean {
  return ORDERS[walk.kind].names.includes(name);
}

/** What a client says about order: `sort_by=created&sort_order=desc` or `sort=-created`. */
export interface AskedOrder {
  readonly sort?: string | null | undefined;
  readonly sort_by?: string | null | undefined;
  readonly sort_order?: 'asc' | 'desc' | null | undefined;
}

/**
 * The direction of a walk: as it is asked for, or by the view, or the walk's own. Throws `sort_unsupported` for an order
 * that the walk does not have.
 */
export function walkOrder(walk: Walk, asked: AskedOrder, byView: AskedOrder = {}): { readonly descending: boolean } {
  const { names, descending } = ORDERS[walk.kind];
  const field = asked.sort ? 'sort' : 'sort_by';
  const wanted = asked.sort || asked.sort_by;
  const name = wanted?.replace(/^-/, '');
  if (name && !hasOrder(walk, name))
    throw invalid(field, 'sort_unsupported', { value: name.slice(0, 50), allowed: names.join(', ') });
  if (asked.sort) return { descending: asked.sort.startsWith('-') };
  const order = asked.sort_order ?? (wanted ? null : byView.sort_order);
  return { descending: order ? order === 'desc' : descending };
}
