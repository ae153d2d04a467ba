import { seenTextOfHtml } from '../../platform/html/html-as-text.ts';
import { htmlOfText } from '../../platform/html/text-as-html.ts';
import type { Stretch } from './shown-parts.ts';

/** Of a mail's text and HTML, more characters than these are not kept: nobody reads them, and everybody pays for them. */
const TEXT_AT_MOST = 1_000_000;
const HTML_AT_MOST = 2_000_000;
/** How long a hint such as `Your program cannot show HTML` may be. */
const HINT_AT_MOST = 400;
/** Texts longer than this are not compared. */
const COMPARED_AT_MOST = 200_000;
/** Letters that two texts have in common by no accident. */
const BEGINNING = 80;

/** What a reader sees, from the stretches of a mail's text. */
export interface ShownText {
  readonly text: string;
  /** Undefined when none of it is HTML. */
  readonly html: string | undefined;
  /** Characters beyond the limits. */
  readonly leftOut: number;
}

/** Puts a mail's text together: the plain form where there is one worth reading, a blank line between stretches. */
export function shownText(all: readonly Stretch<string>[]): ShownText {
  const stretches = joined(all);
  const text = stretches
    .map((each) => trimmed(worthReading(each)))
    .filter((each) => each !== '')
    .join('\n\n');
  const hasHtml = stretches.some(({ html }) => html !== undefined && html.trim() !== '');
  const html = hasHtml
    ? stretches
        .map(({ html, plain }) => html?.trim() || htmlOf(plain))
        .filter((each) => each !== '')
        .join('\n')
    : undefined;
  return {
    text: cut(text, TEXT_AT_MOST),
    html: html && cut(html, HTML_AT_MOST),
    leftOut: Math.max(0, text.length - TEXT_AT_MOST),
  };
}

const htmlOf = (plain = '') => (plain.trim() === '' ? '' : htmlOfText(trimmed(plain)));

/** Some senders put the two forms of a text behind each other as if both were to be read: those are one stretch. */
function joined(all: readonly Stretch<string>[]): Stretch<string>[] {
  const out: Stretch<string>[] = [];
  for (const each of all) {
    const before = out.at(-1);
    const forms = before && asForms(before, each);
    if (forms) out[out.length - 1] = forms;
    else out.push(each);
  }
  return out;
}

/** Two stretches as one, when they say the same in plain text and in HTML. */
function asForms(one: Stretch<string>, other: Stretch<string>): Stretch<string> | undefined {
  const [plain, html] = one.html === undefined ? [one.plain, other.html] : [other.plain, one.html];
  const isEach =
    (one.plain === undefined) !== (one.html === undefined) &&
    (other.plain === undefined) !== (other.html === undefined);
  if (!isEach || plain === undefined || html === undefined || html.length >= COMPARED_AT_MOST) return undefined;
  return isSame(letters(seenTextOfHtml(html)), letters(plain)) ? { plain, html } : undefined;
}

/** Word for word, or, of longer texts, as they begin: plain text may tell where links lead, or leave out a footer. */
function isSame(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length > BEGINNING && long.length < short.length * 2 && long.startsWith(short.slice(0, BEGINNING));
}

const letters = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

function worthReading({ plain, html }: Stretch<string>): string {
  if (html === undefined) return plain;
  if (plain === undefined || plain.trim() === '') return seenTextOfHtml(html);
  if (plain.length > HINT_AT_MOST || !/\bhtml\b/i.test(plain)) return plain;
  // A few words about HTML that are not in it speak to those who cannot see it.
  const text = seenTextOfHtml(html.slice(0, COMPARED_AT_MOST));
  return text.length > plain.length && !letters(text).includes(letters(plain).slice(0, 30))
    ? seenTextOfHtml(html)
    : plain;
}

/** Without empty lines before and blanks after it; the first line keeps its indentation. */
function trimmed(text: string): string {
  return text.replace(/^(?:[ \t]{0,200}\n)+/, '').trimEnd();
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).toWellFormed();
}
