/** The memory that comes with one whole processor. https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const ONE_PROCESSOR = 1769;
/**
 * How much longer Lambda's processor takes than the one that was measured, for what needs it as a whole. A guess on the
 * safe side: arm64 functions run on Graviton processors of an undisclosed share and clock.
 */
export const SLOWER = 1.5;

export interface Invocation {
  /** MB. */
  readonly memory: number;
  /** Milliseconds of waiting for answers. */
  readonly waited: number;
  /** Milliseconds of processor time, as measured. */
  readonly worked: number;
}

/** Milliseconds that Lambda bills for an invocation: waiting, and working with the share of a processor that comes with the memory. */
export function billed({ memory, waited, worked }: Invocation): number {
  const share = Math.min(1, memory / ONE_PROCESSOR);
  return Math.ceil(waited + (worked * SLOWER) / share);
}

/** What Lambda calls a GB-second. */
export function gbSeconds(memory: number, milliseconds: number): number {
  return (memory / 1024) * (milliseconds / 1000);
}
