import type { Instant } from '../kernel/clock.ts';
import { bareAnswerIn, factAwaitedAlone, isAnyText, type Question } from './bare-answer.ts';
import { examineMessage, type Surroundings } from './examine-message.ts';
import type { Fact } from './facts/read-facts.ts';
import type { Forwarded } from './forwarded-words.ts';
import type { FoundFact, IntakeRecord } from './intake-record.ts';

/** What a customer wrote in one comment. */
export interface CustomerWords {
  readonly comment_id: number;
  readonly text: string;
  /** When they were written. */
  readonly at?: Instant;
  /** What of them is a mail of somebody else's that they forward. */
  readonly forwarded?: Forwarded;
}

/** What is to be seen in all that a customer has written so far. */
export interface Examined
  extends Pick<
    IntakeRecord,
    'about' | 'language' | 'confidence' | 'why' | 'priority' | 'priority_why' | 'facts' | 'secrets'
  > {
  readonly missing: readonly string[];
}

const BETWEEN = '\n\n';
/** Characters that are read: of one comment, and of all. What matters is said before that. */
const OF_ONE = 8_000;
const OF_ALL = 24_000;

/**
 * Looks at all that a customer has written on a ticket, as if it were one message; and at what they wrote after they were
 * asked for one thing, as the answer.
 */
export function examineTicket(
  subject: string,
  said: readonly CustomerWords[],
  surroundings: Surroundings,
  question?: Question,
): Examined {
  const parts = portions(said);
  const text = parts.map((part) => part.text).join(BETWEEN);
  const forwarded = forwardedIn(parts);
  const seen = examineMessage({ subject, text }, { ...surroundings, ...(forwarded ? { forwarded } : {}) });
  const { kind, category, reason, risk } = seen;
  const facts = Object.entries(seen.facts_all).flatMap(([name, found]) =>
    (found ?? []).flatMap((fact) => placed(name, fact, parts)),
  );
  const kept = question ? toldBare(question, said, surroundings, facts) : [];
  const found = [...facts, ...kept];
  const bare = question && bareFact(question, said, surroundings, { missing: seen.missing, facts: found });
  const all = bare ? [...found, bare] : found;
  const isBare = (name: string) => [...kept, bare].some((fact) => fact?.name === name);
  return {
    about: { kind, category, reason, risk },
    language: seen.language,
    confidence: { ...seen.confidence },
    why: [...seen.why],
    priority: seen.priority,
    priority_why: [...seen.priority_why],
    facts: all,
    secrets: [...seen.secrets],
    missing: seen.missing.filter((name) => !isBare(name)),
  };
}

/** What bare answers to earlier questions told, and still tell where they stand: nothing else would find it again. */
function toldBare(
  { at: asked, facts: before }: Question,
  said: readonly CustomerWords[],
  { ownFacts = [] }: Surroundings,
  facts: readonly FoundFact[],
): FoundFact[] {
  return before.filter(({ name, comment_id, start, end, value }) => {
    if (!isAnyText(name, ownFacts) || facts.some((fact) => fact.name === name)) return false;
    const words = said.find((each) => each.comment_id === comment_id);
    if (!words || (words.at ?? 0) > asked) return false;
    const place = bareAnswerIn(words.text);
    return place?.start === start && place.end === end && words.text.slice(start, end) === value;
  });
}

/** The first answer to a question for one thing that is nothing but that, and holds nothing else that was looked for. */
function bareFact(
  question: Question,
  said: readonly CustomerWords[],
  { ownFacts = [] }: Surroundings,
  { missing, facts }: { readonly missing: readonly string[]; readonly facts: readonly FoundFact[] },
): FoundFact | undefined {
  const told = question.facts.map((fact) => fact.name);
  const found = facts.map((fact) => fact.name);
  const name = factAwaitedAlone({ needs: question.needs, told }, ownFacts, { missing, found });
  if (name === undefined) return undefined;
  for (const { comment_id, text, at = 0 } of said) {
    if (at <= question.at || facts.some((fact) => fact.comment_id === comment_id)) continue;
    const place = bareAnswerIn(text);
    if (place) return { name, value: text.slice(place.start, place.end), comment_id, ...place };
  }
  return undefined;
}

interface Portion extends CustomerWords {
  /** Where it begins in the text of all. */
  readonly from: number;
}

/** The first words and the latest, in the order in which they were written. */
function portions(said: readonly CustomerWords[]): Portion[] {
  const [first, ...later] = said;
  const taken: CustomerWords[] = [];
  let left = OF_ALL;
  for (const words of [...(first ? [first] : []), ...later.toReversed()]) {
    const text = words.text.slice(0, Math.min(OF_ONE, left)).toWellFormed();
    if (text === '') continue;
    const forwarded = words.forwarded ? { forwarded: words.forwarded } : {};
    taken.push({ comment_id: words.comment_id, text, ...forwarded });
    left -= text.length;
  }
  let from = 0;
  return taken
    .sort((a, b) => a.comment_id - b.comment_id)
    .map((words) => {
      const portion = { ...words, from };
      from += words.text.length + BETWEEN.length;
      return portion;
    });
}

/** What of the text of all is forwarded. The subject is that of the first words. */
function forwardedIn(parts: readonly Portion[]): Forwarded | undefined {
  if (parts.every(({ forwarded }) => forwarded === undefined)) return undefined;
  const places = parts.flatMap(({ from, text, forwarded }) =>
    (forwarded?.places ?? []).map(({ start, end }) => ({
      start: from + Math.min(start, text.length),
      end: from + Math.min(end, text.length),
    })),
  );
  return { places, subject: parts[0]?.forwarded?.subject === true };
}

/** A fact by its place in the comment that tells it. What reaches from one comment into the next is none. */
function placed(name: string, fact: Fact, parts: readonly Portion[]): FoundFact[] {
  const { value, field, start, end, flaw, form } = fact;
  const more = { ...(flaw ? { flaw } : {}), ...(form ? { form } : {}) };
  if (field === 'subject') return [{ name, value, comment_id: null, start, end, ...more }];
  const part = parts.find(({ from, text }) => start >= from && end <= from + text.length);
  if (!part) return [];
  return [{ name, value, comment_id: part.comment_id, start: start - part.from, end: end - part.from, ...more }];
}
