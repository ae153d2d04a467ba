import * as z from 'zod/mini';
import { invalid } from '../kernel/errors.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { ExternalId, ExternalIdList, IdList, isPlainData } from './wire-fields.ts';

/** The answer to a bulk request: always queued, so that clients learn the outcome in one way only. */
export const QueuedJobResponse = onFirstUse(() =>
  z.object({
    job_status: z.object({
      id: z.string(),
      url: z.string(),
      job_type: z.string(),
      status: z.string(),
      total: z.nullable(z.int()),
      progress: z.nullable(z.int()),
      message: z.nullable(z.string()),
      results: z.null(),
    }),
  }),
);

/** Which records a bulk request is about, by our ids or by another system's. */
export const BULK_IDS = onFirstUse(() => ({ ids: z.optional(IdList), external_ids: z.optional(ExternalIdList) }));

interface BulkIds {
  readonly ids?: readonly number[] | undefined;
  readonly external_ids?: readonly string[] | undefined;
}

/** Characters one row may have: it must fit into an item of the table. */
const MAX_ROW = 100_000;

const Row = onFirstUse(() =>
  z
    .record(z.string(), z.unknown())
    .check(z.refine((row) => isPlainData(row) && JSON.stringify(row).length <= MAX_ROW, 'field_invalid')),
);

/** Rows of a bulk request: each is judged by itself when it is carried out, so that one bad row spoils no other. */
export const BulkRows = onFirstUse(() => z.array(Row).check(z.maxLength(100)));
export type BulkRows = z.output<typeof BulkRows>;

/** A row for each record that a bulk request is about. Throws `invalid` when it names none. */
export function targetRows({ ids, external_ids }: BulkIds): BulkRows {
  if (ids) return ids.map((id) => ({ id }));
  if (external_ids) return external_ids.map((external_id) => ({ external_id }));
  throw invalid('ids', 'field_required');
}

/** A row of a bulk change or deletion names its record. */
export const RowTarget = onFirstUse(() =>
  z.object({ id: z.optional(z.int()), external_id: z.optional(z.nullable(ExternalId)) }),
);
