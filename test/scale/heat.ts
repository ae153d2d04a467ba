import type { Consumed } from '../cost/capacity-units.ts';

/**
 * What one partition of the table or of an index serves in a second, whatever the table as a whole does.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput-scenarios.html
 */
const PARTITION = { reads: 3_000, writes: 1_000 };

/** How warm a partition key is, as a share of what its partition can serve. */
export interface Heat {
  readonly partition: string;
  /** Units a second on average. */
  readonly reads: number;
  readonly writes: number;
  readonly share: number;
  /** In the worst second. */
  readonly peak: number;
}

export interface HeatKeeper {
  add(at: number, consumed: readonly Consumed[]): void;
  /** Every partition key that was touched in the seconds that were kept, so many of them, the warmest first. */
  hottest(seconds: number): Heat[];
}

interface Units {
  reads: number;
  writes: number;
}

const SECOND = 1_000;

/** Keeps what each partition key serves in each second. */
export function heatKeeper(): HeatKeeper {
  const seconds = new Map<number, Map<string, Units>>();
  return {
    add(at, consumed) {
      const second = Math.floor(at / SECOND);
      const partitions = seconds.get(second) ?? new Map<string, Units>();
      seconds.set(second, partitions);
      for (const { partition, reads, writes } of consumed) {
        const units = partitions.get(partition) ?? { reads: 0, writes: 0 };
        units.reads += reads;
        units.writes += writes;
        partitions.set(partition, units);
      }
    },
    hottest(length) {
      const all = new Map<string, Units & { peak: number }>();
      for (const partitions of seconds.values()) {
        for (const [partition, { reads, writes }] of partitions) {
          const sum = all.get(partition) ?? { reads: 0, writes: 0, peak: 0 };
          sum.reads += reads;
          sum.writes += writes;
          sum.peak = Math.max(sum.peak, shareOf({ reads, writes }));
          all.set(partition, sum);
        }
      }
      return [...all]
        .map(([partition, { reads, writes, peak }]) => {
          const units = { reads: reads / length, writes: writes / length };
          return { partition, ...units, share: shareOf(units), peak };
        })
        .sort((a, b) => b.share - a.share);
    },
  };
}

/** The share of a partition that units a second take: it serves any mixture of both. */
export function shareOf({ reads, writes }: Units): number {
  return reads / PARTITION.reads + writes / PARTITION.writes;
}
