import {
  ISO_8859_1,
  ISO_8859_2,
  ISO_8859_5,
  ISO_8859_6,
  ISO_8859_7,
  ISO_8859_8,
  ISO_8859_9,
  KOI8_R,
  windows_874,
  windows_1251,
  windows_1256,
  windows_1257,
  windows_1258,
} from 'chardet/lib/encoding/sbcs.js';
import { once } from '../../kernel/once.ts';
import { type Charset, charsetOf } from './charset-labels.ts';
import { decodeLeniently, decodeStrictly, isAscii } from './decode-charset.ts';
import { isMark, SCRIPTS } from './likely-characters.ts';

/*
 * The last resort, for texts without a charset or with one that cannot be true. Charsets of one byte are told apart by
 * chardet's statistics of languages (its parts, for its front reads files). Those of several bytes it knows only from long
 * texts; the characters that people use most tell sooner.
 */

/** How much of a text is looked at. */
const SAMPLE = 8 * 1024;
/** Surer than this, in percent, or it is no guess at all. */
const SURE_ENOUGH = 12;
/** Of so few bytes above ASCII statistics say little. */
const FEW = 6;

/** Bytes above ASCII that are enough to doubt what a text says of itself. */
const ENOUGH = 14;
const SURE_OF_SCRIPT = 45;
const SURE_OF_LANGUAGE = 25;

const oneByteCharsets = once(() => [
  new ISO_8859_1(),
  new ISO_8859_2(),
  new ISO_8859_5(),
  new ISO_8859_6(),
  new ISO_8859_7(),
  new ISO_8859_8(),
  new ISO_8859_9(),
  new windows_1251(),
  new windows_1256(),
  new windows_1257(),
  new windows_1258(),
  new windows_874(),
  new KOI8_R(),
]);

/** What reads a text that says nothing true about its charset; undefined when nothing speaks for any. */
export function guessCharset(bytes: Uint8Array): Charset | undefined {
  const sample = sampleOf(bytes);
  const wide = wideOf(sample);
  if (wide) return wide;
  if (isAscii(sample)) return hasEscapes(sample) ? 'iso-2022' : undefined;
  if (decodeStrictly(sample, 'utf-8') !== undefined) return 'utf-8';
  const high = sample.filter((byte) => byte > 0x7f);
  if (isRussianOfDos(high)) return 'ibm866';
  const russian = shortRussian(sample, high);
  if (russian) return russian;
  const several = best(SCRIPTS.map(({ charset, weight }) => ({ charset, sure: likeness(sample, charset, weight) })));
  const one = best(oneByteGuesses(sample, high));
  const guess = several.sure >= one.sure ? several : one;
  const neighbour =
    guess.sure >= SURE_ENOUGH && guess.charset !== 'windows-1252' ? undefined : neighbourOf(sample, high);
  if (neighbour) return neighbour;
  if (guess.sure >= SURE_ENOUGH) return guess.charset;
  if (isThai(sample, high)) return 'windows-874';
  // A few characters are no statistics. Pairs of high bytes, as in a name, are most often Chinese.
  return !isWesternWord(sample) && inPairs(sample) && decodeStrictly(sample, 'gb18030') !== undefined
    ? 'gb18030'
    : undefined;
}

/**
 * Whether a text that is said to be western is in another script: there is enough of it to tell, and much speaks for the
 * other. Lists of letters with accents are dense too.
 */
export function isOfOtherScript(bytes: Uint8Array): boolean {
  const sample = sampleOf(bytes);
  const high = sample.filter((byte) => byte > 0x7f);
  if (high.length < ENOUGH) return high.length >= ENOUGH / 2 && shortRussian(sample, high) !== undefined;
  if (isRussianOfDos(high) || isThai(sample, high)) return true;
  const several = Math.max(...SCRIPTS.map(({ charset, weight }) => likeness(sample, charset, weight)));
  return several >= SURE_OF_SCRIPT || best(oneByteGuesses(sample, high)).sure >= SURE_OF_LANGUAGE;
}

/** Whether there are sequences with which ISO-2022 switches tables. */
export function hasEscapes(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x1b); at >= 0; at = bytes.indexOf(0x1b, at + 1)) {
    const next = bytes[at + 1];
    if (next === 0x24 || (next === 0x28 && [0x42, 0x49, 0x4a].includes(bytes[at + 2] ?? 0))) return true;
  }
  return false;
}

interface Guess {
  readonly charset: Charset | undefined;
  /** In percent. */
  readonly sure: number;
}

const best = (guesses: readonly Guess[]): Guess =>
  guesses.reduce((first, each) => (each.sure > first.sure ? each : first), { charset: undefined, sure: 0 });

/** The beginning, up to the end of a line, so that no character is cut. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= SAMPLE) return bytes;
  const end = bytes.lastIndexOf(0x0a, SAMPLE);
  return bytes.subarray(0, end > 0 ? end : SAMPLE);
}

/** UTF-16 without a mark: of what is ASCII in it, every other byte is zero. */
function wideOf(sample: Uint8Array): Charset | undefined {
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd < sample.length / 5) return undefined;
  if (odd > even * 10) return 'utf-16le';
  return even > odd * 10 ? 'utf-16be' : undefined;
}

/** Small letters in two blocks, the first of which has the commoner ones: no other charset is written with those bytes. */
function isRussianOfDos(high: Uint8Array): boolean {
  const small = high.filter((byte) => (byte >= 0xa0 && byte <= 0xaf) || (byte >= 0xe0 && byte <= 0xf1));
  const others = high.filter((byte) => byte > 0xf1 || (byte > 0xaf && byte < 0xe0));
  const first = small.filter((byte) => byte <= 0xaf);
  return small.length >= 8 && others.length * 50 < high.length && first.length * 3 > small.length;
}

const OF_TURKEY = new Set([0xc7, 0xd0, 0xd6, 0xdc, 0xdd, 0xde, 0xe2, 0xe7, 0xee, 0xf0, 0xf6, 0xfb, 0xfc, 0xfd, 0xfe]);
const ONLY_OF_TURKEY = new Set([0xd0, 0xdd, 0xde, 0xf0, 0xfe]);

/** Letters of Czech and Slovak, and some that only they have beside the others; marks of punctuation too. */
const OF_CZECHIA = /^[áčďéěíňóřšťúůýžľĺôŕä„“”‚‘–…]+$/i;
const ONLY_OF_CZECHIA = [/[čěďňůý]/i, /[řšžť]/i];

/** What seems western and is not: no letters but those of a language, some of them its own; or signs of the west within words. */
function neighbourOf(sample: Uint8Array, high: Uint8Array): Charset | undefined {
  if (high.some((byte) => ONLY_OF_TURKEY.has(byte)) && high.every((byte) => OF_TURKEY.has(byte))) return 'windows-1254';
  const inCzechia = decodeStrictly(high, 'windows-1250') ?? '';
  if (OF_CZECHIA.test(inCzechia) && ONLY_OF_CZECHIA.every((letters) => letters.test(inCzechia))) return 'windows-1250';
  const text = Buffer.from(sample).toString('latin1');
  if (!/[a-z][\xa1\xa3\xa5\xa6\xac\xb1\xb3\xb6\xb9\xbc\xbe\xbf][a-z]/i.test(text)) return undefined;
  return high.some((byte) => [0xa1, 0xa6, 0xac, 0xb1, 0xb6, 0xbc].includes(byte)) ? 'iso-8859-2' : 'windows-1250';
}

/** Nearly all of it is letters of Thai, which has no blanks between words. */
function isThai(sample: Uint8Array, high: Uint8Array): boolean {
  // Of its commonest consonants, which are signs in western charsets.
  const signs = high.filter((byte) => byte >= 0xa1 && byte <= 0xbf);
  const isDense = high.length >= 12 && high.length * 2 > sample.length && signs.length * 5 > high.length;
  return isDense && decodeStrictly(sample, 'windows-874') !== undefined;
}

function likeness(sample: Uint8Array, charset: Charset, weight: (code: number) => number): number {
  if (isWesternWord(sample)) return 0;
  const text = decodeStrictly(sample, charset) ?? (sample.length > 1_000 ? decodeLeniently(sample, charset) : '');
  let all = 0;
  let sum = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) continue;
    if (isMark(code)) {
      all += 0.5;
      sum += 0.5;
      continue;
    }
    all++;
    sum += code === 0xfffd ? -4 : weight(code);
  }
  return all === 0 ? 0 : (100 * sum) / all;
}

/** Of so few bytes the statistics of languages make anything. */
const SHORT = 60;
/** A name or subject in Russian: no other script has its small letters in one block and begins with a great one. */
function shortRussian(sample: Uint8Array, high: Uint8Array): Charset | undefined {
  if (high.length > SHORT || high.length < 4) return undefined;
  const text = Buffer.from(sample).toString('latin1');
  const words = text.match(/[\x80-\xff]+/g) ?? [];
  // Letters of the west stand among those of ASCII.
  if (/[a-z][\x80-\xff]|[\x80-\xff][a-z]/i.test(text) || !words.some((word) => word.length >= 4)) return undefined;
  const isOne = (great: RegExp, small: RegExp) =>
    words.every((word) => (great.test(word.charAt(0)) || small.test(word.charAt(0))) && small.test(word.slice(1))) &&
    words.some((word) => great.test(word.charAt(0)));
  if (isOne(/[\xa8\xc0-\xdf]/, /^[\xb8\xe0-\xff]*$/)) return 'windows-1251';
  return isOne(/[\xb3\xe0-\xff]/, /^[\xa3\xc0-\xdf]*$/) ? 'koi8-r' : undefined;
}

/** One or two places with a letter of the west or two, each before one of ASCII, as in `fünf`: not half of something else. */
function isWesternWord(sample: Uint8Array): boolean {
  const text = Buffer.from(sample).toString('latin1');
  const places = text.match(/[\x80-\xff]+/g) ?? [];
  const between = text.match(/(?<=[a-z])[\xc0-\xff]{1,2}(?=[a-z])|(?<![\x80-\xff])[\x80-\xff](?=[a-z])/gi) ?? [];
  return places.length <= 2 && between.length === places.length;
}

function oneByteGuesses(sample: Uint8Array, high: Uint8Array): Guess[] {
  const byteStats = new Array<number>(256).fill(0);
  for (const byte of sample) byteStats[byte] = (byteStats[byte] ?? 0) + 1;
  const context = {
    byteStats,
    c1Bytes: byteStats.slice(0x80, 0xa0).some((count) => count > 0),
    rawInput: sample,
    rawLen: sample.length,
    inputBytes: sample,
    inputLen: sample.length,
  };
  // The western one knows so many languages that it is as sure of others: of two, it is right about short texts.
  const all = oneByteCharsets();
  const inOrder = high.length < FEW ? all : all.toReversed();
  return inOrder.flatMap((each) => {
    const match = each.match(context);
    if (!match || !isPossible(sample, charsetOf(match.name))) return [];
    // Between 0x80 and 0x9f Windows has quotes and dashes, of which no text has many.
    const isOdd =
      /^windows-125[0247]$/.test(match.name) && high.filter((byte) => byte < 0xa0).length * 5 > high.length * 2;
    return [{ charset: charsetOf(match.name), sure: isOdd ? match.confidence / 3 : match.confidence }];
  });
}

/** Whether all bytes are characters of a charset, and none of them a control or a piece of a frame, which no text has. */
function isPossible(sample: Uint8Array, charset: Charset | undefined): boolean {
  const text = charset && decodeStrictly(sample, charset);
  return text !== undefined && !/[\x80-\x9f\u2500-\u259f]/.test(text);
}

/** Whether high bytes come in even runs, each of two or more. */
function inPairs(sample: Uint8Array): boolean {
  let run = 0;
  let runs = 0;
  for (const byte of [...sample, 0]) {
    if (byte > 0x80) run++;
    else {
      if (run % 2 === 1) return false;
      if (run > 0) runs++;
      run = 0;
    }
  }
  return runs > 0;
}
