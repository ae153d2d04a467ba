import { type ABOUT_AXES, ABOUT_FIELDS, aboutValues } from '../about-fields.ts';
import { ownFactsOf } from '../own-facts.ts';
import type { TicketField } from '../ticket-field.ts';
import { asksFor, isNeed, type Label, namesOf, ownNeeds } from './taxonomy.ts';

type Fields = readonly Pick<TicketField, 'id' | 'options'>[];
type About = Parameters<typeof namesOf>[0];

/** Between the name of a category and that of a reason in it. */
const WITHIN = '::';

/**
 * What a ticket has to tell, by the fields that an administrator can change: a reason's own facts go before its category's.
 * What is no fact any more is not asked for.
 */
export function needsByFields(
  fields: readonly TicketField[],
): (about: Pick<About, 'kind' | 'category' | 'reason'>) => readonly string[] {
  const own = new Set(ownFactsOf(fields).map(({ name }) => name));
  const isFact = (name: string) => isNeed(name) || own.has(name);
  return (about) => {
    if (!asksFor(about.kind)) return [];
    const chosen = optionsOf({ ...about, risk: 'none' }, fields);
    const { category, reason } = about;
    const needs = (option: Option, shipped: readonly string[] | undefined) => option?.facts?.filter(isFact) ?? shipped;
    return needs(chosen.reason, ownNeeds(category, reason)) ?? needs(chosen.category, ownNeeds(category)) ?? [];
  };
}

/** The names of what a ticket is about, as an administrator has written them; those that are shipped where they have not. */
export function namesByFields(about: About, fields: Fields): ReturnType<typeof namesOf> {
  const [shipped, chosen] = [namesOf(about), optionsOf(about, fields)];
  const named = (axis: keyof typeof shipped): Label => {
    const option = chosen[axis];
    const name = (locale: keyof Label) => option && (option.names?.[locale] ?? option.name).split(WITHIN).at(-1);
    return { en: name('en') ?? shipped[axis].en, 'zh-CN': name('zh-CN') ?? shipped[axis]['zh-CN'] };
  };
  return { kind: named('kind'), category: named('category'), reason: named('reason'), risk: named('risk') };
}

type Option = TicketField['options'][number] | undefined;

function optionsOf(about: About, fields: Fields): Readonly<Record<(typeof ABOUT_AXES)[number], Option>> {
  const values = aboutValues(about);
  const option = (axis: (typeof ABOUT_AXES)[number]) => {
    const id = ABOUT_FIELDS[axis];
    const value = values.find((each) => each.id === id)?.value;
    return fields.find((field) => field.id === id)?.options.find((each) => each.value === value);
  };
  return { kind: option('kind'), category: option('category'), reason: option('reason'), risk: option('risk') };
}
