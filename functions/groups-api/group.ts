import { groupView } from '../../shared/people/group.view.ts';
import type { groupsApi } from '../../shared/people/groups.api.ts';
import * as write from '../../shared/people/write-group.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import { type GroupsDeps, writing } from './deps.ts';

type Routes = typeof groupsApi.routes;

/** One group. */
export const showGroup: UseCase<Routes['show'], GroupsDeps> = async ({ params, baseUrl }, { table }) => {
  return { body: { group: groupView(await write.theGroup(table, params.id), baseUrl) } };
};

/** Creates a group; a repeated request with the same `Idempotency-Key` gets the group of the first. */
export const createGroup: UseCase<Routes['create'], GroupsDeps> = async ({ body, baseUrl, idempotency }, deps) => {
  const context = writing(deps);
  const id = await createOnce<number>(deps.table, idempotency, context.now, async (claim) => {
    return (await write.createGroup(deps.table, body.group, context, claim)).id;
  });
  const group = groupView(await write.theGroup(deps.table, id), baseUrl);
  return { headers: { location: `${baseUrl}/groups/${id}` }, body: { group } };
};

/** Changes a group. */
export const updateGroup: UseCase<Routes['update'], GroupsDeps> = async ({ params, body, baseUrl }, deps) => {
  const group = await write.updateGroup(deps.table, params.id, body.group, writing(deps));
  return { body: { group: groupView(group, baseUrl) } };
};

/** Deletes a group. */
export const deleteGroup: UseCase<Routes['delete'], GroupsDeps> = async ({ params }, deps) => {
  await write.deleteGroup(deps.table, params.id, writing(deps));
  return {};
};
