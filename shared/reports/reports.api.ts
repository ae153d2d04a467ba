import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { Id, text } from '../people/wire-fields.ts';
import { resource, route } from '../platform/http/contract.ts';
import { CHANNELS } from '../tickets/ticket.ts';
import { isDay } from './report-day.ts';

const STAFF = ['agent', 'admin'] as const;

/** Tickets in one table; what comes after them has a link of its own. */
const MAX_ROWS = 5_000;

const Day = onFirstUse(() => z.string().check(z.refine((day) => isDay(day), 'report.day_invalid')));
const RANGE = onFirstUse(() => ({
  /** The first and last day, both included, in the reports' time zone. */
  from: z.optional(Day),
  to: z.optional(Day),
  group_id: z.optional(Id),
  agent_id: z.optional(Id),
  category: z.optional(text(255)),
  channel: z.optional(z.enum(CHANNELS)),
}));
const ROW_QUERY = onFirstUse(() => ({
  'page[size]': z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(MAX_ROWS))),
  'page[after]': z.optional(z.string()),
}));
const RowQuery = onFirstUse(() => z.object({ ...RANGE, ...ROW_QUERY }));
export type RowQuery = z.output<typeof RowQuery>;
const ReportQuery = onFirstUse(() =>
  z.object({ ...RANGE, ...ROW_QUERY, by: z.optional(z.string().check(z.maxLength(100))) }),
);
export type ReportQuery = z.output<typeof ReportQuery>;

const Minutes = z.nullable(z.int());
const Percentiles = onFirstUse(() => z.object({ count: z.int(), p50: Minutes, p90: Minutes, p99: Minutes }));
const Line = onFirstUse(() =>
  z.object({
    day: z.optional(z.string()),
    group_id: z.optional(z.nullable(z.int())),
    agent_id: z.optional(z.nullable(z.int())),
    category: z.optional(z.nullable(z.string())),
    channel: z.optional(z.string()),
    created: z.int(),
    solved: z.int(),
    reopened: z.int(),
    merged: z.int(),
    first_reply_minutes: Percentiles,
    first_resolution_minutes: Percentiles,
    full_resolution_minutes: Percentiles,
    promises: z.object({
      achieved: z.int(),
      breached: z.int(),
      metrics: z.array(z.object({ metric: z.string(), achieved: z.int(), breached: z.int() })),
    }),
    /** Open tickets at the end of the last day; null when that is too long ago to tell. */
    backlog: z.nullable(z.int()),
    satisfaction: z.object({
      offered: z.int(),
      good: z.int(),
      bad: z.int(),
      /** The share of good ones; null when nobody answered. */
      score: z.nullable(z.number()),
    }),
  }),
);

/** Figures about how customers are served; `infra/docs/figures.md` defines each. */
export const reportsApi = resource({
  name: 'reports',
  bases: ['/api/v2/reports'],
  routes: {
    showServiceLevels: route({
      method: 'GET',
      path: '/api/v2/reports/service-levels',
      summary:
        'Figures by day, group, agent, category and channel (`by`), of up to 92 days; `Accept: text/csv` gets the tickets behind them',
      allow: STAFF,
      query: ReportQuery,
      answers: 'json_or_file',
      response: () =>
        z.object({
          service_levels: z.object({
            from: z.string(),
            to: z.string(),
            time_zone: z.string(),
            by: z.array(z.string()),
            rows: z.array(Line),
            total: Line,
          }),
        }),
    }),
    listServiceLevelRows: route({
      method: 'GET',
      path: '/api/v2/reports/service-levels.csv',
      summary: 'The tickets that were opened in those days with what became of them, a line each (CSV)',
      allow: STAFF,
      query: RowQuery,
      answers: 'file',
    }),
  },
});
