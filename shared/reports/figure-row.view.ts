import { type Instant, MINUTE, toIsoOrNull } from '../kernel/clock.ts';
import { type CsvValue, csvOf } from '../kernel/csv.ts';
import { ALL_METRICS, type TimedMetric } from '../tickets/timed-metric.ts';
import type { FigureRow } from './figure-row.ts';

type Column = (row: FigureRow) => CsvValue;

const promise =
  (metric: TimedMetric): Column =>
  ({ promises }) => {
    const outcomes = promises.filter((each) => each.metric === metric);
    return outcomes.length === 0 ? null : outcomes.every(({ kept }) => kept) ? 'achieved' : 'breached';
  };
const minutesTo =
  (name: 'first_reply_at' | 'first_solved_at' | 'solved_at'): Column =>
  (row) =>
    wholeMinutes(row.created_at, row[name]);

/** The columns of a table of tickets; none holds what a customer wrote or who they are. */
const COLUMNS: Readonly<Record<string, Column>> = {
  ticket_id: (row) => row.ticket_id,
  created_at: (row) => toIsoOrNull(row.created_at),
  status: (row) => row.status,
  priority: (row) => row.priority,
  channel: (row) => row.channel,
  category: (row) => row.category,
  group_id: (row) => row.group_id,
  agent_id: (row) => row.agent_id,
  replies: (row) => row.replies,
  reopens: (row) => row.reopens,
  first_reply_at: (row) => toIsoOrNull(row.first_reply_at),
  first_reply_minutes: minutesTo('first_reply_at'),
  first_solved_at: (row) => toIsoOrNull(row.first_solved_at),
  first_resolution_minutes: minutesTo('first_solved_at'),
  solved_at: (row) => toIsoOrNull(row.solved_at),
  full_resolution_minutes: minutesTo('solved_at'),
  ...Object.fromEntries(ALL_METRICS.map((metric) => [metric, promise(metric)])),
  satisfaction: (row) => row.satisfaction,
};

/** Tickets as a table for spreadsheets, a line each. */
export function figureRowsCsv(rows: readonly FigureRow[]): string {
  const columns = Object.values(COLUMNS);
  return csvOf(
    Object.keys(COLUMNS),
    rows.map((row) => columns.map((column) => column(row))),
  );
}

function wholeMinutes(from: Instant, to: Instant | null): number | null {
  return to === null ? null : Math.max(0, Math.floor((to - from) / MINUTE));
}
