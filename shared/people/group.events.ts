import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** A group's tickets are to be routed, or no longer, or by another time-out. */
export const GROUP_ROUTING_CHANGED = 'group.routing_changed.v1';

/** What consumers learn from the message itself; `version` is the group's after that commit. */
export const GroupEventData = onFirstUse(() => z.object({ group_id: z.int(), version: z.int() }));
export type GroupEventData = z.output<typeof GroupEventData>;
