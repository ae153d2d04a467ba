import { toIso } from '../../shared/kernel/clock.ts';
import { invalid } from '../../shared/kernel/errors.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import { pageEnvelope, pageOf, pagingOf } from '../../shared/platform/http/paging.ts';
import { type AnyView, ownerOf } from '../../shared/views/view.ts';
import type { ViewsQuery, viewsApi } from '../../shared/views/views.api.ts';
import type { ViewsDeps } from './deps.ts';
import { allViews, findView, findViews } from './known-views.ts';
import { presentView, presentViews } from './present-views.ts';

type Routes = typeof viewsApi.routes;
type Which = Omit<ViewsQuery, 'active'> & { readonly active?: boolean | undefined };

/** As many as the short list ever has. */
const COMPACT = 32;

/** The views the caller can use. */
export const listAllViews: UseCase<Routes['list'], ViewsDeps> = (request, deps) => list(request, deps, request.query);

export const listActiveViews: UseCase<Routes['active'], ViewsDeps> = (request, deps) =>
  list(request, deps, { ...request.query, active: true });

export const listSharedViews: UseCase<Routes['shared'], ViewsDeps> = (request, deps) =>
  list(request, deps, { ...request.query, active: true, access: 'shared' });

/** Those whose title has what is looked for in it. */
export const searchViews: UseCase<Routes['search'], ViewsDeps> = (request, deps) => {
  const sought = request.query.query.trim().toLowerCase();
  return list(request, deps, request.query, ({ title }) => title.toLowerCase().includes(sought));
};

export const listCompactViews: UseCase<Routes['compact'], ViewsDeps> = async (request, deps) => {
  const { views } = await allViews(deps, request);
  const first = views.filter(({ active }) => active).slice(0, COMPACT);
  return whole(await presentViews(deps, first, request));
};

export const showManyViews: UseCase<Routes['showMany'], ViewsDeps> = async (request, deps) => {
  const { ids, active } = request.query;
  const { views } = await findViews(deps, request, ids);
  const asked = views.filter((view) => active === undefined || view.active === active);
  return whole(await presentViews(deps, asked, request));
};

export const countAllViews: UseCase<Routes['count'], ViewsDeps> = async (request, deps) => {
  const { views } = await allViews(deps, request);
  return { body: { count: { value: views.length, refreshed_at: toIso(deps.now()) } } };
};

export const showView: UseCase<Routes['show'], ViewsDeps> = async (request, deps) => {
  const { view } = await findView(deps, request, request.params.id);
  return { body: { view: await presentView(deps, view, request) } };
};

async function list(
  request: Request<unknown, unknown>,
  deps: ViewsDeps,
  query: Which,
  matches: (view: AnyView) => boolean = () => true,
) {
  const { views } = await allViews(deps, request);
  const asked = sorted(
    views.filter((view) => isAsked(view, query) && matches(view)),
    query,
  );
  const paging = pagingOf(query);
  // A page goes by places in the list, whatever its order is.
  const places = asked.map((view, at) => ({ id: at + 1, view }));
  const page = await pageOf(paging, { descending: false }, places);
  const shown = await presentViews(
    deps,
    page.items.map(({ view }) => view),
    request,
  );
  return { body: { views: shown, ...pageEnvelope(request, paging, page, asked.length) } };
}

function whole<V>(views: V[]) {
  return { body: { views, count: views.length, next_page: null, previous_page: null } };
}

function isAsked(view: AnyView, { active, access, group_id }: Which): boolean {
  if (active !== undefined && view.active !== active) return false;
  if (group_id !== undefined && !(view.restriction?.type === 'Group' && view.restriction.ids.includes(group_id)))
    return false;
  if (access === undefined) return true;
  if (access === 'account') return view.restriction === null;
  return (ownerOf(view) !== null) === (access === 'personal');
}

const ORDERS: Readonly<Record<string, (a: AnyView, b: AnyView) => number>> = {
  position: () => 0,
  alphabetical: (a, b) => a.title.localeCompare(b.title),
  title: (a, b) => a.title.localeCompare(b.title),
  created_at: (a, b) => a.created_at - b.created_at || a.id - b.id,
  updated_at: (a, b) => a.updated_at - b.updated_at || a.id - b.id,
  id: (a, b) => a.id - b.id,
};

/** In the order that is asked for in either style of the wire; as they are offered unless one is. */
function sorted(views: readonly AnyView[], { sort, sort_by, sort_order }: Which): AnyView[] {
  const asked = sort?.replace(/^-/, '') ?? sort_by ?? 'position';
  const order = ORDERS[asked];
  if (!order) {
    const allowed = Object.keys(ORDERS).join(', ');
    throw invalid(sort === undefined ? 'sort_by' : 'sort', 'sort_unsupported', { value: asked.slice(0, 50), allowed });
  }
  const latestFirst = sort === undefined && (asked === 'created_at' || asked === 'updated_at');
  const descending = sort?.startsWith('-') ?? (sort_order === undefined ? latestFirst : sort_order === 'desc');
  const inOrder = [...views].sort(order);
  return descending ? inOrder.reverse() : inOrder;
}
