import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { invalid, notFound } from '../kernel/errors.ts';
import type { IdempotencyKey } from '../platform/http/contract.ts';
import { invalidInput } from '../platform/http/parse-input.ts';
import { createOnce } from '../platform/idempotency.ts';
import type { Table } from '../platform/table/table.ts';
import { RowTarget } from './bulk.ts';

/** A row of a bulk request, parsed like the single request. Throws `invalid` with every wrong field. */
export function parsedRow<S extends z.ZodMiniType>(schema: S, row: unknown): z.output<S> {
  const result = z.safeParse(schema, row);
  if (result.success) return result.data;
  throw invalidInput(result.error.issues, row);
}

/**
 * Which record a row changes or deletes: the one with its id, or else with its external id. What an external id led to
 * is remembered under `key`: carried out again, the row means the same record, even if it freed the external id itself.
 */
export async function rowTarget(
  table: Table,
  row: unknown,
  key: IdempotencyKey,
  now: Instant,
  findByExternalId: (table: Table, externalId: string) => Promise<{ readonly id: number } | undefined>,
): Promise<number> {
  const { id, external_id } = parsedRow(RowTarget, row);
  if (id !== undefined) return id;
  if (!external_id) throw invalid('id', 'field_required');
  return createOnce<number>(table, { ...key, scope: `${key.scope}#target` }, now, async (claim) => {
    const found = await findByExternalId(table, external_id);
    if (!found) throw notFound('record');
    await table.transact(claim(found.id));
    return found.id;
  });
}

/** The fields a row changes: an external id that names the record is not one of them. */
export function rowChanges<I extends { external_id?: string | null | undefined }>(row: unknown, input: I): I {
  const { external_id: _named, ...changes } = input;
  return parsedRow(RowTarget, row).id === undefined ? (changes as I) : input;
}
