import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** Whether the group's tickets are given to its agents by themselves, and after how long they demand no skill any more. */
export const GroupRouting = onFirstUse(() => z.object({ enabled: z.boolean(), skill_timeout_seconds: z.int() }));
export type GroupRouting = z.output<typeof GroupRouting>;

/** What a group has until somebody says otherwise: people give its tickets to people. */
export const NO_ROUTING: GroupRouting = { enabled: false, skill_timeout_seconds: 900 };

/** A team that tickets are given to. */
export const Group = onFirstUse(() =>
  z.object({
    id: z.int(),
    version: z.int(),
    name: z.string(),
    description: z.string(),
    is_public: z.boolean(),
    /** The group that new agents and unrouted tickets fall to. */
    default: z.boolean(),
    deleted: z.boolean(),
    routing: z._default(GroupRouting, NO_ROUTING),
    created_at: z.number(),
    updated_at: z.number(),
  }),
);
export type Group = z.output<typeof Group>;
