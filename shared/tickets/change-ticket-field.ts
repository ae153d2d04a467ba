import type { Instant } from '../kernel/clock.ts';
import { invalid } from '../kernel/errors.ts';
import type { NewId } from '../kernel/ids.ts';
import { ABOUT_FIELDS, isAboutField } from './about-fields.ts';
import { isNeed, needNames } from './taxonomy/taxonomy.ts';
import {
  BLANK_FIELD,
  type FieldOption,
  hasOptions,
  isSystemField,
  MAX_OPTIONS,
  type TicketField,
} from './ticket-field.ts';

/** A choice as it is given: with the id of the one it replaces, or without. */
export interface GivenOption {
  readonly id?: number | undefined;
  readonly name: string;
  /** The name by language, where it has several. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly value: string;
  /** What tickets with it have to tell; null for what is shipped. Those it had stay unless something is said. */
  readonly facts?: readonly string[] | null | undefined;
}

type Derived = 'id' | 'version' | 'type' | 'titles' | 'descriptions' | 'options' | 'created_at' | 'updated_at';
type Plain = Omit<TicketField, Derived>;

/** What an administrator says about a field. */
export type GivenField = {
  readonly [K in keyof Plain]?: Plain[K] | undefined | (K extends 'description' ? null : never);
} & {
  readonly titles?: Readonly<Record<string, string>> | undefined;
  readonly descriptions?: Readonly<Record<string, string>> | undefined;
  readonly custom_field_options?: readonly GivenOption[] | undefined;
};

interface Context {
  readonly now: Instant;
  readonly newId: NewId;
  /** Names of the facts that the company has added: what a choice may ask for besides those that are shipped. */
  readonly ownFacts?: readonly string[];
}

/** A new field. Throws `invalid` for a drop-down without choices, and for a pattern that is missing. */
export function newTicketField(
  given: GivenField & { readonly type: TicketField['type']; readonly title: string },
  context: Context,
): TicketField {
  const { now, newId } = context;
  const { type, title } = given;
  const blank: TicketField = {
    ...BLANK_FIELD,
    id: newId(),
    type,
    title,
    title_in_portal: title,
    position: 9_999,
    created_at: now,
    updated_at: now,
  };
  return changedTicketField(blank, given, context);
}

/** A field after a change; choices that are given replace all. Throws `invalid` for what the field cannot be. */
export function changedTicketField(before: TicketField, given: GivenField, context: Context): TicketField {
  assertChangeable(before);
  const { custom_field_options, description, titles, descriptions, ...plain } = given;
  const known = Object.entries(plain).filter(
    ([name, value]) => value !== undefined && name in before && name !== 'type',
  );
  const after: TicketField = {
    ...before,
    ...Object.fromEntries(known),
    ...(description === undefined ? {} : { description: description ?? '' }),
    ...titlesOf(before, given.title, titles),
    ...descriptionsOf(before, description, descriptions),
    ...(custom_field_options ? { options: optionsOf(before, custom_field_options, context) } : {}),
    version: before.version + 1,
    updated_at: context.now,
  };
  if (after.titles === undefined) delete after.titles;
  if (after.descriptions === undefined) delete after.descriptions;
  if (hasOptions(after.type) && after.options.length === 0) throw invalid('custom_field_options', 'field_required');
  if (after.type === 'regexp' && !after.regexp_for_validation) throw invalid('regexp_for_validation', 'field_required');
  return after;
}

/** A new title takes the place of those in other languages, unless they come with it. */
function titlesOf(
  before: TicketField,
  title: string | undefined,
  titles: GivenField['titles'],
): Pick<TicketField, 'titles'> {
  if (titles) return { titles: { ...titles } };
  return title !== undefined && title !== before.title ? { titles: undefined } : {};
}

function descriptionsOf(
  before: TicketField,
  description: string | null | undefined,
  descriptions: GivenField['descriptions'],
): Pick<TicketField, 'descriptions'> {
  if (descriptions) return { descriptions: { ...descriptions } };
  return description !== undefined && (description ?? '') !== before.description ? { descriptions: undefined } : {};
}

/** A field with one choice added, or changed where its id is given. */
export function withOption(field: TicketField, given: GivenOption, context: Context): TicketField {
  if (!hasOptions(field.type)) throw invalid('base', 'ticket_field.has_no_options');
  const isKnown = given.id !== undefined && field.options.some((option) => option.id === given.id);
  if (given.id !== undefined && !isKnown) throw invalid('id', 'ticket.reference_unknown', { id: given.id });
  const options: GivenOption[] = isKnown
    ? field.options.map((option) => (option.id === given.id ? given : option))
    : [...field.options, given];
  return changedTicketField(field, { custom_field_options: options }, context);
}

/** A field without one of its choices; tickets that have it keep it. */
export function withoutOption(field: TicketField, optionId: number, context: Context): TicketField {
  const options = field.options.filter((option) => option.id !== optionId);
  return changedTicketField(field, { custom_field_options: options }, context);
}

/** Throws unless the field can be done without. */
export function assertRemovable(field: TicketField): void {
  assertChangeable(field);
  if (isAboutField(field.id)) throw invalid('base', 'ticket_field.needed');
}

/** Throws for one of the fields that every ticket has. */
function assertChangeable(field: TicketField): void {
  if (isSystemField(field)) throw invalid('base', 'ticket_field.system_field');
}

function optionsOf(
  field: TicketField,
  given: readonly GivenOption[],
  { newId, ownFacts = [] }: Context,
): FieldOption[] {
  if (!hasOptions(field.type)) throw invalid('custom_field_options', 'ticket_field.has_no_options');
  if (given.length > MAX_OPTIONS) throw invalid('custom_field_options', 'field_too_long', { limit: MAX_OPTIONS });
  const byValue = new Map(field.options.map((option) => [option.value, option]));
  const byId = new Map(field.options.map((option) => [option.id, option]));
  const options = given.map(({ id, name, names, value, facts }): FieldOption => {
    const before = (id === undefined ? undefined : byId.get(id)) ?? byValue.get(value);
    const kept = names ?? (before?.name === name ? before.names : undefined);
    const needs =
      facts === undefined ? before?.facts : factsFrom(field, facts, [...ownFacts, ...(before?.facts ?? [])]);
    return {
      id: id ?? before?.id ?? newId(),
      name,
      ...(kept ? { names: { ...kept } } : {}),
      value,
      ...(needs ? { facts: needs } : {}),
    };
  });
  if (new Set(options.map((option) => option.value)).size < options.length)
    throw invalid('custom_field_options', 'ticket_field.value_twice');
  return options;
}

/** Throws `invalid` where nothing can be asked for, and for what nobody can ask for; what was asked for before stays possible. */
function factsFrom(
  { id }: TicketField,
  facts: readonly string[] | null,
  others: readonly string[],
): string[] | undefined {
  if (facts === null) return undefined;
  if (id !== ABOUT_FIELDS.category && id !== ABOUT_FIELDS.reason)
    throw invalid('custom_field_options', 'ticket_field.no_facts_here');
  const unknown = facts.find((fact) => !isNeed(fact) && !others.includes(fact));
  if (unknown !== undefined)
    throw invalid('custom_field_options', 'ticket_field.fact_unknown', {
      value: unknown.slice(0, 50),
      allowed: [...new Set([...needNames(), ...others])].join(', '),
    });
  return [...new Set(facts)];
}
