import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { LanguageName, languageOf, SkillName } from './need.ts';

export const MAX_RULES = 200;
const MAX_SKILLS = 5;

/**
 * A row of the table that tells where tickets go: those of a category and language (null: of any) belong to a group, or
 * demand skills, or both. A category is a tag of the ticket or the value of one of its fields.
 */
export const RoutingRule = onFirstUse(() =>
  z.object({
    category: z.nullable(z.string().check(z.minLength(1), z.maxLength(100))),
    language: z.nullable(LanguageName),
    group_id: z.nullable(z.int()),
    skills: z.array(SkillName).check(z.maxLength(MAX_SKILLS)),
  }),
);
export type RoutingRule = z.output<typeof RoutingRule>;

/** The whole table, in the order in which rows are tried. */
export const RoutingRules = onFirstUse(() =>
  z.object({ version: z.int(), rules: z.array(RoutingRule), updated_at: z.number() }),
);
export type RoutingRules = z.output<typeof RoutingRules>;

type Facts = Pick<Ticket, 'tags' | 'custom_fields' | 'locale' | 'group_id'>;

/** The rule that says which group a ticket without one belongs to: the first that means it. */
export function placingRule(ticket: Facts, rules: readonly RoutingRule[]): RoutingRule | undefined {
  const values = valuesOf(ticket);
  return rules.find((rule) => rule.group_id !== null && means(rule, ticket, values));
}

/** The skills that a ticket of a group demands: those of the first rule that means it and no other group. */
export function skillsDemanded(ticket: Facts, rules: readonly RoutingRule[]): readonly string[] {
  const values = valuesOf(ticket);
  const ofGroup = (rule: RoutingRule) => rule.group_id === null || rule.group_id === ticket.group_id;
  return rules.find((rule) => ofGroup(rule) && means(rule, ticket, values))?.skills ?? [];
}

function means(rule: RoutingRule, ticket: Facts, values: ReadonlySet<string>): boolean {
  if (rule.language !== null && rule.language !== languageOf(ticket.locale)) return false;
  return rule.category === null || values.has(rule.category);
}

/** Everything that may name a category. */
function valuesOf({ tags, custom_fields }: Facts): Set<string> {
  const values = custom_fields.flatMap(({ value }) => value);
  return new Set([...tags, ...values.filter((value) => typeof value === 'string')]);
}
