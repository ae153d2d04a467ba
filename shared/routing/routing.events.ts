import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** An agent came, left, or can do or take something else. */
export const AVAILABILITY_CHANGED = 'agent.availability_changed.v1';
/** A ticket demands no skill any more, or waits no longer to be examined, or an agent's shift begins: whoever hears it looks whether that is so. */
export const ROUTING_DUE = 'routing.due.v1';
/** There were more tickets of a group to give away than one message has time for. */
export const DISPATCH_UNFINISHED = 'routing.dispatch_unfinished.v1';
/** The first tickets of a group were looked through; the rest is still to do. */
export const GROUP_WALKED = 'routing.group_walked.v1';
/** A ticket in a group's queue was offered to those in the group, and none of them could take it. */
export const TICKET_LEFT_WAITING = 'ticket.left_waiting.v1';

export const AvailabilityEventData = onFirstUse(() => z.object({ user_id: z.int(), version: z.int() }));
export type AvailabilityEventData = z.output<typeof AvailabilityEventData>;

/** What can fall due: kinds of timers. */
export const ROUTING_TIMERS = ['routing.skills', 'routing.unexamined', 'routing.shift'] as const;

export const RoutingDueData = onFirstUse(() =>
  z.object({ kind: z.enum(ROUTING_TIMERS), subject: z.int(), guard: z.int() }),
);
export type RoutingDueData = z.output<typeof RoutingDueData>;

export const DispatchData = onFirstUse(() => z.object({ group_id: z.int() }));
export type DispatchData = z.output<typeof DispatchData>;

export const GroupWalkedData = onFirstUse(() =>
  z.object({
    group_id: z.int(),
    /** The group's version that made it necessary. */
    version: z.int(),
    /** The last ticket that was looked at. */
    after: z.int(),
  }),
);
export type GroupWalkedData = z.output<typeof GroupWalkedData>;

export interface LeftWaitingData {
  readonly ticket_id: number;
  /** The ticket's version that was offered. */
  readonly version: number;
  readonly group_id: number;
  /** The change that it was offered after; null when time did it. */
  readonly audit_id: number | null;
}
