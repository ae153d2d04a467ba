import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** Facts about people, for those who count them or keep copies. */
const USER_EVENTS = ['user.created.v1', 'user.role_changed.v1', 'user.deleted.v1'] as const;
export type UserEventName = (typeof USER_EVENTS)[number];

/** What consumers learn from the message itself; `version` is the person's after that commit. */
export const UserEventData = onFirstUse(() =>
  z.object({
    user_id: z.int(),
    version: z.int(),
    role: z.enum(['end-user', 'agent', 'admin']),
  }),
);
export type UserEventData = z.output<typeof UserEventData>;
