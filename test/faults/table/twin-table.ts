import { isDeepStrictEqual } from 'node:util';
import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import type { TableCommand, TableEngine } from './table-engine.ts';

/** What came of a command: an answer or an error, without what may differ between engines that are both right. */
export interface Outcome {
  readonly answer?: Record<string, unknown>;
  readonly error?: string;
  readonly reasons?: readonly (readonly [string | undefined, string | undefined])[];
}

/** A case in which the model is known to answer otherwise than the subject, and why the subject is right. */
export interface Deviation {
  readonly reason: string;
  covers(command: TableCommand, subject: Outcome, model: Outcome): boolean;
}

/** Carries out each command on both engines and throws when they differ. Callers get what the subject answers. */
export function twinTable(
  subject: TableEngine,
  model: TableEngine,
  deviations: readonly Deviation[],
): Pick<TableEngine, 'execute'> {
  return {
    async execute(command) {
      const [real, mine] = [await attempt(model, command), await attempt(subject, command)];
      const known = () => deviations.some((deviation) => deviation.covers(command, mine.outcome, real.outcome));
      if (!isDeepStrictEqual(mine.outcome, real.outcome) && !known()) {
        throw new Difference(command, mine.outcome, real.outcome);
      }
      if (mine.thrown) throw mine.thrown;
      return mine.answer ?? {};
    },
  };
}

interface Attempt {
  readonly outcome: Outcome;
  readonly answer?: Record<string, unknown>;
  readonly thrown?: unknown;
}

async function attempt(engine: TableEngine, command: TableCommand): Promise<Attempt> {
  try {
    const answer = await engine.execute(command);
    const { ConsumedCapacity: _, ...rest } = answer;
    return { outcome: { answer: rest }, answer };
  } catch (thrown) {
    const { name, CancellationReasons } = thrown as Error & { CancellationReasons?: CancellationReason[] };
    const reasons = CancellationReasons?.map(({ Code, Message }) => [Code, Message] as const);
    return { outcome: { error: name, ...(reasons ? { reasons } : {}) }, thrown };
  }
}

/** The engines differ. */
export class Difference extends Error {
  constructor(command: TableCommand, subject: Outcome, model: Outcome) {
    const [asked, mine, real] = [command.input, subject, model].map(readable);
    super(`${command.constructor.name} ${asked}\nmemory table: ${mine}\nreal engine:  ${real}`);
    this.name = 'Difference';
  }
}

function readable(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (each instanceof Set) return { set: [...each] };
    if (typeof each === 'bigint') return `${each}n`;
    if (typeof each === 'string' && each.length > 100) return `${each.slice(0, 100)}... (${each.length})`;
    return each === undefined ? '(undefined)' : each;
  });
}
