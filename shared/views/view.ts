import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { ViewConditions } from './conditions.ts';

/** A column: the wire's name of a field, or the id of one of the company's own. */
export const ViewColumn = onFirstUse(() => z.union([z.string(), z.int()]));
export type ViewColumn = z.output<typeof ViewColumn>;

/** Who may use a view: whoever is in one of these groups, or one person. Null: everybody here. */
export const ViewRestriction = onFirstUse(() =>
  z.nullable(z.object({ type: z.enum(['Group', 'User']), ids: z.array(z.int()) })),
);
export type ViewRestriction = z.output<typeof ViewRestriction>;

/** A queue to work from, as it is kept. Instants are milliseconds; `version` rises by one with each write. */
export const View = onFirstUse(() =>
  z.object({
    id: z.int(),
    version: z.int(),
    title: z.string(),
    description: z.nullable(z.string()),
    active: z.boolean(),
    position: z.int(),
    conditions: ViewConditions,
    columns: z.array(ViewColumn),
    sort_by: z.nullable(z.string()),
    sort_order: z.nullable(z.enum(['asc', 'desc'])),
    restriction: ViewRestriction,
    created_at: z.number(),
    updated_at: z.number(),
  }),
);
export type View = z.output<typeof View>;

/** A view, made by somebody or there from the first start. */
export interface AnyView extends View {
  readonly standard: boolean;
}

/** Views that others may use, and views of one person; more would not fit what one request does. */
export const MAX_SHARED_VIEWS = 300;
export const MAX_OWN_VIEWS = 100;
export const MAX_COLUMNS = 10;
export const MAX_CONDITIONS = 50;

/** Whose own view it is, or null for one that others may use. */
export function ownerOf({ restriction }: Pick<View, 'restriction'>): number | null {
  return restriction?.type === 'User' ? (restriction.ids[0] ?? null) : null;
}

/** Views in the order in which they are offered: those that are always there, then by position. */
export function inOrder<V extends AnyView>(views: readonly V[]): V[] {
  return [...views].sort((a, b) => Number(b.standard) - Number(a.standard) || a.position - b.position || a.id - b.id);
}
