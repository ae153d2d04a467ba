import type { Crowd } from './crowd.ts';
import { type Limit, limitsOf, nameOf } from './limits.ts';

export const RATES = [10, 1_000, 100_000] as const;
/** No partition shall serve more than this share of what it can, at a thousand tickets a minute. */
export const BOUND = 0.3;

/** The tables of the page on scale. */
export function tables(crowd: Crowd): { keys: string; limits: string } {
  return { keys: keyTable(crowd), limits: limitTable(limitsOf(crowd)) };
}

const WARMEST = 10;

function keyTable({ heat, perMinute, seconds, lived }: Crowd): string {
  const rows = distinct(heat)
    .slice(0, WARMEST)
    .map(({ partition, reads, writes, share, peak }) => {
      const shares = RATES.map((rate) => percent((share * rate) / perMinute));
      return `| \`${nameOf(partition)}\` | ${reads.toFixed(1)} | ${writes.toFixed(1)} | ${shares.join(' | ')} | ${percent(peak)} |`;
    });
  return [
    `${lived.tickets.toLocaleString('en-US')} tickets at ${perMinute.toLocaleString('en-US')} a minute through the real functions; ${seconds} seconds in which tickets of every age were there.`,
    '',
    `| partition key | read units/s | write units/s | ${RATES.map((rate) => `at ${rate.toLocaleString('en-US')}/min`).join(' | ')} | worst second at 1,000/min |`,
    `| --- | --- | --- | ${RATES.map(() => '---').join(' | ')} | --- |`,
    ...rows,
  ].join('\n');
}

/** One of each kind: shards of a list, and minutes of the timers, look alike. */
function distinct(heat: Crowd['heat']): Crowd['heat'] {
  const seen = new Set<string>();
  return heat.filter(({ partition }) => {
    const kind = nameOf(partition).replace(/#\d$/, '');
    return !seen.has(kind) && seen.add(kind);
  });
}

function limitTable(limits: readonly Limit[]): string {
  const breaking = ({ limit, need }: Limit) => (60 * limit) / need;
  const rows = limits
    .toSorted((a, b) => breaking(a) - breaking(b))
    .map((each) => {
      const { what, limit, unit, need, more, source } = each;
      const shares = RATES.map((rate) => percent((need * rate) / 60 / limit));
      const of = unit === 'of a partition' ? '1,000 writes/s' : `${limit.toLocaleString('en-US')} ${unit}`;
      return `| ${what} | [${of}](${source}) | ${shares.join(' | ')} | ${rounded(breaking(each))} | ${more} |`;
    });
  return [
    `| limit, the first to break first | default | ${RATES.map((rate) => `at ${rate.toLocaleString('en-US')}/min`).join(' | ')} | breaks at, tickets/min | turned up by |`,
    `| --- | --- | ${RATES.map(() => '---').join(' | ')} | --- | --- |`,
    ...rows,
  ].join('\n');
}

function percent(share: number): string {
  const value = share * 100;
  return value >= 100
    ? `**${Math.round(value).toLocaleString('en-US')} %**`
    : `${value >= 10 ? value.toFixed(0) : value.toPrecision(2)} %`;
}

/** Two digits that count. */
function rounded(value: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return (Math.round(value / step) * step).toLocaleString('en-US');
}
