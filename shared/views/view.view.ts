import { type Instant, toIso, toIsoOrNull } from '../kernel/clock.ts';
import { isTextKey, text } from '../platform/i18n/text.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { TicketField } from '../tickets/ticket-field.ts';
import { type Column, isCustom } from './columns.ts';
import { SUSPENDED_VIEW } from './standard-views.ts';
import type { AnyView, ViewColumn } from './view.ts';
import type { ColumnWire, RowWire, ViewWire } from './view-wire.ts';

/** For whom a view is shown: in which language, and what the company's own fields are called. */
export interface ViewSetting {
  readonly locale: string;
  readonly baseUrl: string;
  readonly fields: readonly TicketField[];
}

/** A view, for agents. */
export function viewView(view: AnyView, setting: ViewSetting): ViewWire {
  const { locale, baseUrl } = setting;
  const { id, title, description, active, position, conditions, sort_by, sort_order, restriction } = view;
  const columns = columnViews(view.columns, setting);
  const custom = columns.filter((column) => typeof column.id === 'number');
  return {
    url: `${baseUrl}/views/${id}.json`,
    id,
    title,
    raw_title: title,
    description,
    active,
    default: view.standard,
    position,
    created_at: toIso(view.created_at),
    updated_at: toIso(view.updated_at),
    conditions,
    execution: {
      group_by: null,
      group_order: null,
      group: null,
      sort_by,
      sort_order,
      sort: sort_by === null ? null : { id: sort_by, title: columnTitle(locale, sort_by), order: sort_order },
      columns,
      fields: columns.filter((column) => typeof column.id === 'string'),
      custom_fields: custom,
    },
    restriction: restriction && {
      type: restriction.type,
      id: restriction.ids[0] ?? null,
      ...(restriction.type === 'Group' ? { ids: restriction.ids } : {}),
    },
    watchable: id !== SUSPENDED_VIEW,
    ...(id === SUSPENDED_VIEW ? { suspended_tickets_url: `${baseUrl}/suspended_tickets.json` } : {}),
  };
}

/** The columns of a view with their titles; fields that are gone by now are left out. */
export function columnViews(columns: readonly ViewColumn[], { locale, baseUrl, fields }: ViewSetting): ColumnWire[] {
  return columns.flatMap((id): ColumnWire[] => {
    if (!isCustom(id)) return [{ id, title: columnTitle(locale, id), filterable: false, sortable: isSortable(id) }];
    const field = fields.find((each) => each.id === id);
    if (!field) return [];
    const url = `${baseUrl}/ticket_fields/${id}.json`;
    return [{ id, title: field.title, type: field.type, url, filterable: false, sortable: false }];
  });
}

function columnTitle(locale: string, column: string): string {
  const key = `view.column.${column}`;
  return isTextKey(key) ? text(locale, key) : column;
}

function isSortable(column: string): boolean {
  return ['nice_id', 'created', 'solved', 'sla_next_breach_at'].includes(column);
}

/** One line of a view. `breachAt`: when its next promise breaks, where a column shows it. */
export function rowView(
  ticket: Ticket,
  columns: readonly ViewColumn[],
  baseUrl: string,
  breachAt: Instant | null,
): RowWire {
  const { id, subject, description, status, priority, type } = ticket;
  const cells = columns.flatMap((column) => (isCustom(column) ? [] : [CELLS[column as Column](ticket, breachAt)]));
  const values = columns.filter(isCustom).map((field) => ({
    id: field,
    value: ticket.custom_fields.find((each) => each.id === field)?.value ?? null,
  }));
  return {
    ticket: { url: `${baseUrl}/tickets/${id}.json`, id, subject, description, status, priority, type },
    ...Object.assign({}, ...cells),
    custom_fields: values,
    fields: values,
  };
}

type Cell = (ticket: Ticket, breachAt: Instant | null) => Partial<RowWire>;

/** What each column shows, under the name the wire has for it. */
const CELLS: Readonly<Record<Column, Cell>> = {
  nice_id: ({ id }) => ({ nice_id: id }),
  subject: ({ subject }) => ({ subject }),
  status: ({ status }) => ({ status }),
  priority: ({ priority }) => ({ priority }),
  type: ({ type }) => ({ type }),
  requester: ({ requester_id }) => ({ requester_id }),
  submitter: ({ submitter_id }) => ({ submitter_id }),
  assignee: ({ assignee_id }) => ({ assignee_id }),
  group: ({ group_id }) => ({ group_id }),
  organization: ({ organization_id }) => ({ organization_id }),
  created: ({ created_at }) => ({ created: toIso(created_at) }),
  updated: ({ updated_at }) => ({ updated: toIso(updated_at) }),
  solved: ({ solved_at }) => ({ solved: toIsoOrNull(solved_at) }),
  due_date: ({ due_at }) => ({ due_date: toIsoOrNull(due_at) }),
  locale_id: ({ locale }) => ({ locale }),
  satisfaction_score: ({ satisfaction }) => ({ satisfaction_score: satisfaction?.score ?? 'unoffered' }),
  sla_next_breach_at: (_, breachAt) => ({ sla_next_breach_at: toIsoOrNull(breachAt) }),
};
