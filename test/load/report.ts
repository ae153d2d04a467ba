import type { Histogram } from 'hdr-histogram-js';
import { type Sample, total } from './backlog.ts';
import { at, type Figures, record, type Scoreboard, waitsHistogram } from './figures.ts';
import type { Consequence } from './mails.ts';

/** A promise, and what became of it. */
export interface Verdict {
  readonly promise: string;
  readonly kept: boolean;
  readonly seen: string;
}

const HEAD = ['planned', 'done', 'p50', 'p90', 'p99', 'p99.9', 'max', 'not accepted at once'];

/** What became of each operation, by phase. */
export function operationsTable(board: Scoreboard): string {
  return table(
    ['phase', 'operation', ...HEAD],
    board.entries().map(({ phase, operation, figures }) => [phase, operation, ...cells(figures)]),
  );
}

function cells({ planned, done, waits, errors }: Figures): string[] {
  const refused = [...errors].map(([kind, count]) => `${count} x ${kind}`).join(', ');
  return [planned ? `${planned}` : '', planned ? `${done}` : '', ...percentiles(waits), refused];
}

function percentiles(waits: Histogram): string[] {
  return [50, 90, 99, 99.9, 100].map((each) => ms(at(waits, each)));
}

/** How long mails took after what caused them, urgent tickets apart from the others. */
export function mailsTable(mails: readonly Consequence[]): string {
  const rows = new Map<string, Histogram>();
  for (const { cause, kind, ms } of mails) {
    const name = [cause.phase, `${kind} after ${cause.operation}`, cause.urgent ? 'urgent' : ''].join('\n');
    const histogram = rows.get(name) ?? waitsHistogram();
    rows.set(name, histogram);
    record(histogram, ms);
  }
  return table(
    ['phase', 'mail', '', 'mails', 'p50', 'p90', 'p99', 'p99.9', 'max'],
    [...rows].sort().map(([name, waits]) => [...name.split('\n'), `${waits.totalCount}`, ...percentiles(waits)]),
  );
}

/** The backlog through the run, a line for each stretch. */
export function backlogTable(samples: readonly Sample[], everyMs: number): string {
  const rows: string[][] = [];
  for (let from = 0; from <= (samples.at(-1)?.at ?? 0); from += everyMs) {
    const within = samples.filter((sample) => sample.at >= from && sample.at < from + everyMs);
    const deepest = within.toSorted((a, b) => total(b) - total(a))[0];
    if (!deepest) continue;
    const ages = new Map<string, number>();
    for (const sample of within)
      for (const [queue, age] of sample.ages) ages.set(queue, Math.max(age, ages.get(queue) ?? 0));
    rows.push([
      `${(from / 1000).toFixed(0)} s`,
      `${total(deepest)}`,
      [...deepest.depths]
        .sort((a, b) => b[1] - a[1])
        .map(([queue, depth]) => `${queue} ${depth}`)
        .join(', '),
      [...ages]
        .sort((a, b) => b[1] - a[1])
        .map(([queue, age]) => `${queue} ${age.toFixed(1)} s`)
        .join(', '),
    ]);
  }
  return table(['from', 'messages', 'most in', 'oldest'], rows);
}

export function verdictLines(verdicts: readonly Verdict[]): string {
  return verdicts.map(({ promise, kept, seen }) => `${kept ? 'PASS' : 'FAIL'}  ${promise}: ${seen}`).join('\n');
}

export function ms(value: number): string {
  if (Number.isNaN(value)) return '';
  return value < 10
    ? `${value.toFixed(1)} ms`
    : value < 10_000
      ? `${value.toFixed(0)} ms`
      : `${(value / 1000).toFixed(1)} s`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
