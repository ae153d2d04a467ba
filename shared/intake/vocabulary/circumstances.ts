import written from './circumstances.json' with { type: 'json' };
import type { Found } from './find-phrases.ts';
import { type Phrase, readPhrase } from './phrase.ts';

const read = (sources: readonly string[]) => sources.map(readPhrase);
const NEGATED = written.negated.map(
  (source) => new RegExp(source.replaceAll(' ', '\\s+').replace(/\\s\+\$$/, '\\s*$')),
);
const ACCUSED = read(written.accused);
const ASKED = read(written.asked);
const SUPPOSED = read(written.supposed);
const SUPPOSED_HERE = read(written.supposed_here);
const SUPPOSED_FOR_GOOD = read(written.supposed_for_good);
const ESCAPED = read(written.escaped);
const GOING_ON = read(written.going_on);
const OVER = read(written.over);
const SIGNED_IN = read(written.signed_in);
const KEPT_FROM_API = read(written.kept_from_api);
const SENT = read(written.sent_themselves);
const LOUD = read(written.loud);
const ASKS_IF_REAL = read(written.asks_if_real);
/** How far before a phrase a word may stand that turns it round. */
const REACH = 32;
const SENTENCES = /(?:[^.!?。！？\n]|\.(?=\w))+[.!?。！？\n]*/g;
const CLAUSES = /(?:[^.,!?，；;。！？\n]|[.,](?=\w))+[.,!?，；;。！？\n]*/g;

/** Whether what stands there is said not to be so. */
export function isNegated(text: string, { start }: Found): boolean {
  const before = text.slice(Math.max(0, start - REACH), start);
  const clause = before.slice(before.search(/[^.,;!?，。；！？\n]*$/));
  return NEGATED.some((pattern) => pattern.test(clause));
}

/** The places where it is the desk's own company that is called a thief. */
export function accusations(text: string): (found: Found) => boolean {
  const places = placesOf(text, ACCUSED);
  return ({ start, end }) => places.some((each) => start < each.end && end > each.start);
}

/** The places of a text that only suppose something: sentences with an "if", clauses about somebody else. */
export function suppositions(text: string): (found: Found) => boolean {
  const places = [...partsThatSay(text, SENTENCES, SUPPOSED), ...partsThatSay(text, CLAUSES, SUPPOSED_HERE)];
  return ({ start }) => places.some((each) => start >= each.start && start < each.end);
}

/** The places of a text that ask how things are in general: clauses that no danger of any kind is told in. */
export function generalQuestions(text: string): (found: Found) => boolean {
  const places = partsThatSay(text, CLAUSES, ASKED);
  return ({ start }) => places.some((each) => start >= each.start && start < each.end);
}

/** Whether somebody asks about what might be, and nothing has happened. */
export function isSupposition(text: string): boolean {
  return SUPPOSED_FOR_GOOD.some((phrase) => placesOf(text, [phrase]).length > 0);
}

/** Whether somebody tells of a trap that they did not walk into, or of an alarm that was none; not while it goes on. */
export function hasEscaped(text: string): boolean {
  return placesOf(text, ESCAPED).length > 0 && placesOf(text, GOING_ON).length === 0;
}

/** Whether somebody tells of what happened once and was put right. */
export function isOver(text: string): boolean {
  return placesOf(text, OVER).length > 0;
}

/** Whether somebody says that they can sign in. */
export function canSignIn(text: string): boolean {
  return placesOf(text, SIGNED_IN).length > 0;
}

/** Whether it is their programs that are kept out, for calling too often, and not they themselves. */
export function isKeptFromApi(text: string): boolean {
  return placesOf(text, KEPT_FROM_API).length > 0;
}

/** Whether somebody was talked into sending money, rather than robbed of it. */
export function sentThemselves(text: string): boolean {
  return placesOf(text, SENT).length > 0;
}

/** Whether somebody asks of something that they have got whether it is what it says, or doubts it. */
export function asksIfReal(text: string): boolean {
  return placesOf(text, ASKS_IF_REAL).length > 0;
}

/** Whether somebody is in a hurry, or shouts. */
export function isLoud(text: string, asWritten: string): boolean {
  const letters = asWritten.replace(/[^A-Za-z]/g, '');
  const capitals = asWritten.replace(/[^A-Z]/g, '').length;
  return (letters.length >= 20 && capitals > letters.length * 0.6) || placesOf(text, LOUD).length > 0;
}

interface Part {
  readonly start: number;
  readonly end: number;
}

function placesOf(text: string, phrases: readonly Phrase[]): readonly Part[] {
  return phrases.flatMap(({ anchor, pattern }) => {
    if (anchor !== '' && !text.includes(anchor)) return [];
    return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  });
}

function partsThatSay(text: string, parts: RegExp, phrases: readonly Phrase[]): readonly Part[] {
  const said = placesOf(text, phrases);
  if (said.length === 0) return [];
  return [...text.matchAll(parts)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter(({ start, end }) => said.some((each) => each.start < end && each.end > start));
}
