import * as z from 'zod/mini';
import { decodeCursor } from '../../shared/kernel/cursor.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { getNextBreaches } from '../../shared/sla/breach-list.store.ts';
import { getSideloaded } from '../../shared/tickets/sideloaded.store.ts';
import type { Sideload } from '../../shared/tickets/ticket-sideloads.ts';
import type { ViewColumn } from '../../shared/views/view.ts';
import { viewCsv } from '../../shared/views/view-csv.view.ts';
import type { viewsApi } from '../../shared/views/views.api.ts';
import type { ViewsDeps } from './deps.ts';
import { findView } from './known-views.ts';
import { settingFor } from './present-views.ts';
import { runView } from './run-view.ts';
import { LOOKED_AT } from './walk-tickets.ts';

type Route = typeof viewsApi.routes.exportView;

const NAMED_BY: Readonly<Partial<Record<string, Sideload>>> = {
  requester: 'users',
  submitter: 'users',
  assignee: 'users',
  group: 'groups',
  organization: 'organizations',
};

/** The tickets of a view as CSV, with a link to the next part where there are more. */
export const exportView: UseCase<Route, ViewsDeps> = async (request, deps) => {
  const { view, user } = await findView(deps, request, request.params.id);
  const { columns } = view;
  const after = request.query['page[after]'];
  const [{ tickets, envelope }, setting] = await Promise.all([
    runView(deps, view, user, request, {
      style: 'cursor',
      size: LOOKED_AT,
      ...(after === undefined ? {} : { after: decodeCursor(after, z.int()) }),
    }),
    settingFor(deps, columns, request),
  ]);
  const next = envelope.links?.next;
  return {
    content: viewCsv(tickets, columns, setting, await namesFor(deps, tickets, columns)),
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="view-${view.id}.csv"`,
      ...(next ? { link: `<${next}>; rel="next"` } : {}),
    },
  };
};

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
