import { DomainError, invalid } from '../../shared/kernel/errors.ts';
import type { Principal } from '../../shared/kernel/principal.ts';
import { listMembershipsOfUser } from '../../shared/people/membership.store.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { Cell } from '../../shared/reports/bucket.ts';
import { dayAfter, daysFrom, type ReportDay, reportDay } from '../../shared/reports/report-day.ts';
import type { RowQuery } from '../../shared/reports/reports.api.ts';
import { maySeeFigures, type ReportReader } from '../../shared/reports/reports.policy.ts';
import type { ReportsDeps } from './deps.ts';

/** A report reads this many days at most. */
export const MAX_DAYS = 92;
const USUAL_DAYS = 7;

/** Which days somebody asks for: a week up to today unless they say otherwise. */
export function askedDays({ from, to }: RowQuery, now: number): { days: ReportDay[]; today: ReportDay } {
  const today = reportDay(now);
  const last = to ?? today;
  const days = daysFrom(from ?? dayAfter(last, 1 - USUAL_DAYS), last);
  if (days.length === 0) throw invalid('from', 'report.range_backwards');
  if (days.length > MAX_DAYS) throw invalid('from', 'report.range_too_long', { limit: MAX_DAYS });
  return { days, today };
}

/** Whose figures are wanted: those that were asked for, of those that the caller may see. */
export async function wantedCells(query: RowQuery, principal: Principal, deps: ReportsDeps) {
  const reader = await readerOf(principal, deps.table);
  const { group_id, agent_id, category, channel } = query;
  return (cell: Cell): boolean =>
    (group_id === undefined || cell.group_id === group_id) &&
    (agent_id === undefined || cell.agent_id === agent_id) &&
    (category === undefined || cell.category === category) &&
    (channel === undefined || cell.channel === channel) &&
    maySeeFigures(reader, cell);
}

async function readerOf(principal: Principal, table: Table): Promise<ReportReader> {
  if (principal.kind !== 'user') throw new DomainError('unauthenticated', 'unauthenticated');
  const { userId: id, role } = principal;
  if (role === 'admin') return { id, role, supervises: [] };
  const memberships = await listMembershipsOfUser(table, 'group', id);
  return { id, role, supervises: memberships.filter((each) => each.supervisor).map((each) => each.group_id) };
}
