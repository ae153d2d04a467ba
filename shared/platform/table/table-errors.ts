import { DomainError } from '../../kernel/errors.ts';
import type { Outside } from '../outside.ts';

/** A condition did not hold. `index` is the position of the write in its transaction, 0 for a single write. */
export class ConditionFailed extends Error {
  readonly index: number;
  constructor(index: number, cause?: unknown) {
    super(`The condition of write ${index} did not hold`, { cause });
    this.name = 'ConditionFailed';
    this.index = index;
  }
}

const THROTTLED = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'InternalServerError',
  'TimeoutError',
  'TransactionInProgressException',
]);

interface SdkError {
  name?: string;
  CancellationReasons?: { Code?: string }[];
}

/** Turns what the SDK throws into ConditionFailed or `unavailable`; passes on what it does not know. */
export function translateTableError(error: unknown): unknown {
  const { name = '', CancellationReasons: reasons } = error as SdkError;
  if (name === 'ConditionalCheckFailedException') return new ConditionFailed(0, error);
  if (name === 'TransactionCanceledException') {
    const refused = reasons?.findIndex((reason) => reason.Code === 'ConditionalCheckFailed') ?? -1;
    if (refused >= 0) return new ConditionFailed(refused, error);
    return new DomainError('unavailable', 'try_again', { cause: error });
  }
  if (THROTTLED.has(name)) return new DomainError('unavailable', 'try_again', { cause: error });
  return error;
}

/** True when another transaction held one of the items: nothing was written and the same request may simply be sent again. */
function isConflict(error: unknown): boolean {
  const { name, CancellationReasons: reasons = [] } = error as SdkError;
  if (name === 'TransactionConflictException') return true;
  return (
    name === 'TransactionCanceledException' &&
    reasons.some((reason) => reason.Code === 'TransactionConflict') &&
    !reasons.some((reason) => reason.Code === 'ConditionalCheckFailed')
  );
}

const CONFLICT_ATTEMPTS = 6;

/** How a table waits before it tries again. */
export type Waiting = Pick<Outside, 'pause' | 'random'>;

/** Sends again, after a short growing pause with jitter, what another transaction got in the way of. */
export async function withConflictRetry<T>(send: () => Promise<T>, { pause, random }: Waiting): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (attempt >= CONFLICT_ATTEMPTS || !isConflict(error)) throw error;
      await pause(10 * 2 ** attempt * (0.5 + random() / 2));
    }
  }
}
