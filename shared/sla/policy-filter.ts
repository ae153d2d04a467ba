import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { CHANNELS, PRIORITIES, STATUSES, TICKET_TYPES } from '../tickets/ticket.ts';

/** One line of a policy's filter, as the wire writes it. */
export const FilterCondition = onFirstUse(() =>
  z.object({ field: z.string(), operator: z.string(), value: z.unknown() }),
);
export type FilterCondition = z.output<typeof FilterCondition>;

/** `all` must hold, and at least one of `any` if there are any. */
export const PolicyFilter = onFirstUse(() =>
  z.object({ all: z.array(FilterCondition), any: z.array(FilterCondition) }),
);
export type PolicyFilter = z.output<typeof PolicyFilter>;

const IS = ['is', 'is_not'] as const;
const ORDERED = [...IS, 'less_than', 'less_than_equal', 'greater_than', 'greater_than_equal'] as const;

/** What a filter can ask about a ticket: which operators, and of a choice, which values in which order. */
export interface FilterField {
  readonly kind: 'choice' | 'id' | 'tags' | 'custom';
  readonly operators: readonly string[];
  readonly values?: readonly string[];
}

export const FILTER_FIELDS: Readonly<Record<string, FilterField>> = {
  priority: { kind: 'choice', operators: ORDERED, values: PRIORITIES },
  status: { kind: 'choice', operators: ORDERED, values: STATUSES },
  type: { kind: 'choice', operators: IS, values: TICKET_TYPES },
  via_id: { kind: 'choice', operators: IS, values: CHANNELS },
  group_id: { kind: 'id', operators: IS },
  assignee_id: { kind: 'id', operators: IS },
  organization_id: { kind: 'id', operators: IS },
  current_tags: { kind: 'tags', operators: ['includes', 'not_includes'] },
};

/** Fields that the company added: `custom_fields_` and the number, as the wire has them in conditions. */
const CUSTOM_FIELD: FilterField = { kind: 'custom', operators: [...IS, 'includes', 'not_includes'] };
const CUSTOM_NAME = /^custom_fields_\d{1,16}$/;

/** The wire's numbers of the channels we have. */
const VIA_IDS: Readonly<Record<string, string>> = { '0': 'web', '4': 'email', '5': 'api' };

/** What a condition compares with: a choice or an id (null: none), or tags. */
type Wanted = string | number | null | readonly string[];

/** The field of that name, or undefined when a filter cannot ask about it. */
export function filterField(name: string): FilterField | undefined {
  if (CUSTOM_NAME.test(name)) return CUSTOM_FIELD;
  return Object.hasOwn(FILTER_FIELDS, name) ? FILTER_FIELDS[name] : undefined;
}

/** A condition's value as the field means it, or undefined when it is none of its values. */
export function wantedValue(name: string, value: unknown): Wanted | undefined {
  const field = filterField(name);
  if (!field) return undefined;
  if (field.kind === 'tags') return wantedTags(value);
  if (value === null || value === '') return null;
  if (field.kind === 'custom') return wantedCustom(value);
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  if (field.kind === 'id') {
    const id = Number(value);
    return Number.isSafeInteger(id) && id > 0 ? id : undefined;
  }
  const choice = name === 'via_id' ? (VIA_IDS[String(value)] ?? String(value)) : String(value).toLowerCase();
  return field.values?.includes(choice) ? choice : undefined;
}

function wantedTags(value: unknown): readonly string[] | undefined {
  const given = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[\s,]+/) : [];
  if (!given.every((tag): tag is string => typeof tag === 'string')) return undefined;
  const tags = given.map((tag) => tag.trim().toLowerCase()).filter((tag) => tag !== '');
  return tags.length > 0 ? tags : undefined;
}

function wantedCustom(value: unknown): Wanted | undefined {
  if (Array.isArray(value)) return value.every((each): each is string => typeof each === 'string') ? value : undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** A filter with each value as its field means it: what clocks ask. */
export function plainFilter({ all, any }: PolicyFilter): PolicyFilter {
  const plain = ({ field, operator, value }: FilterCondition) => ({
    field,
    operator,
    value: wantedValue(field, value) ?? null,
  });
  return { all: all.map(plain), any: any.map(plain) };
}
