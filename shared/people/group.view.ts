import * as z from 'zod/mini';
import { toIso } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { type Group, GroupRouting } from './group.ts';
import type { GroupMembership } from './membership.ts';

/** A group as the wire shows it. */
export const GroupWire = onFirstUse(() =>
  z.object({
    url: z.string(),
    id: z.int(),
    is_public: z.boolean(),
    name: z.string(),
    description: z.string(),
    default: z.boolean(),
    deleted: z.boolean(),
    /** Ours. */
    routing: GroupRouting,
    created_at: z.string(),
    updated_at: z.string(),
  }),
);

/** A group, for agents. */
export function groupView(group: Group, baseUrl: string): z.input<typeof GroupWire> {
  const { version: _version, created_at, updated_at, ...plain } = group;
  return {
    ...plain,
    url: `${baseUrl}/groups/${group.id}.json`,
    created_at: toIso(created_at),
    updated_at: toIso(updated_at),
  };
}

/** A membership as the wire shows it; `supervisor` is ours. */
export const GroupMembershipWire = onFirstUse(() =>
  z.object({
    url: z.string(),
    id: z.int(),
    user_id: z.int(),
    group_id: z.int(),
    default: z.boolean(),
    supervisor: z.boolean(),
    created_at: z.string(),
    updated_at: z.string(),
  }),
);

/** A membership, for agents. */
export function groupMembershipView(membership: GroupMembership, baseUrl: string): z.input<typeof GroupMembershipWire> {
  const { version: _version, created_at, updated_at, ...plain } = membership;
  return {
    ...plain,
    url: `${baseUrl}/group_memberships/${membership.id}.json`,
    created_at: toIso(created_at),
    updated_at: toIso(updated_at),
  };
}
