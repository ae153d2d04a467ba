import { invalid } from '../../shared/kernel/errors.ts';
import { withFreshState } from '../../shared/people/guarded-commit.store.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import { MAX_TRANSACTION } from '../../shared/platform/table/table.ts';
import { stepsToOrder } from '../../shared/views/reorder.ts';
import { assertMayChange } from '../../shared/views/view.policy.ts';
import { moveViews } from '../../shared/views/view.store.ts';
import type { View } from '../../shared/views/view.ts';
import type { viewsApi } from '../../shared/views/views.api.ts';
import type { ViewsDeps } from './deps.ts';
import { allViews } from './known-views.ts';
import { presentViews } from './present-views.ts';

/**
 * Puts views that the caller may change in another order, in the places that they have among all. Where somebody else
 * changes one of them meanwhile, it goes on with the views as they are then; where it ends on the way, the same request
 * completes it.
 */
export const reorderViews: UseCase<typeof viewsApi.routes.reorder, ViewsDeps> = async (request, deps) => {
  await withFreshState(() => reorder(request.body.view_order, request, deps));
  const after = await allViews(deps, request);
  const shown = await presentViews(deps, after.views, request);
  return { body: { views: shown, count: shown.length, next_page: null, previous_page: null } };
};

async function reorder(
  order: readonly number[],
  request: Pick<Request, 'principal' | 'locale'>,
  deps: ViewsDeps,
): Promise<void> {
  const { views, user } = await allViews(deps, request);
  const named = [...new Set(order)].flatMap((id) => {
    const view = views.find((each) => each.id === id);
    if (!view) throw invalid('view_order', 'view.unknown', { id });
    // Those that are always there have their places.
    return view.standard ? [] : [view];
  });
  for (const view of named) assertMayChange(view, user);
  const now = new Map(named.map(({ standard: _, ...view }): [number, View] => [view.id, view]));
  for (const step of stepsToOrder(named, MAX_TRANSACTION)) {
    const moved = step.flatMap(({ id, position }) => {
      const view = now.get(id);
      return view ? [{ ...view, position, version: view.version + 1, updated_at: deps.now() }] : [];
    });
    await moveViews(deps.table, moved);
    for (const view of moved) now.set(view.id, view);
  }
}
