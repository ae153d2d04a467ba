import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** What a client says about a new member of a group who is named by the path. */
export const GroupOfMemberInput = onFirstUse(() =>
  z.object({ group_id: z.int(), supervisor: z.optional(z.boolean()), default: z.optional(z.boolean()) }),
);

/** What a client says about a new member of a group. */
export const GroupMemberInput = onFirstUse(() => z.extend(z.object({ user_id: z.int() }), GroupOfMemberInput.shape));

/** What a client says about a new member of an organization who is named by the path. */
export const OrganizationOfMemberInput = onFirstUse(() =>
  z.object({ organization_id: z.int(), default: z.optional(z.nullable(z.boolean())) }),
);

/** What a client says about a new member of an organization. */
export const OrganizationMemberInput = onFirstUse(() =>
  z.extend(z.object({ user_id: z.int() }), OrganizationOfMemberInput.shape),
);
