import { DomainError, type FieldError } from '../kernel/errors.ts';
import type { ViewColumn } from './view.ts';

/** What a view can show of a ticket, beside the company's own fields. */
const COLUMNS = [
  'nice_id',
  'subject',
  'status',
  'priority',
  'type',
  'requester',
  'submitter',
  'assignee',
  'group',
  'organization',
  'created',
  'updated',
  'solved',
  'due_date',
  'locale_id',
  'satisfaction_score',
  'sla_next_breach_at',
] as const;
export type Column = (typeof COLUMNS)[number];

/** What is shown unless somebody says otherwise. */
export const USUAL_COLUMNS: readonly Column[] = ['nice_id', 'subject', 'requester', 'priority', 'status', 'created'];

/** The wire calls a ticket's subject its description, for columns. */
const ALIASES: Readonly<Record<string, Column>> = { description: 'subject', id: 'nice_id' };

/** Whether it is one of the company's own fields: those go by their number. */
export function isCustom(column: ViewColumn): column is number {
  return typeof column === 'number';
}

/** Columns as they are kept, each once. Throws one `invalid` error that names those there are not. */
export function columnsFrom(asked: readonly ViewColumn[], fieldIds: ReadonlySet<number>): ViewColumn[] {
  const wrong: FieldError[] = [];
  const columns = asked.flatMap((column, at): ViewColumn[] => {
    const found = columnOf(column, fieldIds);
    if (found !== undefined) return [found];
    const params = { value: String(column).slice(0, 50), allowed: COLUMNS.join(', ') };
    wrong.push({ field: `output.columns.${at}`, code: 'view.column_unsupported', params });
    return [];
  });
  if (wrong.length > 0) throw new DomainError('invalid', 'record_invalid', { fields: wrong });
  return [...new Set(columns)];
}

function columnOf(column: ViewColumn, fieldIds: ReadonlySet<number>): ViewColumn | undefined {
  const number = customColumn(column);
  if (number !== undefined) return fieldIds.has(number) ? number : undefined;
  const name = ALIASES[column] ?? column;
  return COLUMNS.find((each) => each === name);
}

/** The number of the field that a column shows; clients send it as a number or as text. */
export function customColumn(column: ViewColumn): number | undefined {
  return typeof column === 'number' || /^\d{1,16}$/.test(column) ? Number(column) : undefined;
}
