import { addTo, type Cell, cellFrom, type Figures, figuresOfTally, type Tally } from './bucket.ts';
import { type Duration, histogramOf, percentiles } from './histogram.ts';
import type { ReportDay } from './report-day.ts';

/** What a report can be broken down by. */
export const DIMENSIONS = ['day', 'group', 'agent', 'category', 'channel'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The cells of a day, or of now, by name. */
type Cells = ReadonlyMap<string, Figures>;

/** What a report is made from. */
export interface ReportSource {
  readonly days: readonly ReportDay[];
  readonly by: readonly Dimension[];
  /** Which cells whoever asks may see, and asked for. */
  readonly wanted: (cell: Cell) => boolean;
  /** The cells of the days of the report and, where the backlog is wanted, of all days since. */
  readonly cells: ReadonlyMap<ReportDay, Cells>;
  /** What stands now, and which day that is; undefined when the backlog cannot be told. */
  readonly now: { readonly cells: Cells; readonly day: ReportDay } | undefined;
}

/** Whose figures a line of a report is: only what it is broken down by. */
interface LineKey {
  day?: ReportDay;
  group_id?: number | null;
  agent_id?: number | null;
  category?: string | null;
  channel?: string;
}

/** One line of a report, with figures as `infra/docs/figures.md` defines them. */
export type ServiceLevels = LineKey & ReturnType<typeof figuresView> & { readonly backlog: number | null };

/** A report: a line for each combination of its dimensions in which there is anything, and one for all of it. */
export function serviceLevels(source: ReportSource): { readonly rows: ServiceLevels[]; readonly total: ServiceLevels } {
  const { by } = source;
  const [total = emptyLine({}, source)] = linesOf(source, []).values();
  return {
    rows: [...linesOf(source, by).values()].map(view).sort((a, b) => compare(a, b, by)),
    total: view(total),
  };
}

interface Line {
  readonly key: LineKey;
  readonly tally: Tally;
  backlog: number | null;
}

function linesOf(source: ReportSource, by: readonly Dimension[]): Map<string, Line> {
  const lines = new Map<string, Line>();
  const lineOf = (key: LineKey): Line => {
    const name = JSON.stringify(key);
    const line = lines.get(name) ?? emptyLine(key, source);
    lines.set(name, line);
    return line;
  };
  for (const day of source.days)
    for (const [cell, figures] of wantedCells(source, source.cells.get(day))) {
      addTo(lineOf(keyOf(by, day, cell)).tally, figures);
    }
  for (const [key, open] of backlogs(source, by)) lineOf(key).backlog = open;
  return lines;
}

function emptyLine(key: LineKey, { now }: ReportSource): Line {
  return { key, tally: new Map(), backlog: now ? 0 : null };
}

/**
 * Open tickets at the end of the report's days, or of each of them: those that are open now, without what changed since.
 * Only what is not zero.
 */
function backlogs(source: ReportSource, by: readonly Dimension[]): [LineKey, number][] {
  const { now, days } = source;
  const last = days.at(-1);
  if (!now || last === undefined) return [];
  const open = new Map<string, number>();
  const add = (cells: Cells | undefined, sign: 1 | -1) => {
    for (const [cell, figures] of wantedCells(source, cells)) {
      const name = JSON.stringify(keyOf(by, undefined, cell));
      open.set(name, (open.get(name) ?? 0) + sign * (figures['open'] ?? 0));
    }
  };
  const found: [LineKey, number][] = [];
  const note = (day: ReportDay) => {
    for (const [name, count] of open) {
      const key = JSON.parse(name) as LineKey;
      if (count !== 0) found.push([by.includes('day') ? { day, ...key } : key, count]);
    }
  };
  add(now.cells, 1);
  const since = [...source.cells.keys()].filter((day) => day > last).sort();
  for (const day of since.reverse()) add(source.cells.get(day), -1);
  if (!by.includes('day')) note(last);
  else
    for (const day of days.toReversed()) {
      note(day);
      add(source.cells.get(day), -1);
    }
  return found;
}

function* wantedCells({ wanted }: ReportSource, cells: Cells | undefined): Generator<[Cell, Figures]> {
  for (const [name, figures] of cells ?? []) {
    const cell = cellFrom(name);
    if (wanted(cell)) yield [cell, figures];
  }
}

function keyOf(by: readonly Dimension[], day: ReportDay | undefined, cell: Cell): LineKey {
  return {
    ...(by.includes('day') && day !== undefined ? { day } : {}),
    ...(by.includes('group') ? { group_id: cell.group_id } : {}),
    ...(by.includes('agent') ? { agent_id: cell.agent_id } : {}),
    ...(by.includes('category') ? { category: cell.category } : {}),
    ...(by.includes('channel') ? { channel: cell.channel } : {}),
  };
}

const FIELDS = {
  day: 'day',
  group: 'group_id',
  agent: 'agent_id',
  category: 'category',
  channel: 'channel',
} as const satisfies Record<Dimension, keyof LineKey>;

/** Lines in the order of what they are broken down by; nobody and nothing come first. */
function compare(a: LineKey, b: LineKey, by: readonly Dimension[]): number {
  for (const dimension of by) {
    const [left, right] = [a[FIELDS[dimension]] ?? '', b[FIELDS[dimension]] ?? ''];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

function view({ key, tally, backlog }: Line): ServiceLevels {
  return { ...key, ...figuresView(figuresOfTally(tally)), backlog };
}

/** The figures of a line, for the wire. */
function figuresView(figures: Figures) {
  const count = (name: string) => figures[name] ?? 0;
  const [good, bad] = [count('good'), count('bad')];
  const took = (duration: Duration) => percentiles(histogramOf(figures, duration));
  return {
    created: count('created'),
    solved: count('solved'),
    reopened: count('reopened'),
    merged: count('merged'),
    first_reply_minutes: took('first_reply'),
    first_resolution_minutes: took('first_resolution'),
    full_resolution_minutes: took('full_resolution'),
    promises: promisesView(figures),
    satisfaction: {
      offered: count('offered'),
      good,
      bad,
      score: good + bad === 0 ? null : good / (good + bad),
    },
  };
}

function promisesView(figures: Figures) {
  const metrics = new Map<string, { achieved: number; breached: number }>();
  for (const [name, count] of Object.entries(figures)) {
    const [, outcome, metric] = /^(achieved|breached)_(\w+)$/.exec(name) ?? [];
    if (metric === undefined || (outcome !== 'achieved' && outcome !== 'breached')) continue;
    const both = metrics.get(metric) ?? { achieved: 0, breached: 0 };
    both[outcome] += count;
    metrics.set(metric, both);
  }
  const all = [...metrics].sort(([a], [b]) => (a < b ? -1 : 1)).map(([metric, both]) => ({ metric, ...both }));
  const sum = (outcome: 'achieved' | 'breached') => all.reduce((total, each) => total + each[outcome], 0);
  return { achieved: sum('achieved'), breached: sum('breached'), metrics: all };
}
