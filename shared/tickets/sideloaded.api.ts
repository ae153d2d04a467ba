import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { GroupWire } from '../people/group.view.ts';
import { OrganizationWire } from '../people/organization-wire.ts';
import { UserWire } from '../people/user.view.ts';

/** What may come along with tickets, as further lists beside them. */
export const SIDELOADED = onFirstUse(() => ({
  users: z.optional(z.array(UserWire)),
  groups: z.optional(z.array(GroupWire)),
  organizations: z.optional(z.array(OrganizationWire)),
}));
