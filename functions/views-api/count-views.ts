import { DomainError } from '../../shared/kernel/errors.ts';
import { countSuspendedMails } from '../../shared/mail/suspended-mail.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { planView } from '../../shared/views/plan.ts';
import { SUSPENDED_VIEW } from '../../shared/views/standard-views.ts';
import type { ViewUser } from '../../shared/views/view.policy.ts';
import type { AnyView } from '../../shared/views/view.ts';
import type { ViewCountWire } from '../../shared/views/view-wire.ts';
import type { viewsApi } from '../../shared/views/views.api.ts';
import { type Counted, countPlan } from './count-plan.ts';
import type { ViewsDeps } from './deps.ts';
import { findView, findViews, viewUser } from './known-views.ts';
import { viewFrom } from './view-from.ts';
import { blankView } from './write-views.ts';

type Routes = typeof viewsApi.routes;

/** How many tickets a view has. */
export const countViewTickets: UseCase<Routes['countTickets'], ViewsDeps> = async (request, deps) => {
  const { view, user } = await findView(deps, request, request.params.id);
  return { body: { view_count: present(view, await countView(deps, view, user), request.baseUrl) } };
};

/** The same for several; those the caller cannot use are left out. */
export const countManyViews: UseCase<Routes['countMany'], ViewsDeps> = async (request, deps) => {
  const { views, user } = await findViews(deps, request, request.query.ids);
  const counts = await Promise.all(views.map((view) => countView(deps, view, user)));
  const shown = views.flatMap((view, at) => {
    const counted = counts[at];
    return counted ? [present(view, counted, request.baseUrl)] : [];
  });
  return { body: { view_counts: shown } };
};

export const countPreview: UseCase<Routes['previewCount'], ViewsDeps> = async (request, deps) => {
  const user = await viewUser(deps, request);
  const view = await viewFrom(deps, blankView(deps, user), request.body.view, user);
  const counted = await countPlan(deps, planView(view.conditions, user));
  return { body: { view_count: { ...figures(counted), view_id: null, url: null, active: view.active } } };
};

async function countView(deps: ViewsDeps, view: AnyView, user: ViewUser): Promise<Counted> {
  if (view.id === SUSPENDED_VIEW) return { value: await countSuspendedMails(deps.table, deps.now()), to: 'the end' };
  try {
    return await countPlan(deps, planView(view.conditions, user));
  } catch (error) {
    // Somebody in more groups than a view can walk side by side: the other views are counted all the same.
    if (error instanceof DomainError && error.kind === 'invalid') return { value: 0, to: 'a limit' };
    throw error;
  }
}

function present(view: AnyView, counted: Counted, baseUrl: string): ViewCountWire {
  const { id, active } = view;
  return { view_id: id, url: `${baseUrl}/views/${id}/count.json`, active, ...figures(counted) };
}

function figures({ value, to }: Counted): Pick<ViewCountWire, 'value' | 'pretty' | 'fresh'> {
  const pretty = { 'the end': String(value), 'a limit': `${value}+`, about: `~${value}` }[to];
  return { value, pretty, fresh: to === 'the end' };
}
