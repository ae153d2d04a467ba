import { notFound } from '../../shared/kernel/errors.ts';
import type { Principal } from '../../shared/kernel/principal.ts';
import { getGroup, listGroups } from '../../shared/people/group.store.ts';
import { listMembershipsOfUser } from '../../shared/people/membership.store.ts';
import { groupView, standardViews } from '../../shared/views/standard-views.ts';
import { mayUse, type ViewUser } from '../../shared/views/view.policy.ts';
import { getViews, listViews } from '../../shared/views/view.store.ts';
import { type AnyView, inOrder, type View } from '../../shared/views/view.ts';
import { callerOf } from './caller.ts';
import type { ViewsDeps } from './deps.ts';

interface Calling {
  readonly principal: Principal;
  readonly locale: string;
}

/** Views, and for whom they were looked up. */
export interface ViewsOfUser {
  readonly views: readonly AnyView[];
  readonly user: ViewUser;
}

/** Who calls, with the groups they are in. */
export async function viewUser({ table }: Pick<ViewsDeps, 'table'>, calling: Calling): Promise<ViewUser> {
  const { userId, role } = callerOf(calling);
  const memberships = await listMembershipsOfUser(table, 'group', userId);
  return { userId, role, groupIds: memberships.map((membership) => membership.group_id) };
}

/** Every view the caller can use, in the order in which they are offered. */
export async function allViews(deps: ViewsDeps, calling: Calling): Promise<ViewsOfUser> {
  const { table } = deps;
  const [user, groups, shared, own] = await Promise.all([
    viewUser(deps, calling),
    listGroups(table),
    listViews(table, null),
    listViews(table, callerOf(calling).userId),
  ]);
  const mine = groups.filter((group) => user.groupIds.includes(group.id));
  const made = [...shared, ...own].filter((view) => mayUse(view, user)).map(madeView);
  return { user, views: inOrder([...standardViews(calling.locale, mine), ...made]) };
}

/** The views of these ids that there are and the caller can use, in the order of the ids. */
export async function findViews(deps: ViewsDeps, calling: Calling, ids: readonly number[]): Promise<ViewsOfUser> {
  const standard = standardViews(calling.locale, []).filter(({ id }) => ids.includes(id));
  const others = ids.filter((id) => !standard.some((view) => view.id === id));
  const [user, stored] = await Promise.all([
    viewUser(deps, calling),
    getViews(deps.table, others, callerOf(calling).userId),
  ]);
  const ofGroups = others.filter(
    (id) => !stored.some((view) => view.id === id) && (user.role === 'admin' || user.groupIds.includes(id)),
  );
  const groups = await Promise.all(ofGroups.map((id) => getGroup(deps.table, id)));
  const found = new Map(
    [
      ...standard,
      ...stored.filter((view) => mayUse(view, user)).map(madeView),
      ...groups.flatMap((group) => (group ? [groupView(calling.locale, group)] : [])),
    ].map((view) => [view.id, view]),
  );
  return { user, views: ids.flatMap((id) => found.get(id) ?? []) };
}

/** One view the caller can use. Throws `not_found` for any other. */
export async function findView(deps: ViewsDeps, calling: Calling, id: number) {
  const { views, user } = await findViews(deps, calling, [id]);
  const [view] = views;
  if (!view) throw notFound('view');
  return { view, user };
}

function madeView(view: View): AnyView {
  return { ...view, standard: false };
}
