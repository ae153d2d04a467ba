import { type Instant, toIso, toIsoOrNull } from '../kernel/clock.ts';
import { type CsvValue, csvOf } from '../kernel/csv.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { TicketField } from '../tickets/ticket-field.ts';
import { inLanguage } from '../tickets/ticket-field.view.ts';
import type { Column } from './columns.ts';
import type { ViewColumn } from './view.ts';
import { columnViews, type ViewSetting } from './view.view.ts';

/** What people and organizations are called; nothing for those that are gone. */
export interface ViewNames {
  readonly users: ReadonlyMap<number, string>;
  readonly groups: ReadonlyMap<number, string>;
  readonly organizations: ReadonlyMap<number, string>;
  /** When the next promise of a ticket breaks. */
  readonly breaches: ReadonlyMap<number, Instant>;
}

/** The tickets of a view as a table for spreadsheets: its columns under their titles, with names for people. */
export function viewCsv(
  tickets: readonly Ticket[],
  columns: readonly ViewColumn[],
  setting: ViewSetting,
  names: ViewNames,
): string {
  const shown = columnViews(columns, setting);
  const cellOf = (ticket: Ticket, { id }: (typeof shown)[number]) =>
    typeof id === 'number' ? fieldCell(ticket, id, setting) : CELLS[id as Column](ticket, names);
  const rows = tickets.map((ticket) => shown.map((column) => cellOf(ticket, column)));
  return csvOf(
    shown.map(({ title }) => title),
    rows,
  );
}

type Cell = (ticket: Ticket, names: ViewNames) => CsvValue;

const CELLS: Readonly<Record<Column, Cell>> = {
  nice_id: ({ id }) => id,
  subject: ({ subject }) => subject,
  status: ({ status }) => status,
  priority: ({ priority }) => priority,
  type: ({ type }) => type,
  requester: ({ requester_id }, { users }) => users.get(requester_id) ?? null,
  submitter: ({ submitter_id }, { users }) => users.get(submitter_id) ?? null,
  assignee: ({ assignee_id }, { users }) => named(users, assignee_id),
  group: ({ group_id }, { groups }) => named(groups, group_id),
  organization: ({ organization_id }, { organizations }) => named(organizations, organization_id),
  created: ({ created_at }) => toIso(created_at),
  updated: ({ updated_at }) => toIso(updated_at),
  solved: ({ solved_at }) => toIsoOrNull(solved_at),
  due_date: ({ due_at }) => toIsoOrNull(due_at),
  locale_id: ({ locale }) => locale,
  satisfaction_score: ({ satisfaction }) => satisfaction?.score ?? 'unoffered',
  sla_next_breach_at: ({ id }, { breaches }) => toIsoOrNull(breaches.get(id) ?? null),
};

function named(names: ReadonlyMap<number, string>, id: number | null): string | null {
  return id === null ? null : (names.get(id) ?? null);
}

/** The value of a field of the company's own; choices by their names. */
function fieldCell({ custom_fields }: Ticket, fieldId: number, { fields, locale }: ViewSetting): CsvValue {
  const field = fields.find(({ id }) => id === fieldId);
  const value = custom_fields.find(({ id }) => id === fieldId)?.value ?? null;
  if (Array.isArray(value)) return value.map((each) => choiceName(field, each, locale)).join(', ');
  return typeof value === 'string' ? choiceName(field, value, locale) : value;
}

function choiceName(field: TicketField | undefined, value: string, locale: string): string {
  const option = field?.options.find((each) => each.value === value);
  return option ? (inLanguage(option.names, locale) ?? option.name) : value;
}
