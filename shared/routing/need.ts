import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { RoutingChannel } from './channel.ts';

/** The name of a skill, as it stands in keys and rules. */
export const SkillName = z.string().check(z.maxLength(40), z.regex(/^[a-z0-9]+(?:[_-][a-z0-9]+)*$/));
/** A language by the first part of its tag: whoever writes Chinese is answered by whoever writes Chinese. */
export const LanguageName = z.string().check(z.regex(/^[a-z]{2,3}$/));

/** What a ticket demands of whoever takes it. */
export const Need = onFirstUse(() =>
  z.object({ channel: RoutingChannel, language: z.string(), skills: z.array(z.string()) }),
);
export type Need = z.output<typeof Need>;

/** What an agent can do. No language said means any. */
export interface Abilities {
  readonly languages: readonly string[];
  readonly skills: readonly string[];
}

/** Whether somebody can do what is demanded, be there room or not. */
export function meets(agent: Abilities, need: Need): boolean {
  const speaks = agent.languages.length === 0 || agent.languages.includes(need.language);
  return speaks && need.skills.every((skill) => agent.skills.includes(skill));
}

/** The name of the lane in which all tickets of a group with the same demands wait. */
export function laneOf({ channel, language, skills }: Need): string {
  return `${channel}|${language}|${[...skills].sort().join('+')}`;
}

/** The language of a BCP 47 tag as agents have it. */
export function languageOf(locale: string): string {
  return locale.split('-')[0]?.toLowerCase() ?? locale;
}
