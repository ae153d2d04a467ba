import { invalid } from '../kernel/errors.ts';
import { isStaffMember } from '../people/user.ts';
import { MAX_RECIPIENTS, type Ticket } from './ticket.ts';
import type { TicketDeps } from './ticket-deps.store.ts';
import type { CollaboratorInput, RecipientInput, TicketInput } from './ticket-input.ts';
import { findPerson, findUsers } from './ticket-references.store.ts';

type Deps = Pick<TicketDeps, 'table' | 'now' | 'newId' | 'defaultLocale'>;
type Recipients = Pick<Ticket, 'email_cc_ids' | 'follower_ids'>;

/**
 * Who else hears of a ticket after what a client said, with those made who are new; undefined when it said nothing
 * about that. Throws `invalid` for people who do not exist, followers who are no agents, and more than fit.
 */
export async function changedRecipients(
  deps: Deps,
  input: TicketInput,
  before: Recipients,
): Promise<Partial<Recipients> | undefined> {
  const ccs = [
    ...lines('put', input.collaborators ?? [], input.collaborator_ids ?? [], input.email_cc_ids ?? []),
    ...lines('put', input.additional_collaborators ?? []),
    ...(input.email_ccs ?? []),
  ];
  const replaced = [input.collaborators, input.collaborator_ids, input.email_cc_ids].some((list) => list !== undefined);
  const followers = [...lines('put', input.follower_ids ?? []), ...(input.followers ?? [])];
  const followersReplaced = input.follower_ids !== undefined;
  if (ccs.length + followers.length === 0 && !replaced && !followersReplaced) return undefined;
  const [email_cc_ids, follower_ids] = await Promise.all([
    changedList(deps, 'email_ccs', replaced ? [] : before.email_cc_ids, ccs),
    changedList(deps, 'followers', followersReplaced ? [] : before.follower_ids, followers),
  ]);
  return { email_cc_ids, follower_ids };
}

type Line = RecipientInput & { readonly name?: string | null | undefined };

function lines(action: 'put', ...lists: readonly (readonly CollaboratorInput[])[]): Line[] {
  return lists.flat().map((each) => {
    if (typeof each === 'number') return { user_id: each, action };
    if (typeof each === 'string') return { user_email: each, action };
    return { user_email: each.email, user_name: each.name, action };
  });
}

async function changedList(
  deps: Deps,
  field: 'email_ccs' | 'followers',
  before: readonly number[],
  changes: readonly Line[],
): Promise<number[]> {
  if (changes.length === 0) return [...before];
  if (changes.length > 2 * MAX_RECIPIENTS) throw invalid(field, 'field_too_long', { limit: MAX_RECIPIENTS });
  const known = await findUsers(
    deps.table,
    changes.flatMap((line) => line.user_id ?? []),
  );
  const ids = new Set(before);
  for (const line of changes) {
    const user =
      line.user_id !== undefined
        ? known.get(line.user_id)
        : await findPerson(deps, { email: line.user_email ?? '', name: line.user_name });
    if (line.action === 'delete') {
      ids.delete(user?.id ?? line.user_id ?? 0);
      continue;
    }
    if (!user) throw invalid(field, 'ticket.reference_unknown', { id: line.user_id ?? 0 });
    if (field === 'followers' && !isStaffMember(user)) throw invalid(field, 'ticket.follower_not_agent');
    ids.add(user.id);
    if (ids.size > MAX_RECIPIENTS) throw invalid(field, 'field_too_long', { limit: MAX_RECIPIENTS });
  }
  return [...ids];
}
