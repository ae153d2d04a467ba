import { DomainError } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import { USUAL_COLUMNS } from '../../shared/views/columns.ts';
import { assertMayChange, type ViewUser } from '../../shared/views/view.policy.ts';
import { createView, deleteView, listViews, saveView } from '../../shared/views/view.store.ts';
import { MAX_OWN_VIEWS, MAX_SHARED_VIEWS, ownerOf, type View } from '../../shared/views/view.ts';
import type { viewsApi } from '../../shared/views/views.api.ts';
import type { ViewsDeps } from './deps.ts';
import { findView, viewUser } from './known-views.ts';
import { presentView } from './present-views.ts';
import { viewFrom } from './view-from.ts';

type Routes = typeof viewsApi.routes;

/** A view before anything is said about it: an agent's is their own, an administrator's everybody's. */
export function blankView({ now, newId }: Pick<ViewsDeps, 'now' | 'newId'>, user: ViewUser): View {
  const at = now();
  return {
    id: newId(),
    version: 0,
    title: '',
    description: null,
    active: true,
    position: 0,
    conditions: { all: [], any: [] },
    columns: [...USUAL_COLUMNS],
    sort_by: null,
    sort_order: null,
    restriction: user.role === 'admin' ? null : { type: 'User', ids: [user.userId] },
    created_at: at,
    updated_at: at,
  };
}

/** Creates a view; it comes last unless it has a position. */
export const createNewView: UseCase<Routes['create'], ViewsDeps> = async (request, deps) => {
  const { table } = deps;
  const user = await viewUser(deps, request);
  const asked = request.body.view;
  const id = await createOnce<number>(table, request.idempotency, deps.now(), async (claim) => {
    const view = await viewFrom(deps, blankView(deps, user), asked, user);
    const beside = await listViews(table, ownerOf(view));
    const limit = ownerOf(view) === null ? MAX_SHARED_VIEWS : MAX_OWN_VIEWS;
    if (beside.length >= limit) throw new DomainError('invalid', 'view.too_many', { params: { limit } });
    const last = Math.max(0, ...beside.map((each) => each.position));
    await createView(table, { ...view, position: asked.position ?? last + 1 }, claim(view.id));
    return view.id;
  });
  const { view } = await findView(deps, request, id);
  return {
    body: { view: await presentView(deps, view, request) },
    headers: { location: `${request.baseUrl}/views/${id}.json` },
  };
};

/** Changes a view. */
export const updateView: UseCase<Routes['update'], ViewsDeps> = async (request, deps) => {
  const { view, user } = await findView(deps, request, request.params.id);
  assertMayChange(view, user);
  const { standard, ...before } = view;
  const after = await viewFrom(deps, before, request.body.view, user);
  await saveView(deps.table, before, after);
  return { body: { view: await presentView(deps, { ...after, standard }, request) } };
};

export const removeView: UseCase<Routes['remove'], ViewsDeps> = async (request, deps) => {
  const { view, user } = await findView(deps, request, request.params.id);
  assertMayChange(view, user);
  await deleteView(deps.table, view);
  return {};
};
