import * as z from 'zod/mini';
import { decodeCursor } from '../../shared/kernel/cursor.ts';
import { invalid } from '../../shared/kernel/errors.ts';
import { asksForCsv } from '../../shared/platform/http/asks-for-csv.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { getNextBreaches } from '../../shared/sla/breach-list.store.ts';
import { getSideloaded } from '../../shared/tickets/sideloaded.store.ts';
import type { Sideload } from '../../shared/tickets/ticket-sideloads.ts';
import { SUSPENDED_VIEW } from '../../shared/views/standard-views.ts';
import type { ViewColumn } from '../../shared/views/view.ts';
import { viewCsv } from '../../shared/views/view-csv.view.ts';
import type { viewsApi } from '../../shared/views/views.api.ts';
import type { ViewsDeps } from './deps.ts';
import { findView } from './known-views.ts';
import { settingFor } from './present-views.ts';
import { runView } from './run-view.ts';
import { LOOKED_AT } from './walk-tickets.ts';

type Routes = typeof viewsApi.routes;

const NAMED_BY: Readonly<Partial<Record<string, Sideload>>> = {
  requester: 'users',
  submitter: 'users',
  assignee: 'users',
  group: 'groups',
  organization: 'organizations',
};

/** Bytes of an answer: a function's may have 6 MB, with what JSON makes of it on its way. */
const MOST_BYTES = 5_000_000;

/** That a view can be had as CSV at once, and where; for a client that asks for CSV, the CSV itself. */
export const exportView: UseCase<Routes['exportView'], ViewsDeps> = async (request, deps) => {
  if (asksForCsv(request)) return partOf(request, deps);
  const { view } = await findView(deps, request, request.params.id);
  if (view.id === SUSPENDED_VIEW) throw invalid('view', 'view.of_suspended_mail');
  const url = `${request.baseUrl}/views/${view.id}/export.csv`;
  return { body: { export: { status: 'completed', view_id: view.id, url } } };
};

/** The tickets of a view as CSV, with a link to the next part where there are more. */
export const exportViewAsCsv: UseCase<Routes['exportViewAsCsv'], ViewsDeps> = partOf;

async function partOf(request: Parameters<UseCase<Routes['exportViewAsCsv'], ViewsDeps>>[0], deps: ViewsDeps) {
  const { view, user } = await findView(deps, request, request.params.id);
  const { columns } = view;
  const cursor = request.query['page[after]'];
  const after = cursor === undefined ? {} : { after: decodeCursor(cursor, z.int()) };
  const setting = await settingFor(deps, columns, request);
  let size = request.query['page[size]'] ?? LOOKED_AT;
  for (;;) {
    const { tickets, envelope } = await runView(deps, view, user, request, { style: 'cursor', size, ...after });
    const content = viewCsv(tickets, columns, setting, await namesFor(deps, tickets, columns));
    // Texts of many lines make fewer tickets fill an answer.
    if (tickets.length > 1 && Buffer.byteLength(JSON.stringify(content)) > MOST_BYTES) {
      size = Math.ceil(tickets.length / 2);
      continue;
    }
    const next = envelope.links?.next;
    return {
      content,
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="view-${view.id}.csv"`,
        ...(next ? { link: `<${next}>; rel="next"` } : {}),
      },
    };
  }
}

type Tickets = Parameters<typeof getSideloaded>[1];

async function namesFor({ table }: ViewsDeps, tickets: Tickets, columns: readonly ViewColumn[]) {
  const include = new Set(columns.flatMap((column) => NAMED_BY[column] ?? []));
  const ids = columns.includes('sla_next_breach_at') ? tickets.map(({ id }) => id) : [];
  const [sideloaded, breaches] = await Promise.all([
    getSideloaded(table, tickets, include),
    getNextBreaches(table, ids),
  ]);
  const { users = [], groups = [], organizations = [] } = sideloaded;
  return { users: byId(users), groups: byId(groups), organizations: byId(organizations), breaches };
}

function byId(records: readonly { readonly id: number; readonly name: string }[]): Map<number, string> {
  return new Map(records.map(({ id, name }) => [id, name]));
}
