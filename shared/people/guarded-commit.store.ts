import type { DomainError } from '../kernel/errors.ts';
import type { Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import type { Write } from '../platform/table/table-input.ts';

/** A write and what its refusal means to the caller, where that is more than "it changed meanwhile". */
export interface GuardedWrite {
  readonly write: Write;
  readonly refused?: () => DomainError;
}

/** Commits all or nothing; a refused write becomes its own error, or stays `ConditionFailed` where it has none. */
export async function commitGuarded(table: Table, guarded: readonly GuardedWrite[]): Promise<void> {
  try {
    await table.transact(guarded.map(({ write }) => write));
  } catch (error) {
    const refused = error instanceof ConditionFailed ? guarded[error.index]?.refused : undefined;
    throw refused ? refused() : error;
  }
}

const ATTEMPTS = 5;

/**
 * Runs a read-change-commit again when somebody else committed in between. What is asked of a person, group or
 * organization names the fields it changes, so it holds whatever the others were changed to.
 */
export async function withFreshState<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (tried >= ATTEMPTS || !(error instanceof ConditionFailed)) throw error;
    }
  }
}
