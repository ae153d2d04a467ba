import { DomainError, notFound } from '../../shared/kernel/errors.ts';
import { withFreshState } from '../../shared/people/guarded-commit.store.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import { assertMayChange } from '../../shared/views/view.policy.ts';
import { deleteView, saveView } from '../../shared/views/view.store.ts';
import type { AnyView } from '../../shared/views/view.ts';
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
  const changed = await allDone(views.map((view) => settle(view, places.get(view.id) ?? {}, request, deps)));
  const shown = await presentViews(deps, changed, request);
  return { body: { views: shown, count: shown.length, next_page: null, previous_page: null } };
};

/** Deletes views; one that the caller does not have is not there in any case. None is deleted unless they may delete all. */
export const removeManyViews: UseCase<Routes['destroyMany'], ViewsDeps> = async (request, deps) => {
  const { views, user } = await findViews(deps, request, request.query.ids);
  for (const view of views) assertMayChange(view, user);
  await allDone(
    views.map((view) =>
      asItIs(view, request, deps, async (now) => {
        if (now) await deleteView(deps.table, now);
      }),
    ),
  );
  return {};
};

type Asking = Pick<Request, 'principal' | 'locale'>;
type Place = Parameters<typeof updateManyViews>[0]['body']['views'][number];

/** Puts a view into its place, and switches it on or off. Throws `not_found` when it is deleted meanwhile. */
function settle(view: AnyView, place: Partial<Place>, request: Asking, deps: ViewsDeps): Promise<AnyView> {
  return asItIs(view, request, deps, async (now) => {
    if (!now) throw notFound('view');
    const { standard, ...before } = now;
    const after = { ...before, position: place.position ?? before.position, active: place.active ?? before.active };
    if (after.position === before.position && after.active === before.active) return now;
    const kept = { ...after, version: before.version + 1, updated_at: deps.now() };
    await saveView(deps.table, before, kept);
    return { ...kept, standard };
  });
}

/**
 * Does something with a view as it was read; when somebody else changes it meanwhile, with the view as it is then, if the
 * caller still has it and may change it.
 */
function asItIs<T>(
  view: AnyView,
  request: Asking,
  deps: ViewsDeps,
  work: (view: AnyView | undefined) => Promise<T>,
): Promise<T> {
  let isFirst = true;
  return withFreshState(async () => {
    if (isFirst) {
      isFirst = false;
      return work(view);
    }
    const { views, user } = await findViews(deps, request, [view.id]);
    const [now] = views;
    if (now) assertMayChange(now, user);
    return work(now);
  });
}

/** Waits for all, so that none goes on behind the answer; then throws what the first of those threw that failed. */
async function allDone<T>(works: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}
