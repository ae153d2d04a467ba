import { invalid } from '../../shared/kernel/errors.ts';
import { asksForCsv } from '../../shared/platform/http/asks-for-csv.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { NOW } from '../../shared/reports/bucket.ts';
import { type DayCells, readDayCells } from '../../shared/reports/figure-bucket.store.ts';
import { daysFrom, REPORT_ZONE, type ReportDay } from '../../shared/reports/report-day.ts';
import type { reportsApi } from '../../shared/reports/reports.api.ts';
import { DIMENSIONS, type Dimension, serviceLevels } from '../../shared/reports/service-levels.ts';
import { askedDays, MAX_DAYS, wantedCells } from './asked.ts';
import type { ReportsDeps } from './deps.ts';
import { rowsAsCsv } from './list-service-level-rows.ts';

/** Figures of some days, broken down as asked; as a table of the tickets for a client that asks for CSV. */
export const showServiceLevels: UseCase<typeof reportsApi.routes.showServiceLevels, ReportsDeps> = async (
  request,
  deps,
) => {
  const { query, principal } = request;
  if (asksForCsv(request)) return rowsAsCsv(request, deps);
  const { days, today } = askedDays(query, deps.now());
  const by = dimensionsOf(query.by);
  const last = days.at(-1) ?? today;
  const wanted = await wantedCells(query, principal, deps);
  // How many were open at the end of a day is told from how many are open now: all days since have to be read.
  const since = daysFrom(last, today).slice(1);
  const tellsBacklog = since.length <= MAX_DAYS;
  // Nothing was counted yet on days that are still to come.
  const past = days.filter((day) => day <= today);
  const [cells, now] = await Promise.all([
    readDays(deps.table, [...past, ...(tellsBacklog ? since : [])]),
    tellsBacklog ? readDayCells(deps.table, NOW) : undefined,
  ]);
  const report = serviceLevels({ days: past, by, wanted, cells, now: now && { cells: now, day: today } });
  if (report.rows.length > MOST_LINES) throw invalid('by', 'report.too_many_lines', { limit: MOST_LINES });
  const [from = last] = days;
  return { body: { service_levels: { from, to: last, time_zone: REPORT_ZONE, by: [...by], ...report } } };
};

/** Lines that fit well into an answer. */
const MOST_LINES = 5_000;

function dimensionsOf(by: string | undefined): Dimension[] {
  const asked = (by ?? 'day').split(',').map((each) => each.trim());
  return [...new Set(asked)].map((name) => {
    const known = DIMENSIONS.find((each) => each === name);
    if (!known) throw invalid('by', 'field_not_allowed', { allowed: DIMENSIONS.join(', ') });
    return known;
  });
}

/** Days that are read at the same time. */
const AT_ONCE = 8;

async function readDays(table: Table, days: readonly ReportDay[]): Promise<Map<ReportDay, DayCells>> {
  const read = new Map<ReportDay, DayCells>();
  for (let at = 0; at < days.length; at += AT_ONCE)
    await Promise.all(
      days.slice(at, at + AT_ONCE).map(async (day) => void read.set(day, await readDayCells(table, day))),
    );
  return read;
}
