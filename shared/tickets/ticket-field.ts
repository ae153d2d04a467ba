import * as z from 'zod/mini';
import { DomainError, type FieldError } from '../kernel/errors.ts';
import { linearPattern } from '../kernel/linear-pattern.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { Ticket } from './ticket.ts';

/** Kinds of fields a company can add. */
export const CUSTOM_FIELD_TYPES = [
  'text',
  'textarea',
  'checkbox',
  'date',
  'integer',
  'decimal',
  'regexp',
  'partialcreditcard',
  'multiselect',
  'tagger',
  /** Ours: it has no value on tickets. What it means is a file that comes with a comment. */
  'file',
] as const;
const SYSTEM_TYPES = ['subject', 'description', 'status', 'priority', 'tickettype', 'group', 'assignee'] as const;

/** What something is called, by language (BCP 47), where it has several names. */
export const NamesByLanguage = onFirstUse(() => z.record(z.string(), z.string()));

/** One choice of a drop-down field; `value` is what tickets keep. */
export const FieldOption = onFirstUse(() =>
  z.object({
    id: z.int(),
    name: z.string(),
    names: z.optional(NamesByLanguage),
    value: z.string(),
    /** What a ticket of this category, or with this reason, has to tell before somebody can work on it. */
    facts: z.optional(z.array(z.string())),
  }),
);
export type FieldOption = z.output<typeof FieldOption>;

/** A field that tickets have: one every ticket has, or one the company added. */
export const TicketField = onFirstUse(() =>
  z.object({
    id: z.int(),
    version: z.int(),
    type: z.enum([...CUSTOM_FIELD_TYPES, ...SYSTEM_TYPES]),
    title: z.string(),
    titles: z.optional(NamesByLanguage),
    title_in_portal: z.string(),
    description: z.string(),
    descriptions: z.optional(NamesByLanguage),
    agent_description: z.nullable(z.string()),
    position: z.int(),
    active: z.boolean(),
    required: z.boolean(),
    required_in_portal: z.boolean(),
    /** Whether customers see its value on their requests, and may give it. */
    visible_in_portal: z.boolean(),
    editable_in_portal: z.boolean(),
    collapsed_for_agents: z.boolean(),
    regexp_for_validation: z.nullable(z.string()),
    tag: z.nullable(z.string()),
    options: z.array(FieldOption),
    created_at: z.number(),
    updated_at: z.number(),
  }),
);
export type TicketField = z.output<typeof TicketField>;

/** What a field is until somebody says otherwise: for agents only, and without choices. */
export const BLANK_FIELD = {
  version: 0,
  description: '',
  agent_description: null,
  active: true,
  required: false,
  required_in_portal: false,
  visible_in_portal: false,
  editable_in_portal: false,
  collapsed_for_agents: false,
  regexp_for_validation: null,
  tag: null,
  options: [],
} satisfies Partial<TicketField>;

/** Fields a company may have, and choices of one field: all of them are read together. */
export const MAX_FIELDS = 400;
export const MAX_OPTIONS = 1_000;

/** Whether a field has choices. */
export function hasOptions(type: TicketField['type']): boolean {
  return type === 'tagger' || type === 'multiselect';
}

/** Whether it is one of the fields every ticket has: those cannot be changed or taken away. */
export function isSystemField(field: Pick<TicketField, 'id'>): boolean {
  return field.id <= SYSTEM_TYPES.length;
}

const SYSTEM_TITLES = ['Subject', 'Description', 'Status', 'Priority', 'Type', 'Group', 'Assignee'];
const SEEN_BY_CUSTOMERS: readonly string[] = ['subject', 'description', 'status', 'priority', 'tickettype'];

/** The fields every ticket has, as fields; their numbers are the first ones. */
export const SYSTEM_FIELDS: readonly TicketField[] = SYSTEM_TYPES.map((type, at) => ({
  id: at + 1,
  version: 1,
  type,
  title: SYSTEM_TITLES[at] ?? type,
  title_in_portal: SYSTEM_TITLES[at] ?? type,
  description: '',
  agent_description: null,
  position: at + 1,
  active: true,
  required: false,
  required_in_portal: type === 'subject' || type === 'description',
  visible_in_portal: SEEN_BY_CUSTOMERS.includes(type),
  editable_in_portal: type === 'subject' || type === 'description',
  collapsed_for_agents: false,
  regexp_for_validation: null,
  tag: null,
  options: [],
  created_at: 0,
  updated_at: 0,
}));

type Given = { readonly id: number; readonly value?: unknown };
type Value = Ticket['custom_fields'][number]['value'];

/**
 * The values of custom fields as tickets keep them. Fields that do not exist are left out, as clients of this API
 * expect. Throws one `invalid` error that names every value that its field cannot have.
 */
export function checkedValues(given: readonly Given[], fields: readonly TicketField[]): Ticket['custom_fields'] {
  const byId = new Map(fields.filter((field) => field.active).map((field) => [field.id, field]));
  const wrong: FieldError[] = [];
  const checked: Ticket['custom_fields'] = [];
  for (const { id, value } of given) {
    const field = byId.get(id);
    if (!field || isSystemField(field)) continue;
    const kept = keptValue(field, value);
    if (kept === undefined) wrong.push(refusal(field));
    else checked.push({ id, value: kept });
  }
  if (wrong.length > 0) throw new DomainError('invalid', 'record_invalid', { fields: wrong });
  return checked;
}

function refusal(field: TicketField): FieldError {
  const name = `custom_fields.${field.id}`;
  if (!hasOptions(field.type))
    return { field: name, code: 'ticket.field_value_invalid', params: { title: field.title } };
  const allowed = field.options.map((option) => option.value).slice(0, 20);
  return { field: name, code: 'field_not_allowed', params: { allowed: allowed.join(', ') } };
}

const MAX_MATCHED = 255;
const INTEGER = /^-?\d{1,15}$/;
const DECIMAL = /^-?\d{1,30}(\.\d{1,30})?$/;

/** The value as tickets keep it; undefined when the field cannot have it. */
export function keptValue(field: TicketField, value: unknown): Value | undefined {
  if (value === null || value === undefined || value === '') return null;
  const text = typeof value === 'number' ? String(value) : value;
  switch (field.type) {
    case 'checkbox':
      return value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;
    case 'integer':
      return typeof text === 'string' && INTEGER.test(text) ? Number(text) : undefined;
    // As text: amounts of a currency have more digits than a number of JSON keeps.
    case 'decimal':
      return typeof text === 'string' && DECIMAL.test(text) ? text : undefined;
    case 'date':
      return typeof text === 'string' && isDate(text) ? text : undefined;
    case 'regexp':
      return typeof text === 'string' && matches(field, text) ? text : undefined;
    case 'partialcreditcard':
      return typeof text === 'string' ? lastFourDigits(text) : undefined;
    case 'tagger':
      return typeof text === 'string' && isOption(field, text) ? text : undefined;
    case 'multiselect': {
      const chosen = Array.isArray(value) ? value : [text];
      if (chosen.length === 0) return null;
      return chosen.every((each) => isOption(field, each)) ? [...new Set(chosen as string[])] : undefined;
    }
    case 'file':
      return undefined;
    default:
      return typeof text === 'string' ? text : undefined;
  }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function matches(field: TicketField, text: string): boolean {
  // A pattern from before they had to be linear is met by nothing, until somebody writes another one: it could run for ever.
  return text.length <= MAX_MATCHED && (linearPattern(field.regexp_for_validation ?? '')?.test(text) ?? false);
}

/** A card number is never kept whole. */
function lastFourDigits(text: string): string | undefined {
  const digits = text.replace(/[\sXx*-]/g, '');
  return /^\d{4,19}$/.test(digits) ? `XXXXXXXXXXXX${digits.slice(-4)}` : undefined;
}

function isOption(field: TicketField, value: unknown): boolean {
  return field.options.some((option) => option.value === value);
}

/** The values of a ticket that its requester may see. */
export function valuesForCustomer(
  values: Ticket['custom_fields'],
  fields: readonly TicketField[],
): Ticket['custom_fields'] {
  const visible = new Set(fields.filter((field) => field.visible_in_portal && field.active).map((field) => field.id));
  return values.filter(({ id }) => visible.has(id));
}

/** Fields a customer may give values to. */
export function editableByCustomers(fields: readonly TicketField[]): TicketField[] {
  return fields.filter((field) => field.visible_in_portal && field.editable_in_portal);
}
