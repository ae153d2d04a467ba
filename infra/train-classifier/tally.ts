import { percent } from './tuning.ts';

/** How often each label was given to texts of each label. */
export interface Tally {
  readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly add: (expected: string, given: string) => void;
}

const WIDEST_TABLE = 12;
const MOST_PAIRS = 20;

/** An empty tally. */
export function newTally(): Tally {
  const counts = new Map<string, Map<string, number>>();
  return {
    counts,
    add: (expected, given) => {
      const row = counts.get(expected) ?? new Map<string, number>();
      counts.set(expected, row.set(given, (row.get(given) ?? 0) + 1));
    },
  };
}

/** Accuracy and what was confused, for people. Empty when no text said what it is. */
export function forPeople({ counts }: Tally): string {
  const cells = [...counts].flatMap(([expected, row]) =>
    [...row].map(([given, count]) => ({ expected, given, count })),
  );
  const all = cells.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return '';
  const right = cells.reduce((sum, { expected, given, count }) => sum + (expected === given ? count : 0), 0);
  const names = [...new Set(cells.flatMap(({ expected, given }) => [expected, given]))].sort();
  const table = names.length <= WIDEST_TABLE ? matrix(counts, names) : pairs(cells, counts);
  return `accuracy\t${percent(right / all)} (${right} of ${all})\n\n${table}`;
}

/** A row for each label as given in the file, a column for each label as the model gave it. */
function matrix(counts: Tally['counts'], names: readonly string[]): string {
  const rows = [
    ['expected \\ given', ...names],
    ...names.map((expected) => [expected, ...names.map((given) => String(counts.get(expected)?.get(given) ?? 0))]),
  ];
  const widths = names.map((_, at) => Math.max(...rows.map((row) => (row[at + 1] ?? '').length)));
  const first = Math.max(...rows.map(([name = '']) => name.length));
  return rows
    .map(([name = '', ...cells]) =>
      [name.padEnd(first), ...cells.map((cell, at) => cell.padStart(widths[at] ?? 0))].join('  '),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** The pairs confused most. */
function pairs(cells: readonly { expected: string; given: string; count: number }[], counts: Tally['counts']): string {
  const wrong = cells
    .filter(({ expected, given }) => expected !== given)
    .sort((a, b) => b.count - a.count || a.expected.localeCompare(b.expected));
  const lines = wrong.slice(0, MOST_PAIRS).map(({ expected, given, count }) => {
    const texts = [...(counts.get(expected)?.values() ?? [])].reduce((sum, each) => sum + each, 0);
    return `${count} of ${texts}\t${expected}\t${given}\n`;
  });
  return `most confused (texts, expected, given)\n${lines.join('')}`;
}
