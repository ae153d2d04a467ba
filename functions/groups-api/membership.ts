import { groupMembershipView } from '../../shared/people/group.view.ts';
import type { groupsApi } from '../../shared/people/groups.api.ts';
import { listMembershipsOfUser } from '../../shared/people/membership.store.ts';
import type { GroupMembership } from '../../shared/people/membership.ts';
import * as write from '../../shared/people/write-group.store.ts';
import type { IdempotencyKey, UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import { type GroupsDeps, writing } from './deps.ts';

type Routes = typeof groupsApi.routes;

/** Puts an agent into a group. */
export const createMembership: UseCase<Routes['createMembership'], GroupsDeps> = async (request, deps) => {
  const { body, baseUrl, idempotency } = request;
  return created(await join(body.group_membership, idempotency, deps), baseUrl);
};

/** The same, for the agent in the path. */
export const createMembershipOfUser: UseCase<Routes['createMembershipOfUser'], GroupsDeps> = async (request, deps) => {
  const { params, body, baseUrl, idempotency } = request;
  return created(await join({ ...body.group_membership, user_id: params.user_id }, idempotency, deps), baseUrl);
};

/** Makes a member a supervisor, or no longer one. */
export const updateMembership: UseCase<Routes['updateMembership'], GroupsDeps> = async (request, deps) => {
  const { params, body, baseUrl } = request;
  const { supervisor } = body.group_membership;
  const membership = await write.changeSupervisor(deps.table, params.id, supervisor, writing(deps));
  return { body: { group_membership: groupMembershipView(membership, baseUrl) } };
};

/** Makes a group the one somebody's work falls to; answers all their memberships. */
export const makeMembershipDefault: UseCase<Routes['makeMembershipDefault'], GroupsDeps> = async (request, deps) => {
  const { params, baseUrl } = request;
  await write.theGroupMembership(deps.table, params.id, params.user_id);
  const changed = await write.makeDefaultGroup(deps.table, params.id, writing(deps));
  const all = await listMembershipsOfUser(deps.table, 'group', params.user_id);
  const group_memberships = all
    .map((each) => (each.id === changed.id ? changed : { ...each, default: false }))
    .map((each) => groupMembershipView(each, baseUrl));
  return { body: { group_memberships, count: all.length, next_page: null, previous_page: null } };
};

/** Takes an agent out of a group. */
export const deleteMembership: UseCase<Routes['deleteMembership'], GroupsDeps> = async ({ params }, deps) => {
  await write.leaveGroup(deps.table, params.id, writing(deps));
  return {};
};

/** The same, for the agent in the path. */
export const deleteMembershipOfUser: UseCase<Routes['deleteMembershipOfUser'], GroupsDeps> = async (
  { params },
  deps,
) => {
  await write.theGroupMembership(deps.table, params.id, params.user_id);
  await write.leaveGroup(deps.table, params.id, writing(deps));
  return {};
};

async function join(input: write.MemberInput, key: IdempotencyKey | undefined, deps: GroupsDeps) {
  const context = writing(deps);
  const id = await createOnce<number>(deps.table, key, context.now, async (claim) => {
    return (await write.joinGroup(deps.table, input, context, claim)).id;
  });
  return write.theGroupMembership(deps.table, id);
}

function created(membership: GroupMembership, baseUrl: string) {
  const location = `${baseUrl}/group_memberships/${membership.id}`;
  return { headers: { location }, body: { group_membership: groupMembershipView(membership, baseUrl) } };
}
