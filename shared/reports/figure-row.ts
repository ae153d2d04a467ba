import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { Priority, Status, Via } from '../tickets/ticket.ts';

const Time = z.nullable(z.number());

/** A promise about time that is over: it was kept, or it was broken. */
export const PromiseOutcome = onFirstUse(() =>
  z.object({
    metric: z.string(),
    kept: z.boolean(),
    /** When it was kept, or was due; null where its clock does not know. */
    at: Time,
  }),
);
export type PromiseOutcome = z.output<typeof PromiseOutcome>;

/** What became of one ticket, as `infra/docs/figures.md` defines it; instants are milliseconds. */
export const FigureFacts = onFirstUse(() =>
  z.object({
    ticket_id: z.int(),
    created_at: z.number(),
    status: Status,
    priority: z.nullable(Priority),
    channel: Via.shape.channel,
    category: z.nullable(z.string()),
    group_id: z.nullable(z.int()),
    agent_id: z.nullable(z.int()),
    first_reply_at: Time,
    first_solved_at: Time,
    solved_at: Time,
    replies: z.int(),
    reopens: z.int(),
    promises: z.array(PromiseOutcome),
    satisfaction: z.nullable(z.enum(['offered', 'good', 'bad'])),
    deleted: z.boolean(),
  }),
);
export type FigureFacts = z.output<typeof FigureFacts>;

/**
 * A ticket's row: what became of it, what it is counted in, and how far its audits and clocks are in it. `counted` is
 * written together with the buckets, so it always says what they hold of this ticket. `version` rises with each write.
 */
export const FigureRow = onFirstUse(() =>
  z.extend(FigureFacts, {
    version: z.int(),
    ticket_version: z.int(),
    sla_version: z.int(),
    counted: z.record(z.string(), z.record(z.string(), z.int())),
  }),
);
export type FigureRow = z.output<typeof FigureRow>;

/** Whether a row says already what it would be made to say: nothing but how far its sources were read is different. */
export function isUpToDate(before: FigureRow | undefined, after: Omit<FigureRow, 'version'>): boolean {
  if (!before) return false;
  const { ticket_version, sla_version } = after;
  return isDeepSame({ ...before, ticket_version, sla_version }, { ...after, version: before.version });
}

function isDeepSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => isDeepSame(Reflect.get(a, name), Reflect.get(b, name)))
  );
}
