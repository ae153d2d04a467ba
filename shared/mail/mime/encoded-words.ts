import { decodeText } from './charset.ts';
import { charsetOf } from './charset-labels.ts';
import { decodeStrictly } from './decode-charset.ts';
import { decodeBase64 } from './transfer-encoding.ts';

/** One encoded word (RFC 2047): `=?charset?Q?text?=`. */
interface Word {
  readonly charset: string;
  readonly encoding: 'b' | 'q';
  readonly payload: string;
  /** Where it stands in the header. */
  readonly from: number;
  readonly to: number;
}

const START = /=\?[ \t]{0,3}([^?\s=]{0,60}(?:[ \t][^?\s=]{1,20})?)[ \t]{0,3}\?[ \t]{0,3}([bq])[ \t]{0,3}\?/gi;
const WORD_INSIDE = /=\?[^?\s=]{1,60}\?[bq]\?/i;
const WORDS_AT_MOST = 5_000;
/** Of an encoded word: RFC 2047 allows 75, and some programs put a whole header into one. */
const WORD_AT_MOST = 20_000;
/** In a word: lines of a header are that long. */
const BLANKS_OF_FOLDS = 3;
/** How far a question mark that was not encoded is thought to be one. */
const LOOKED_AT = 400;

/**
 * A header's text with its encoded words decoded, wherever they stand: people's programs put them inside of quotes and
 * next to other letters too. Words that follow each other are decoded together, for characters are cut between them.
 */
export function decodeWords(text: string, hints: readonly (string | undefined)[] = []): string {
  if (!text.includes('=?')) return text;
  return wordsIn(text, hints)
    .map(({ text: piece }) => piece)
    .join('');
}

/** A header's text from its bytes, each a character: in the first charset that can be true, with encoded words decoded. */
export function headerText(bytes: string, hints: readonly (string | undefined)[] = []): string {
  return decodeWords(decodeHeader(bytes, hints), hints);
}

/** A header from its bytes, each a character, with encoded words left as they are. */
export function decodeHeader(bytes: string, hints: readonly (string | undefined)[] = []): string {
  if (!/[\x80-\xff]/.test(bytes) && !bytes.includes('\x1b')) return bytes;
  return decodeText(Buffer.from(bytes, 'latin1'), undefined, hints);
}

/** The pieces of a header: what is written plainly, and what encoded words say. */
export function wordsIn(
  text: string,
  hints: readonly (string | undefined)[] = [],
): { readonly text: string; readonly isEncoded: boolean }[] {
  const pieces: { text: string; isEncoded: boolean }[] = [];
  let at = 0;
  for (const run of runsOf(text, findWords(text))) {
    const [first] = run;
    const last = run.at(-1);
    if (!first || !last) continue;
    if (first.from > at) pieces.push({ text: text.slice(at, first.from), isEncoded: false });
    pieces.push({ text: decodeRun(run, hints), isEncoded: true });
    at = last.to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isEncoded: false });
  return pieces;
}

/** Words with nothing but white space between them: that space is none of the text's. */
function runsOf(text: string, words: readonly Word[]): Word[][] {
  const runs: Word[][] = [];
  for (const word of words) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && text.slice(before.to, word.from).trim() === '') run.push(word);
    else runs.push([word]);
  }
  return runs;
}

function findWords(text: string): Word[] {
  const words: Word[] = [];
  START.lastIndex = 0;
  for (let found = START.exec(text); found && words.length < WORDS_AT_MOST; found = START.exec(text)) {
    const from = found.index + found[0].length;
    const encoding = found[2]?.toLowerCase() === 'b' ? 'b' : 'q';
    const end = endOfWord(text, from, encoding);
    if (end < 0) {
      if (text.indexOf('?=', from) < 0) break;
      continue;
    }
    const to = Math.min(end + 2, text.length);
    words.push({ charset: found[1] ?? '', encoding, payload: text.slice(from, end), from: found.index, to });
    START.lastIndex = to;
  }
  return words;
}

/** Where a word's text ends: before `?=`, unless that is a question mark that was not encoded before an escape (`?=3D`). */
function endOfWord(text: string, from: number, encoding: 'b' | 'q'): number {
  let end = text.indexOf('?=', from);
  if (end < 0) {
    // The last word of a header that was cut off.
    const rest = text.slice(from);
    if (encoding === 'b') return /^[a-z0-9+/=]{4,}\??$/i.test(rest) ? text.length : -1;
    if (rest.length > WORD_AT_MOST) return -1;
    const cut = /^(?:=[0-9a-f]{2}|[!-<>@-~])+(?==?[0-9a-f]?$)/i.exec(rest)?.[0];
    return cut !== undefined && /=[0-9a-f]{2}/i.test(cut) ? from + cut.length : -1;
  }
  if (end - from > WORD_AT_MOST || WORD_INSIDE.test(text.slice(from, end))) return -1;
  while (encoding === 'q' && end - from < LOOKED_AT && /^\?=[0-9a-f]{2}/i.test(text.slice(end, end + 4))) {
    const next = text.indexOf('?=', end + 2);
    if (next < 0 || next - from > LOOKED_AT || /\s|=\?/.test(text.slice(end, next))) break;
    end = next;
  }
  return end;
}

/** One name for all labels of a charset. */
const sameName = (label: string) => charsetOf(label) ?? label.toLowerCase();

/** The text of words in a row: bytes of one charset are joined before they are decoded. */
function decodeRun(run: readonly Word[], hints: readonly (string | undefined)[]): string {
  const pieces: string[] = [];
  let charset = '';
  let label = '';
  let bytes: Uint8Array[] = [];
  let cutBase64 = '';
  const flush = () => {
    if (bytes.length > 0) pieces.push(decodeText(Buffer.concat(bytes), label, hints));
    bytes = [];
  };
  for (const [index, { charset: written, encoding, payload }] of run.entries()) {
    if (sameName(written) !== charset) flush();
    label = written;
    charset = sameName(written);
    if (encoding === 'q') {
      bytes.push(decodeQ(unbroken(payload, written)));
      continue;
    }
    const base64 = cutBase64 + payload.replace(/\s+/g, '');
    const next = run[index + 1];
    // Some programs cut the base64 itself, not the text, so that only all of it together is some.
    const isCut = base64.length % 4 !== 0 && !base64.includes('=') && next?.encoding === 'b';
    cutBase64 = isCut && next && sameName(next.charset) === charset ? base64 : '';
    if (cutBase64 === '') bytes.push(decodeBase64(Buffer.from(base64, 'latin1')));
  }
  flush();
  return pieces.join('').replace(/\0/g, '');
}

/** Without the blanks of folds within a word: where it writes its own differently, or has a character cut by one. */
function unbroken(payload: string, label: string): string {
  if (!/\s/.test(payload.trim())) return payload;
  const joined = payload.replace(/\s+/g, '');
  if (/_|=20/.test(payload) && joined.length > payload.length - BLANKS_OF_FOLDS) return joined;
  const charset = charsetOf(label);
  const isRight = (text: string) => charset === undefined || decodeStrictly(decodeQ(text), charset) !== undefined;
  return !isRight(payload) && isRight(joined) ? joined : payload;
}

function decodeQ(payload: string): Uint8Array {
  const plain = payload.replace(/_/g, ' ');
  const bytes = /[\x80-\uffff]/.test(plain) ? Buffer.from(plain).toString('latin1') : plain;
  return Buffer.from(
    bytes.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
