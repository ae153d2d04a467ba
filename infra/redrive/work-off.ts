import type { DeadLetter, DeadLetterQueue } from './dead-letters.ts';

export interface WorkOffOptions {
  /** This run's name: what it has moved itself and what failed again meanwhile is left for another run. */
  readonly run: string;
  readonly limit?: number | undefined;
  /** The only message to look at. */
  readonly message?: string | undefined;
  /** How many messages are in hand at a time, at most ten. */
  readonly together?: number;
  readonly stopped?: () => boolean;
  readonly onProgress?: (gone: number) => void;
}

/** What became of the messages. */
export interface WorkedOff {
  /** How many were looked at. */
  seen: number;
  gone: number;
  kept: number;
  /** How many this run had moved already and found again. */
  cameBack: number;
  readonly failures: { readonly id: string; readonly error: unknown }[];
}

/**
 * Takes each message of the queue once. `handle` answers whether it is dealt with: only then it is deleted, so that a
 * crash in between leaves it to be dealt with again and loses nothing. One that throws is left and holds up no other.
 */
export async function workOff(
  queue: DeadLetterQueue,
  handle: (letter: DeadLetter) => Promise<'gone' | 'kept'>,
  { run, limit = Number.POSITIVE_INFINITY, message, together = 10, stopped, onProgress }: WorkOffOptions,
): Promise<WorkedOff> {
  const result: WorkedOff = { seen: 0, gone: 0, kept: 0, cameBack: 0, failures: [] };
  const known = new Set<string>();
  const left: DeadLetter[] = [];

  async function deal(letter: DeadLetter): Promise<void> {
    result.seen += 1;
    try {
      const fate = await handle(letter);
      if (fate === 'gone') await queue.delete(letter);
      else left.push(letter);
      result[fate] += 1;
    } catch (error) {
      result.failures.push({ id: letter.id, error });
      left.push(letter);
    }
  }

  const isOurs = (letter: DeadLetter) => letter.lastRun !== run && (message === undefined || letter.id === message);
  try {
    while (!stopped?.() && result.seen < limit && !(message !== undefined && result.seen > 0)) {
      const wanted = message === undefined ? Math.min(together, limit - result.seen) : 10;
      const received = await queue.receive(wanted);
      const fresh = received.filter(({ id }) => !known.has(id));
      if (fresh.length === 0) break;
      for (const { id } of fresh) known.add(id);
      left.push(...received.filter((letter) => !isOurs(letter)));
      result.cameBack += fresh.filter(({ lastRun }) => lastRun === run).length;
      await Promise.all(fresh.filter(isOurs).map(deal));
      onProgress?.(result.gone);
    }
  } finally {
    // What is not released comes into sight by itself a little later.
    await Promise.allSettled(left.map((letter) => queue.release(letter)));
  }
  return result;
}
