import type { PolicyFilter } from '../../shared/sla/policy-filter.ts';

type AskedCondition = { readonly field: string; readonly operator: string; readonly value?: unknown };

/** A filter as it is kept, from what a client wrote: parts that are left out are empty. */
export function filterFrom(asked: {
  readonly all?: readonly AskedCondition[] | null | undefined;
  readonly any?: readonly AskedCondition[] | null | undefined;
}): PolicyFilter {
  const conditions = (part: readonly AskedCondition[] | null | undefined) =>
    (part ?? []).map(({ field, operator, value = null }) => ({ field, operator, value }));
  return { all: conditions(asked.all), any: conditions(asked.any) };
}
