import type { Group } from '../people/group.ts';
import { groupView } from '../people/group.view.ts';
import type { Organization } from '../people/organization.ts';
import { organizationView } from '../people/organization.view.ts';
import type { User } from '../people/user.ts';
import { agentView } from '../people/user.view.ts';

/** The records that come along with tickets, as agents see them. */
export function sideloadedView(
  records: {
    readonly users?: readonly User[];
    readonly groups?: readonly Group[];
    readonly organizations?: readonly Organization[];
  },
  baseUrl: string,
) {
  const { users, groups, organizations } = records;
  return {
    ...(users ? { users: users.map((user) => agentView(user, baseUrl)) } : {}),
    ...(groups ? { groups: groups.map((group) => groupView(group, baseUrl)) } : {}),
    ...(organizations ? { organizations: organizations.map((each) => organizationView(each, baseUrl)) } : {}),
  };
}
