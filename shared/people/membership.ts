import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';

export type MemberOf = 'group' | 'organization';

const membership = onFirstUse(() => ({
  id: z.int(),
  version: z.int(),
  user_id: z.int(),
  /** Whether it is the one that counts where only one can: the group their work falls to, where their tickets are filed. */
  default: z.boolean(),
  created_at: z.number(),
  updated_at: z.number(),
}));

/** A person's place in a group. Supervisors are told when the group's tickets are escalated. */
export const GroupMembership = onFirstUse(() =>
  z.object({ ...membership, group_id: z.int(), supervisor: z.boolean() }),
);
export type GroupMembership = z.output<typeof GroupMembership>;

/** A person's place in an organization. */
export const OrganizationMembership = onFirstUse(() => z.object({ ...membership, organization_id: z.int() }));
export type OrganizationMembership = z.output<typeof OrganizationMembership>;

export type Membership = GroupMembership | OrganizationMembership;

/** The kinds of membership by their name. */
export interface Memberships {
  readonly group: GroupMembership;
  readonly organization: OrganizationMembership;
}

/** A membership that is about to be made; groups' members are not supervisors unless they are made so. */
export function newMembership<Of extends MemberOf>(
  of: Of,
  ownerId: number,
  user_id: number,
  isDefault: boolean,
  { now, newId }: { readonly now: Instant; readonly newId: NewId },
): Memberships[Of] {
  const each = { id: newId(), version: 1, user_id, default: isDefault, created_at: now, updated_at: now };
  const made: Memberships = {
    group: { ...each, group_id: ownerId, supervisor: false },
    organization: { ...each, organization_id: ownerId },
  };
  return made[of];
}

/** What tells the two kinds of membership apart, for the code that keeps both in the same way. */
export function memberOf(each: Membership): { readonly of: MemberOf; readonly ownerId: number } {
  return 'group_id' in each
    ? { of: 'group', ownerId: each.group_id }
    : { of: 'organization', ownerId: each.organization_id };
}

/** The person's own field that names the group or organization of their default membership. */
export function defaultField(of: MemberOf): 'default_group_id' | 'organization_id' {
  return of === 'group' ? 'default_group_id' : 'organization_id';
}
