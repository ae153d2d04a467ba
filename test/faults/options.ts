import { parseArgs } from 'node:util';
import * as z from 'zod/mini';

/** What a run of the harness was asked for. */
export interface FaultOptions {
  readonly seeds: number;
  readonly from: number;
  readonly workers: number;
  /** Take safeguards away instead, and see after how many seeds each is missed. */
  readonly mutants: boolean;
}

const Count = z.coerce.number().check(z.int(), z.minimum(1));
const Options = z.object({
  seeds: Count,
  from: z.coerce.number().check(z.int(), z.minimum(0)),
  workers: Count,
  mutants: z.boolean(),
});

/** Reads `--seeds N --from S --workers W --mutants`. Throws with what is wrong. */
export function faultOptions(args: readonly string[]): FaultOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '200' },
      from: { type: 'string', default: '1' },
      workers: { type: 'string', default: '2' },
      mutants: { type: 'boolean', default: false },
    },
  });
  const parsed = z.safeParse(Options, values);
  if (parsed.success) return parsed.data;
  throw new Error(`--${parsed.error.issues[0]?.path.join('.')} must be a whole number`);
}
