import type { FunctionName } from '../../faults/world/functions.ts';
import type { Consumed } from '../capacity-units.ts';

/** What one function has used. */
export interface FunctionUse {
  invocations: number;
  /** Milliseconds in which it waited for answers, nothing else being done. */
  waited: number;
  /** Invocations after which nothing came for longer than Lambda keeps an instance, by the conservative guess below. */
  coldStarts: number;
  tableCalls: number;
  otherCalls: number;
  logLines: number;
  logBytes: number;
}

/** What a world has used since its start, or since an earlier reading. */
export interface Usage {
  readonly functions: ReadonlyMap<FunctionName, FunctionUse>;
  readonly reads: number;
  readonly writes: number;
  /** Requests by service and kind: `s3 PUT`, `sqs send`, `sqs receive`, `sns publish`, `secrets read`, `ses out`, ... */
  readonly requests: ReadonlyMap<string, number>;
}

export interface Meter {
  consumed(owner: FunctionName | undefined, consumed: readonly Consumed[], at: number): void;
  request(kind: string, owner?: string): void;
  invocation(name: FunctionName, began: number, ended: number): void;
  logged(name: FunctionName, bytes: number): void;
  read(): Usage;
}

/** Nobody promises how long an idle instance is kept; what people measure is five minutes and more. */
export const KEPT_WARM = 5 * 60_000;

export type OnUnits = (at: number, consumed: readonly Consumed[]) => void;

export function meter(onUnits: OnUnits = () => undefined): Meter {
  const functions = new Map<FunctionName, FunctionUse>();
  const requests = new Map<string, number>();
  const lastUse = new Map<FunctionName, number>();
  let reads = 0;
  let writes = 0;
  const useOf = (name: FunctionName): FunctionUse => {
    const known = functions.get(name);
    if (known) return known;
    const fresh = {
      invocations: 0,
      waited: 0,
      coldStarts: 0,
      tableCalls: 0,
      otherCalls: 0,
      logLines: 0,
      logBytes: 0,
    };
    functions.set(name, fresh);
    return fresh;
  };
  return {
    consumed(owner, consumed, at) {
      if (!owner) return;
      useOf(owner).tableCalls++;
      for (const each of consumed) {
        reads += each.reads;
        writes += each.writes;
      }
      onUnits(at, consumed);
    },
    request(kind, owner) {
      requests.set(kind, (requests.get(kind) ?? 0) + 1);
      if (owner !== undefined) useOf(owner as FunctionName).otherCalls++;
    },
    invocation(name, began, ended) {
      const use = useOf(name);
      use.invocations++;
      use.waited += ended - began;
      if (began - (lastUse.get(name) ?? Number.NEGATIVE_INFINITY) > KEPT_WARM) use.coldStarts++;
      lastUse.set(name, Math.max(ended, lastUse.get(name) ?? 0));
    },
    logged(name, bytes) {
      const use = useOf(name);
      use.logLines++;
      use.logBytes += bytes;
    },
    read: () => ({
      functions: new Map([...functions].map(([name, use]) => [name, { ...use }])),
      reads,
      writes,
      requests: new Map(requests),
    }),
  };
}

/** `usage` without `other`, which is `times` of something. */
export function without(usage: Usage, other: Usage, times = 1): Usage {
  const functions = new Map(
    [...usage.functions].map(([name, use]) => {
      const less = other.functions.get(name);
      const rest = { ...use };
      for (const key of Object.keys(rest) as (keyof FunctionUse)[]) rest[key] -= times * (less?.[key] ?? 0);
      return [name, rest];
    }),
  );
  const requests = new Map(
    [...usage.requests].map(([kind, count]) => [kind, count - times * (other.requests.get(kind) ?? 0)]),
  );
  return { functions, requests, reads: usage.reads - times * other.reads, writes: usage.writes - times * other.writes };
}
