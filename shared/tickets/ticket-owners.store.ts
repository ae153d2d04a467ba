import { invalid } from '../kernel/errors.ts';
import { findMembership } from '../people/membership.store.ts';
import type { User } from '../people/user.ts';
import type { Table } from '../platform/table/table.ts';
import type { Ticket } from './ticket.ts';

type Owners = Pick<Ticket, 'assignee_id' | 'group_id'>;

/**
 * Who owns a ticket once it was given to somebody: an assignee stands in the ticket's group, so an assignee alone brings
 * their own group along and a group alone drops an assignee from elsewhere. Throws `invalid` when both are named and do
 * not belong together. Undefined stands for what was not said.
 */
export async function changedOwners(
  table: Table,
  asked: { readonly group_id: number | null | undefined; readonly assignee: User | null | undefined },
  before: Owners,
): Promise<Partial<Owners>> {
  const { group_id, assignee } = asked;
  const isMember = async (groupId: number, userId: number) =>
    (await findMembership(table, 'group', groupId, userId)) !== undefined;
  if (assignee) {
    const assignee_id = assignee.id;
    if (group_id === null) return { assignee_id, group_id };
    if (group_id !== undefined) {
      if (!(await isMember(group_id, assignee_id))) throw invalid('assignee_id', 'ticket.assignee_not_in_group');
      return { assignee_id, group_id };
    }
    if (before.group_id !== null && (await isMember(before.group_id, assignee_id))) return { assignee_id };
    return { assignee_id, group_id: assignee.default_group_id ?? before.group_id };
  }
  if (assignee === null) return { assignee_id: null, ...(group_id === undefined ? {} : { group_id }) };
  if (group_id === undefined) return {};
  const stays = group_id === null || group_id === before.group_id || before.assignee_id === null;
  return stays || (await isMember(group_id, before.assignee_id ?? 0)) ? { group_id } : { group_id, assignee_id: null };
}
