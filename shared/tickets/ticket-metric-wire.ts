import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

const Minutes = onFirstUse(() => z.object({ calendar: z.nullable(z.int()), business: z.nullable(z.int()) }));
const Time = z.nullable(z.string());

/** Figures about the course of a ticket. Minutes are whole ones that have passed: around the clock, and in business hours. */
export const TicketMetricWire = onFirstUse(() =>
  z.object({
    url: z.string(),
    id: z.int(),
    ticket_id: z.int(),
    created_at: z.string(),
    updated_at: z.string(),
    group_stations: z.int(),
    assignee_stations: z.int(),
    reopens: z.int(),
    replies: z.int(),
    assignee_updated_at: Time,
    requester_updated_at: Time,
    status_updated_at: Time,
    custom_status_updated_at: Time,
    initially_assigned_at: Time,
    assigned_at: Time,
    solved_at: Time,
    latest_comment_added_at: Time,
    reply_time_in_minutes: Minutes,
    reply_time_in_seconds: z.object({ calendar: z.nullable(z.int()) }),
    first_resolution_time_in_minutes: Minutes,
    full_resolution_time_in_minutes: Minutes,
    agent_wait_time_in_minutes: Minutes,
    requester_wait_time_in_minutes: Minutes,
    on_hold_time_in_minutes: Minutes,
  }),
);
export type TicketMetricWire = z.input<typeof TicketMetricWire>;
