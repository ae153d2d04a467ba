import * as z from 'zod/mini';
import { HOUR, type Instant } from '../kernel/clock.ts';
import { DomainError, type FieldError } from '../kernel/errors.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { CHANNELS, PRIORITIES, STATUSES, TICKET_TYPES, type Ticket } from '../tickets/ticket.ts';

/** One line of a view's conditions, as the wire writes it. */
const ViewCondition = onFirstUse(() => z.object({ field: z.string(), operator: z.string(), value: z.unknown() }));
type ViewCondition = z.output<typeof ViewCondition>;

/** `all` must hold, and at least one of `any` if there are any. */
export const ViewConditions = onFirstUse(() => z.object({ all: z.array(ViewCondition), any: z.array(ViewCondition) }));
export type ViewConditions = z.output<typeof ViewConditions>;

/** Whom `current_user` and `current_groups` mean. */
export interface ViewCaller {
  readonly userId: number;
  readonly groupIds: readonly number[];
}

const IS = ['is', 'is_not', 'includes', 'not_includes'] as const;
const ORDERED = [...IS, 'less_than', 'less_than_equal', 'greater_than', 'greater_than_equal'] as const;

type Wanted = string | number | null;

/** What a condition can ask about a ticket. */
interface ConditionField {
  readonly kind: 'choice' | 'id' | 'tags' | 'hours' | 'custom';
  readonly operators: readonly string[];
  /** Of a choice: its values in order. */
  readonly values?: readonly string[];
  /** Of an id: the word that stands for the caller's own. */
  readonly own?: 'current_user' | 'current_groups';
  /** Of hours: the instant they are counted from. */
  readonly since?: (ticket: Ticket) => Instant | null;
}

const HOURS = ['less_than', 'greater_than'];

const FIELDS: Readonly<Record<string, ConditionField>> = {
  status: { kind: 'choice', operators: ORDERED, values: STATUSES },
  priority: { kind: 'choice', operators: ORDERED, values: PRIORITIES },
  type: { kind: 'choice', operators: IS, values: TICKET_TYPES },
  via_id: { kind: 'choice', operators: IS, values: CHANNELS },
  assignee_id: { kind: 'id', operators: IS, own: 'current_user' },
  group_id: { kind: 'id', operators: IS, own: 'current_groups' },
  requester_id: { kind: 'id', operators: IS, own: 'current_user' },
  organization_id: { kind: 'id', operators: IS },
  current_tags: { kind: 'tags', operators: ['includes', 'not_includes'] },
  NEW: { kind: 'hours', operators: HOURS, since: (ticket) => ticket.created_at },
  updated_at: { kind: 'hours', operators: HOURS, since: (ticket) => ticket.updated_at },
  // What was merged goes on elsewhere: nobody solved it.
  SOLVED: { kind: 'hours', operators: HOURS, since: (each) => (each.merged_into_id === null ? each.solved_at : null) },
  // Only the list of promises knows it.
  until_sla_next_breach_at: { kind: 'hours', operators: ['less_than'] },
};
const CUSTOM: ConditionField = { kind: 'custom', operators: ['is', 'is_not', 'present', 'not_present'] };
const CUSTOM_NAME = /^custom_fields_(\d{1,16})$/;

/** The wire's numbers of the channels we have. */
const VIA_IDS: Readonly<Record<string, string>> = { '0': 'web', '4': 'email', '5': 'api' };
/** A year: further back than anybody works from a queue. */
const MAX_HOURS = 366 * 24;

/** A condition that makes sense. `wanted`: what the field is compared with, null for none. */
export interface Known {
  /** Where it stands, as errors name it: `all.0`. */
  readonly path: string;
  readonly name: string;
  readonly field: ConditionField;
  readonly operator: string;
  readonly wanted: readonly Wanted[];
}

/** A view's conditions, read. */
export interface KnownConditions {
  readonly all: readonly Known[];
  readonly any: readonly Known[];
}

/** The company's own fields that conditions ask about, by number. */
export function customFieldsOf({ all, any }: ViewConditions): number[] {
  return [...all, ...any].flatMap(({ field }) => customFieldOf(field) ?? []);
}

/** Throws one `invalid` error that names every field of the company that conditions ask about and there is not. */
export function checkCustomFields(conditions: ViewConditions, fieldIds: ReadonlySet<number>): void {
  const wrong = (['all', 'any'] as const).flatMap((part) =>
    conditions[part].flatMap(({ field }, at) => {
      const id = customFieldOf(field);
      return id === undefined || fieldIds.has(id) ? [] : [unsupported(field, `${part}.${at}`)];
    }),
  );
  if (wrong.length > 0) throw new DomainError('invalid', 'record_invalid', { fields: wrong });
}

function customFieldOf(name: string): number | undefined {
  const id = CUSTOM_NAME.exec(name)?.[1];
  return id === undefined ? undefined : Number(id);
}

function unsupported(name: string, path: string): FieldError {
  const allowed = [...Object.keys(FIELDS), 'custom_fields_{id}'].join(', ');
  return { field: `${path}.field`, code: 'view.field_unsupported', params: { value: name.slice(0, 50), allowed } };
}

/** Reads conditions. Throws one `invalid` error that names every field, operator and value there is not. */
export function readConditions(conditions: ViewConditions): KnownConditions {
  const wrong: FieldError[] = [];
  const read = (part: 'all' | 'any') =>
    conditions[part].flatMap((condition, at) => {
      const known = readCondition(condition, `${part}.${at}`);
      if ('code' in known) wrong.push(known);
      return 'code' in known ? [] : [known];
    });
  const known = { all: read('all'), any: read('any') };
  if (wrong.length > 0) throw new DomainError('invalid', 'record_invalid', { fields: wrong });
  return known;
}

function readCondition({ field: name, operator, value }: ViewCondition, path: string): Known | FieldError {
  const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : CUSTOM_NAME.test(name) ? CUSTOM : undefined;
  if (!field) return unsupported(name, path);
  if (!field.operators.includes(operator)) {
    const params = { value: operator.slice(0, 50), allowed: field.operators.join(', ') };
    return { field: `${path}.operator`, code: 'view.operator_unsupported', params };
  }
  const wanted = wantedOf(name, field, operator, value);
  if (wanted) return { path, name, field, operator, wanted };
  return field.values
    ? { field: `${path}.value`, code: 'field_not_allowed', params: { allowed: field.values.join(', ') } }
    : { field: `${path}.value`, code: 'field_invalid' };
}

/** What a condition compares with, or undefined when the field has no such value. */
function wantedOf(name: string, field: ConditionField, operator: string, value: unknown): Wanted[] | undefined {
  if (operator === 'present' || operator === 'not_present') return [];
  if (field.kind === 'tags') return wantedTags(value);
  const given = Array.isArray(value) && /includes$/.test(operator) ? value : [value];
  const wanted = given.map((each) => wantedValue(name, field, each));
  const ordered = /^(less|greater)/.test(operator);
  const wrong = wanted.some((each) => each === undefined || (ordered && each === null));
  return wanted.length === 0 || wrong ? undefined : (wanted as Wanted[]);
}

function wantedValue(name: string, field: ConditionField, value: unknown): Wanted | undefined {
  if (value === undefined || value === null || value === '') return field.kind === 'hours' ? undefined : null;
  if (field.kind === 'custom') return typeof value === 'boolean' ? String(value) : plain(value);
  const text = plain(value);
  if (text === undefined || text === field.own) return text;
  if (field.kind === 'choice') {
    const choice = name === 'via_id' ? (VIA_IDS[text] ?? text) : text.toLowerCase();
    return field.values?.includes(choice) ? choice : undefined;
  }
  const number = Number(text);
  const isWhole = Number.isSafeInteger(number) && number > 0;
  return isWhole && (field.kind === 'id' || number <= MAX_HOURS) ? number : undefined;
}

function plain(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function wantedTags(value: unknown): string[] | undefined {
  const given = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[\s,]+/) : [];
  if (!given.every((tag): tag is string => typeof tag === 'string')) return undefined;
  const tags = given.map((tag) => tag.trim().toLowerCase()).filter((tag) => tag !== '');
  return tags.length > 0 ? tags : undefined;
}

/** The ids a condition names, with the caller's own in the place of `current_user` and `current_groups`; null for none. */
export function idsOf({ wanted }: Known, caller: ViewCaller): (number | null)[] {
  return wanted.flatMap((each) => {
    if (each === 'current_groups') return [...caller.groupIds];
    return each === 'current_user' ? [caller.userId] : each === null ? [null] : [Number(each)];
  });
}

/** Whether a condition about a choice holds for one of its values; null stands for none. */
export function choiceHolds({ operator, wanted, field }: Known, actual: string | null): boolean {
  if (operator === 'is' || operator === 'includes') return wanted.includes(actual);
  if (operator === 'is_not' || operator === 'not_includes') return !wanted.includes(actual);
  const values = field.values ?? [];
  // What has none stands below all: `less_than high` means tickets without a priority, too.
  const difference = values.indexOf(String(actual)) - values.indexOf(String(wanted[0]));
  if (operator === 'less_than') return difference < 0;
  if (operator === 'less_than_equal') return difference <= 0;
  if (operator === 'greater_than') return difference > 0;
  return difference >= 0;
}

/** Whether a ticket meets a condition at an instant. Of promises it knows nothing: whoever asks for them walks their list. */
export function conditionHolds(known: Known, ticket: Ticket, caller: ViewCaller, now: Instant): boolean {
  const { name, field, operator, wanted } = known;
  const negated = operator === 'is_not' || operator === 'not_includes' || operator === 'not_present';
  if (field.kind === 'choice') return choiceHolds(known, choiceOf(name, ticket));
  if (field.kind === 'id') return idsOf(known, caller).includes(idOf(name, ticket)) !== negated;
  if (field.kind === 'tags') return ticket.tags.some((tag) => wanted.includes(tag.toLowerCase())) !== negated;
  if (field.kind === 'custom') return customHolds(known, ticket) !== negated;
  const since = field.since?.(ticket);
  if (field.since === undefined) return true;
  if (since === undefined || since === null) return false;
  const limit = Number(wanted[0]) * HOUR;
  return operator === 'less_than' ? now - since < limit : now - since > limit;
}

function choiceOf(name: string, ticket: Ticket): string | null {
  if (name === 'via_id') return ticket.via.channel;
  return ticket[name as 'status' | 'priority' | 'type'];
}

function idOf(name: string, ticket: Ticket): number | null {
  return ticket[name as 'assignee_id' | 'group_id' | 'requester_id' | 'organization_id'];
}

function customHolds({ name, operator, wanted }: Known, ticket: Ticket): boolean {
  const id = customFieldOf(name);
  const value = ticket.custom_fields.find((each) => each.id === id)?.value ?? null;
  const isSet = value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
  if (operator === 'present' || operator === 'not_present') return isSet;
  if (wanted[0] === null) return !isSet;
  return Array.isArray(value) ? value.includes(String(wanted[0])) : String(value) === wanted[0];
}

/** A condition in the words it was asked in: `priority is urgent`. */
export function conditionText({ name, operator, wanted }: Known): string {
  const values = wanted.map((each) => each ?? '""').join(', ');
  return `${name} ${operator} ${values}`.trim().slice(0, 200);
}
