import { linearPattern } from '../../kernel/linear-pattern.ts';
import { lastOf, type OwnFact, textsOfFact } from '../../tickets/own-facts.ts';
import { keptValue, type TicketField } from '../../tickets/ticket-field.ts';
import { itemOf } from '../ask-for.ts';
import { foldCharacters } from '../folded-text.ts';
import type { CleanMessage, Fact } from './read-facts.ts';

/** What was found of the facts that a company has added, by their names. */
export type OwnFindings = Readonly<Record<string, readonly Fact[]>>;

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Of one fact in one text: a pattern may stand in it thousands of times, and all that is found is kept. */
const MAX_FOUND = 20;

/**
 * Reads the facts that a company has added where they stand: by their pattern, by the names of their choices, or behind
 * their own name. The line in which we asked, sent back with the answer, tells nothing.
 */
export function readOwnFacts(message: CleanMessage, facts: readonly OwnFact[]): OwnFindings {
  return Object.fromEntries(
    facts.map(({ name, field }) => {
      const asked = questionsOf(name, field);
      return [name, (['subject', 'text'] as const).flatMap((part) => factsIn(message[part], part, field, asked))];
    }),
  );
}

/** The line that asks for a fact, in each language, however a mail program has broken and marked it. */
function questionsOf(name: string, field: TicketField): RegExp[] {
  const texts = textsOfFact(name, [field]);
  if (!texts || Object.values(texts.hint).every((hint) => hint === '')) return [];
  return [...new Set((['en', 'zh-CN'] as const).map((locale) => foldCharacters(itemOf(texts, locale))))].map((item) => {
    const words = item.replace(/^- /, '').split(/\s+/);
    const escaped = words.filter((word) => word !== '').map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
    return new RegExp(`(?<=^[ \t>]{0,40}[-*•·][ \t]{1,4})${escaped.join('[\\s>]+')}(?=\\s*$)`, 'gmu');
  });
}

function factsIn(said: string, part: Fact['field'], field: TicketField, asked: readonly RegExp[]): Fact[] {
  const [written, folded] = withoutQuestions(said, asked);
  const found: Fact[] = [];
  for (const { start, end } of placesOf(field, written, folded)) {
    const value = said.slice(start, end);
    if (field.type !== 'regexp' && fieldValueOf(field, value) === undefined) continue;
    found.push({ value, field: part, start, end });
    if (found.length === MAX_FOUND) break;
  }
  return found;
}

/** What was said, as it was written and folded, with nothing in the places of our questions. All are of the same length. */
function withoutQuestions(said: string, asked: readonly RegExp[]): [written: string, folded: string] {
  let [written, folded] = [said, foldCharacters(said)];
  for (const question of asked)
    for (const { 0: all, index } of folded.matchAll(question)) {
      const blanked = (text: string) => text.slice(0, index) + '\n'.repeat(all.length) + text.slice(index + all.length);
      [written, folded] = [blanked(written), blanked(folded)];
    }
  return [written, folded];
}

function placesOf(field: TicketField, written: string, folded: string): Place[] {
  switch (field.type) {
    case 'regexp':
      return linearPattern(field.regexp_for_validation ?? '')?.find(written, MAX_FOUND) ?? [];
    case 'tagger':
    case 'multiselect':
      return choicesIn(field, folded);
    case 'file':
      return [];
    default:
      return saidIn(field, folded);
  }
}

/** The value that a field has for what was written; undefined for none that it can have. */
export function fieldValueOf(field: TicketField, written: string): ReturnType<typeof keptValue> {
  const folded = foldCharacters(written);
  switch (field.type) {
    case 'integer':
    case 'decimal':
      return keptValue(field, folded.replaceAll(',', '').replace(/^\+/, ''));
    case 'date': {
      const [year = '', month = '', day = ''] = folded.match(/\d+/g) ?? [];
      return keptValue(field, `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
    }
    case 'tagger':
    case 'multiselect': {
      const value = field.options.find((option) => namesOf(option).includes(folded))?.value;
      return value === undefined ? undefined : keptValue(field, value);
    }
    default:
      return keptValue(field, written);
  }
}

function namesOf({ name, names = {}, value }: TicketField['options'][number]): string[] {
  return [...[name, ...Object.values(names)].map(lastOf), value]
    .map((each) => foldCharacters(each.trim()))
    .filter((each) => each !== '');
}

/** Choices by their names. What is short or vague, such as "No" and "Other", may mean anything: it counts as an answer only. */
function choicesIn(field: TicketField, folded: string): Place[] {
  const names = new Set(field.options.flatMap(namesOf));
  const answers = new Map(saidIn(field, folded).map(({ start, end }) => [start, end]));
  const isAnswer = ({ start, end }: Place) => {
    const said = answers.get(start);
    return said !== undefined && said >= end && /^[\s.,，!]*$/.test(folded.slice(end, said));
  };
  const all = [...names].flatMap((name) =>
    everywhere(folded, name).filter((place) => isTelling(name) || isAnswer(place)),
  );
  // "USDT on Tron" is not also "USDT".
  let last = 0;
  return all
    .sort((one, other) => one.start - other.start || other.end - one.end)
    .filter(({ end }) => {
      const isWithin = end <= last;
      last = Math.max(last, end);
      return !isWithin;
    });
}

const VAGUE = ['other', 'others', 'none', 'unknown', 'nothing', '其他', '其它', '没有', '未知', '不知道', '都不是'];

function isTelling(name: string): boolean {
  return !VAGUE.includes(name) && name.length >= (/[\u0300-\uffff]/.test(name) ? 2 : 4);
}

const LETTER = /[a-z0-9_]/;

/** All places where a text stands by itself. */
function everywhere(folded: string, name: string): Place[] {
  if (name === '') return [];
  const places: Place[] = [];
  for (let start = folded.indexOf(name); start >= 0; start = folded.indexOf(name, start + name.length)) {
    const end = start + name.length;
    const isPart = (at: number) => LETTER.test(folded[at - 1] ?? '') && LETTER.test(folded[at] ?? '');
    if (!isPart(start) && !isPart(end)) places.push({ start, end });
  }
  return places;
}

/** A comma stands between thousands. Where it may be a decimal one, what is meant is not known: nothing is read. */
const FORMS: Readonly<Partial<Record<TicketField['type'], RegExp>>> = {
  integer: /^[-+]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d{1,15})(?![\d.,]*\d)/,
  decimal: /^[-+]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d{1,30})(?:\.\d{1,30})?(?![\d.,]*\d)/,
  date: /^\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日?)(?!\d)/,
};
/** What stands between a name and what it is the name of. */
const BETWEEN = /^[ \t]*(?:[:：=—-]|is\b|was\b|are\b|是|为|為)[ \t]*/;
const REST_OF_LINE = /^[^\n。！？!?;；]{1,255}/;
/** "1. 2026-10-01", "- three" */
const BULLET = /^[ \t]*(?:(?:[-*•>]|\d{1,2}[.)])[ \t]+|\d{1,2}、[ \t]*)?/;

/** What is said behind the name of a field; of numbers, dates and choices also what a line has nothing besides of. */
function saidIn(field: TicketField, folded: string): Place[] {
  const names = [field.title, field.title_in_portal, ...Object.values(field.titles ?? {})].map((name) =>
    foldCharacters(name.trim()),
  );
  const behind = [...new Set(names)].flatMap((name) =>
    everywhere(folded, name).flatMap(({ end }) => {
      const between = BETWEEN.exec(folded.slice(end, end + 20))?.[0];
      const start = end + (between?.length ?? 0);
      const said = between === undefined ? undefined : valueAt(field, folded, start);
      return said ? [said] : [];
    }),
  );
  return behind.length > 0 || field.type === 'text' || field.type === 'textarea' ? behind : linesOf(field, folded);
}

function valueAt({ type }: TicketField, folded: string, start: number): Place | undefined {
  const value = (FORMS[type] ?? REST_OF_LINE).exec(folded.slice(start, start + 300))?.[0].trimEnd();
  return value ? { start, end: start + value.length } : undefined;
}

function linesOf(field: TicketField, folded: string): Place[] {
  const places: Place[] = [];
  for (let from = 0; from <= folded.length; ) {
    const to = folded.indexOf('\n', from) < 0 ? folded.length : folded.indexOf('\n', from);
    const line = folded.slice(from, to);
    const start = from + (BULLET.exec(line)?.[0].length ?? 0);
    const value = valueAt(field, folded, start);
    if (value && /^[\s.。]*$/.test(folded.slice(value.end, to))) places.push(value);
    from = to + 1;
  }
  return places;
}
