import type { Instant } from '../kernel/clock.ts';
import type { OwnFact } from '../tickets/own-facts.ts';
import { cleanMessage } from './facts/read-facts.ts';
import { foldCharacters } from './folded-text.ts';
import { looksLikeValue } from './form-of-value.ts';
import type { FoundFact } from './intake-record.ts';
import { findPhrases, readVocabulary } from './vocabulary/find-phrases.ts';
import noAnswers from './vocabulary/no-answers.json' with { type: 'json' };

/** What a customer was asked for last, and what of it has been told since. */
export interface Question {
  readonly needs: readonly string[];
  /** When: what was written before is no answer. */
  readonly at: Instant;
  /** What was found before: a field that has its value by another way is told of nothing. */
  readonly facts: readonly FoundFact[];
}

/** How all else stands that was looked for. */
interface Findings {
  readonly missing: readonly string[];
  /** What was found where it stands: no bare answer is needed for that. */
  readonly found: readonly string[];
}

const NO_ANSWERS = readVocabulary(noAnswers);
const LONGEST = 60;
const MOST_WORDS = 8;
/** Characters that are words, or nearly. */
const MOST_HAN = 24;

/**
 * The one fact that may be told without its name: a text that was asked for, while nothing else is awaited. Any words would
 * do for any text otherwise.
 */
export function factAwaitedAlone(
  { needs, told }: { readonly needs: readonly string[]; readonly told: readonly string[] },
  ownFacts: readonly OwnFact[],
  { missing, found }: Findings,
): string | undefined {
  const open = needs.filter((name) => !found.includes(name) && (missing.includes(name) || told.includes(name)));
  const [only, ...others] = open;
  return only !== undefined && others.length === 0 && isAnyText(only, ownFacts) ? only : undefined;
}

/** Whether a fact is a field for any text: nothing but an answer tells it without its name. */
export function isAnyText(name: string, ownFacts: readonly OwnFact[]): boolean {
  return ownFacts.some((each) => each.name === name && (each.field.type === 'text' || each.field.type === 'textarea'));
}

/**
 * Where a bare value stands in an answer that is nothing but it: one short line that looks like a value and is no sentence,
 * courtesy, demand or secret. In doubt it is none: a demand that passes for an answer is heard by nobody.
 */
export function bareAnswerIn(text: string): { readonly start: number; readonly end: number } | undefined {
  const line = text.trim().replace(/[。.]$/, '');
  const isShort = line !== '' && line.length <= LONGEST && line.split(/\s+/).length <= MOST_WORDS;
  const han = line.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (!isShort || han > MOST_HAN || /[\n?？!！;；。:：]/.test(line) || !/[\p{L}\p{N}]/u.test(line)) return undefined;
  if (cleanMessage({ text: line }).secrets.length > 0) return undefined;
  if (!looksLikeValue(line) || findPhrases(foldCharacters(line), NO_ANSWERS).length > 0) return undefined;
  const start = text.indexOf(line);
  return { start, end: start + line.length };
}
