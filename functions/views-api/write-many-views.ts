import { DomainError } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { assertMayChange } from '../../shared/views/view.policy.ts';
import { deleteView, saveView } from '../../shared/views/view.store.ts';
import type { viewsApi } from '../../shared/views/views.api.ts';
import type { ViewsDeps } from './deps.ts';
import { findViews } from './known-views.ts';
import { presentViews } from './present-views.ts';

type Routes = typeof viewsApi.routes;

/** Moves views and switches them on and off. Before the first is written it is known that the caller may change all. */
export const updateManyViews: UseCase<Routes['updateMany'], ViewsDeps> = async (request, deps) => {
  const asked = request.body.views;
  const places = new Map(asked.map((each) => [each.id, each]));
  const { views, user } = await findViews(deps, request, [...places.keys()]);
  const strangers = asked.flatMap(({ id }, at) =>
    views.some((view) => view.id === id) ? [] : [{ field: `views.${at}.id`, code: 'view.unknown', params: { id } }],
  );
  if (strangers.length > 0) throw new DomainError('invalid', 'record_invalid', { fields: strangers });
  for (const view of views) assertMayChange(view, user);
  const changed = await Promise.all(
    views.map(async (view) => {
      const { position, active = view.active } = places.get(view.id) ?? {};
      const { standard, ...before } = view;
      const after = { ...before, position: position ?? before.position, active };
      if (after.position === before.position && after.active === before.active) return view;
      const kept = { ...after, version: before.version + 1, updated_at: deps.now() };
      await saveView(deps.table, before, kept);
      return { ...kept, standard };
    }),
  );
  const shown = await presentViews(deps, changed, request);
  return { body: { views: shown, count: shown.length, next_page: null, previous_page: null } };
};

/** Deletes views; one that the caller does not have is not there in any case. None is deleted unless they may delete all. */
export const removeManyViews: UseCase<Routes['destroyMany'], ViewsDeps> = async (request, deps) => {
  const { views, user } = await findViews(deps, request, request.query.ids);
  for (const view of views) assertMayChange(view, user);
  await Promise.all(views.map((view) => deleteView(deps.table, view)));
  return {};
};
