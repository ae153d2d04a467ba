import * as z from 'zod/mini';
import { DAY, type Instant, SECOND } from '../kernel/clock.ts';
import { DomainError, type ErrorKind } from '../kernel/errors.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { IdempotencyKey } from './http/contract.ts';
import { idempotencyKey } from './table/keys.ts';
import type { Table } from './table/table.ts';
import { ConditionFailed } from './table/table-errors.ts';
import type { Write } from './table/table-input.ts';

const Marker = onFirstUse(() =>
  z.object({ body_hash: z.string(), result_id: z.union([z.int(), z.string()]), kept_until: z.number() }),
);

/** What an idempotent create adds to its transaction: nothing, where the client gave no key. */
export type Claim<T extends number | string = number> = (resultId: T) => readonly Write[];
export const noClaim: Claim = () => [];

/** The write that claims a client's key for a result: part of the transaction that makes the result. */
function idempotencyWrite(key: IdempotencyKey, resultId: number | string, now: Instant): Write {
  const kept_until = now + DAY;
  return {
    put: {
      ...idempotencyKey(key.scope),
      entity: 'idempotency',
      body_hash: key.bodyHash,
      result_id: resultId,
      kept_until,
      expires_at: Math.ceil(kept_until / SECOND),
    },
    condition: { absentOrOver: { attribute: 'kept_until', at: now } },
  };
}

/**
 * The result an earlier request with this key made, or undefined. Throws `invalid: idempotency_key_reused` when that
 * request had another body. Kept for 24 hours.
 */
export async function earlierResult(
  table: Table,
  key: IdempotencyKey,
  now: Instant,
): Promise<number | string | undefined> {
  const item = await table.get(idempotencyKey(key.scope), { consistent: true });
  if (!item) return undefined;
  const marker = z.parse(Marker, item);
  if (marker.kept_until <= now) return undefined;
  if (marker.body_hash !== key.bodyHash) {
    throw new DomainError('invalid', 'idempotency_key_reused', {
      fields: [{ field: 'idempotency_key', code: 'idempotency_key_reused' }],
    });
  }
  return marker.result_id;
}

/**
 * Runs a create at most once for a client's key: answers the id that an earlier request made, or runs `create` with the
 * write it must add to its transaction. Two at the same time: one creates, the other answers with its result, also when
 * what it meets first is something the other has used up or taken away.
 */
export async function createOnce<T extends number | string>(
  table: Table,
  key: IdempotencyKey | undefined,
  now: Instant,
  create: (claim: (resultId: T) => Write[]) => Promise<T>,
): Promise<T> {
  if (!key) return create(() => []);
  const before = await earlierResult(table, key, now);
  if (before !== undefined) return before as T;
  try {
    return await create((resultId) => [idempotencyWrite(key, resultId, now)]);
  } catch (error) {
    if (!mayBeOvertaken(error)) throw error;
    const meanwhile = await earlierResult(table, key, now);
    if (meanwhile === undefined) throw error;
    return meanwhile as T;
  }
}

/** What a request may meet because another one with its key was there before. */
const OVERTAKEN: readonly ErrorKind[] = ['invalid', 'conflict', 'not_found'];

function mayBeOvertaken(error: unknown): boolean {
  if (error instanceof DomainError) return OVERTAKEN.includes(error.kind);
  return error instanceof ConditionFailed;
}
