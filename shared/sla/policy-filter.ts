import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { CHANNELS, PRIORITIES, Priority, STATUSES, Status, TICKET_TYPES, TicketType, Via } from '../tickets/ticket.ts';

/** What of a ticket decides which promises are made for it: taken from its audits, so that a replay sees the same. */
export const SlaFacts = onFirstUse(() =>
  z.object({
    status: Status,
    priority: z.nullable(Priority),
    type: z.nullable(TicketType),
    group_id: z.nullable(z.int()),
    assignee_id: z.nullable(z.int()),
    organization_id: z.nullable(z.int()),
    tags: z.array(z.string()),
    channel: Via.shape.channel,
  }),
);
export type SlaFacts = z.output<typeof SlaFacts>;

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
  readonly kind: 'choice' | 'id' | 'tags';
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

/** The wire's numbers of the channels we have. */
const VIA_IDS: Readonly<Record<string, string>> = { '0': 'web', '4': 'email', '5': 'api' };

/** What a condition compares with: a choice or an id (null: none), or tags. */
type Wanted = string | number | null | readonly string[];

/** The field of that name, or undefined when a filter cannot ask about it. */
export function filterField(name: string): FilterField | undefined {
  return Object.hasOwn(FILTER_FIELDS, name) ? FILTER_FIELDS[name] : undefined;
}

/** A condition's value as the field means it, or undefined when it is none of its values. */
export function wantedValue(name: string, value: unknown): Wanted | undefined {
  const field = filterField(name);
  if (!field) return undefined;
  if (field.kind === 'tags') return wantedTags(value);
  if (value === null || value === '') return null;
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

/** Whether a ticket with these facts is meant by a filter. An empty filter means every ticket. */
export function filterMatches(filter: PolicyFilter, facts: SlaFacts): boolean {
  const holds = (condition: FilterCondition) => conditionHolds(condition, facts);
  return filter.all.every(holds) && (filter.any.length === 0 || filter.any.some(holds));
}

function conditionHolds({ field: name, operator, value }: FilterCondition, facts: SlaFacts): boolean {
  const wanted = wantedValue(name, value);
  if (wanted === undefined) return false;
  if (name === 'current_tags') {
    const has = facts.tags.some((tag) => (wanted as readonly string[]).includes(tag.toLowerCase()));
    return operator === 'includes' ? has : !has;
  }
  const actual = name === 'via_id' ? facts.channel : facts[name as Exclude<keyof SlaFacts, 'tags' | 'channel'>];
  if (operator === 'is') return actual === wanted;
  if (operator === 'is_not') return actual !== wanted;
  const values = filterField(name)?.values ?? [];
  const difference = values.indexOf(String(actual)) - values.indexOf(String(wanted));
  if (operator === 'less_than') return difference < 0;
  if (operator === 'less_than_equal') return difference <= 0;
  if (operator === 'greater_than') return difference > 0;
  return operator === 'greater_than_equal' && difference >= 0;
}
