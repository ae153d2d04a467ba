import * as z from 'zod/mini';
import { decodeCursor, encodeCursor } from '../../shared/kernel/cursor.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import type { Cell } from '../../shared/reports/bucket.ts';
import { listFigureRows } from '../../shared/reports/figure.store.ts';
import type { FigureRow } from '../../shared/reports/figure-row.ts';
import { figureRowsCsv } from '../../shared/reports/figure-row.view.ts';
import type { ReportDay } from '../../shared/reports/report-day.ts';
import type { RowQuery, reportsApi } from '../../shared/reports/reports.api.ts';
import { askedDays, wantedCells } from './asked.ts';
import type { ReportsDeps } from './deps.ts';

/** The tickets of a report, a line each. */
export const listServiceLevelRows: UseCase<typeof reportsApi.routes.listServiceLevelRows, ReportsDeps> = (
  request,
  deps,
) => rowsAsCsv(request, deps);

/** Rows read for one table, unless asked for fewer: the most that fits well into an answer. */
const MOST_ROWS = 5_000;

/** The table, with a link to its next part where there is more. */
export async function rowsAsCsv(request: Request<unknown, RowQuery>, deps: ReportsDeps) {
  const { query, principal } = request;
  const { days } = askedDays(query, deps.now());
  const wanted = await wantedCells(query, principal, deps);
  const after = query['page[after]'];
  const { rows, next } = await readRows(deps, days, {
    limit: query['page[size]'] ?? MOST_ROWS,
    after: after === undefined ? undefined : decodeCursor(after, z.object({ day: z.string(), id: z.int() })),
    wanted,
  });
  return {
    content: figureRowsCsv(rows),
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="service-levels-${days[0]}-${days.at(-1)}.csv"`,
      ...(next ? { link: `<${nextLink(request, next)}>; rel="next"` } : {}),
    },
  };
}

interface Place {
  readonly day: ReportDay;
  readonly id: number;
}

interface Wanted {
  readonly limit: number;
  readonly after: Place | undefined;
  readonly wanted: (cell: Cell) => boolean;
}

/** Rows read at once. */
const PAGE = 500;

/** Reads day by day from a place on, until the table is full. What the caller may not see fills it as well. */
async function readRows(deps: ReportsDeps, days: readonly ReportDay[], { limit, after, wanted }: Wanted) {
  const rows: FigureRow[] = [];
  let read = 0;
  for (const day of days) {
    if (after && day < after.day) continue;
    let beyond = after?.day === day ? after.id : 0;
    for (;;) {
      const asked = Math.min(PAGE, limit - read);
      const page = await listFigureRows(deps.table, day, { descending: false, beyond, limit: asked });
      read += page.ids.length;
      rows.push(...page.rows.filter(wanted));
      beyond = page.ids.at(-1) ?? beyond;
      if (page.ids.length < asked) break;
      if (read >= limit) return { rows, next: { day, id: beyond } };
    }
  }
  return { rows, next: undefined };
}

function nextLink({ baseUrl, path, rawQuery }: Request, next: Place): string {
  const query = new URLSearchParams(rawQuery);
  query.set('page[after]', encodeCursor(next));
  return `${new URL(baseUrl).origin}${encodeURI(path)}?${query}`;
}
