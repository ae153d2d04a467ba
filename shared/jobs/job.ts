import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** What a bulk request does with each of its rows; `functions/run-jobs` has a function for each. */
const JOB_TYPES = [
  'tickets.create',
  'tickets.update',
  'tickets.delete',
  'tickets.merge',
  'users.create',
  'users.create_or_update',
  'users.update',
  'users.delete',
  'organizations.create',
  'organizations.update',
  'organizations.delete',
  'group_memberships.create',
  'group_memberships.delete',
  'organization_memberships.create',
  'organization_memberships.delete',
] as const;
export type JobType = (typeof JOB_TYPES)[number];

/** Rows one bulk request may have. */
export const MAX_ROWS = 100;

/** How one row ended, as the wire shows it. */
export const RowResult = onFirstUse(() =>
  z.object({
    index: z.int(),
    id: z.nullable(z.union([z.int(), z.string()])),
    action: z.enum(['create', 'update', 'delete']),
    status: z.enum(['Created', 'Updated', 'Deleted', 'Failed']),
    success: z.boolean(),
    error: z.optional(z.string()),
    details: z.optional(z.string()),
  }),
);
export type RowResult = z.output<typeof RowResult>;

/** A bulk request: queued with its rows in one go, worked on row by row, completed when each row has its result. */
export const Job = onFirstUse(() =>
  z.object({
    id: z.string(),
    version: z.int(),
    job_type: z.enum(JOB_TYPES),
    status: z.enum(['queued', 'working', 'completed', 'failed']),
    total: z.int(),
    progress: z.int(),
    /** Who asked for it: rows are carried out under this person's rights. */
    requested_by: z.int(),
    locale: z.string(),
    results: z.nullable(z.array(RowResult)),
    created_at: z.number(),
    updated_at: z.number(),
  }),
);
export type Job = z.output<typeof Job>;

/** One row and, once it was carried out, its result. */
export const JobRow = onFirstUse(() => z.object({ row: z.int(), input: z.unknown(), result: z.nullable(RowResult) }));
export type JobRow = z.output<typeof JobRow>;

/** What the action of a job is called in its results. */
function actionOf(type: JobType): RowResult['action'] {
  if (type.endsWith('.delete')) return 'delete';
  return type.endsWith('.create') ? 'create' : 'update';
}

const STATUS = { create: 'Created', update: 'Updated', delete: 'Deleted' } as const;

/** The result of a row that was carried out. */
export function rowDone(type: JobType, index: number, id: number | string, did?: 'create' | 'update'): RowResult {
  const action = did ?? actionOf(type);
  return { index, id, action, status: STATUS[action], success: true };
}

/** The result of a row that was refused. `error` is the stable code, `details` its text. */
export function rowFailed(
  type: JobType,
  index: number,
  id: number | string | null,
  error: string,
  details: string,
): RowResult {
  return { index, id, action: actionOf(type), status: 'Failed', success: false, error, details };
}
