import { decodeText } from './charset.ts';
import { charsetOf } from './charset-labels.ts';

/** A header such as `Content-Type`, taken apart. Each character is still a byte. */
export interface Structured {
  /** In lower case. */
  readonly value: string;
  /** By name in lower case, the first of each name. */
  readonly parameters: ReadonlyMap<string, string>;
}

const PARAMETERS_AT_MOST = 200;
const VALUE_AT_MOST = 20_000;

/**
 * Takes a structured header apart (RFC 2045), as loosely as it is written: parameters without a semicolon before them,
 * without quotes, with quotes inside of quotes or none at the end, comments anywhere.
 */
export function parseStructured(header: string): Structured {
  const text = withoutComments(header.slice(0, VALUE_AT_MOST)).replace(/^(\s*[\w-]{1,60})\s*\/\s*(?=\w)/, '$1/');
  const value = /^\s*"?([^\s;:,"(=]*)(?![^\s;:,"(]|\s*=)/.exec(text) ?? ['', ''];
  const parameters = new Map<string, string>();
  let at = value[0].length;
  let last = '';
  let isBare = false;
  for (let count = 0; at < text.length && count < PARAMETERS_AT_MOST; count++) {
    NAME.lastIndex = at;
    const name = NAME.exec(text);
    if (!name) {
      // Something without `=`: part of a name that holds a semicolon and no quotes around it, or rubbish.
      SEGMENT.lastIndex = at;
      const [segment = ''] = SEGMENT.exec(text) ?? [];
      const stray = segment.replace(/^[;\s"]+/, '').trim();
      const before = parameters.get(last);
      const isCut =
        isBare &&
        /name$/.test(last) &&
        /^[^=]*\.[a-z0-9]{1,5}$/i.test(stray) &&
        !/\.[a-z0-9]{1,5}$/i.test(before ?? '');
      if (before !== undefined && isCut) parameters.set(last, `${before};${stray}`);
      at += Math.max(segment.length, 1);
      continue;
    }
    last = (name[1] ?? '').toLowerCase();
    at += name[0].length;
    isBare = text.charAt(at) !== '"';
    const read = isBare ? bare(text, at) : quoted(text, at);
    at = read.end;
    const isName = isBare && /name$/.test(last);
    if (!parameters.has(last)) parameters.set(last, isName ? read.value.replace(/^'([^']*)'$/, '$1') : read.value);
  }
  return { value: (value[1] ?? '').toLowerCase(), parameters };
}

const NAME = /[\s;:,"]*([a-z0-9_-]{1,60}(?:\*\d{1,4})?\*?)\s*=\s*/iy;
const SEGMENT = /[\s;]*[^;]*/y;

function bare(text: string, from: number): { value: string; end: number } {
  const semicolon = text.indexOf(';', from);
  const end = semicolon < 0 ? text.length : semicolon;
  const value = text.slice(from, end).trim();
  // `charset=x name=y`: the semicolon is missing, or is a comma.
  const next = /^(\S+)\s+[a-z0-9_*-]{1,60}=/i.exec(value);
  if (next?.[1]) return { value: next[1].replace(/,$/, ''), end: from + next[1].length };
  return { value, end };
}

function quoted(text: string, from: number): { value: string; end: number } {
  const isPath = /^"(?:[a-z]:\\|\\\\\w)/i.test(text.slice(from, from + 5));
  const pieces: string[] = [];
  let at = from + 1;
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    if (character === '\\' && next !== '' && (next === '"' || !isPath)) {
      pieces.push(next);
      at++;
    } else if (character === '"' && closes(text, at)) return { value: pieces.join(''), end: at + 1 };
    else pieces.push(character);
  }
  // It never closes: the value ends where another parameter seems to begin.
  const rest = text.slice(from + 1);
  const other = /;\s*[a-z0-9_*-]{1,60}\s*=/i.exec(rest);
  const end = other ? from + 1 + other.index : text.length;
  return { value: text.slice(from + 1, end).trim(), end };
}

/** Whether a quote ends its value: what follows is another parameter, or nothing, or no later quote does. */
function closes(text: string, at: number): boolean {
  AFTER.lastIndex = at + 1;
  if (AFTER.test(text)) return true;
  const [rest = ''] = /^[^;]*;?/.exec(text.slice(at + 1, at + 300)) ?? [];
  return !/"\s*;?$/.test(rest);
}
const AFTER = /\s*(?:;|$|[a-z0-9_*-]{1,60}\s*=)/iy;

/** Comments go, where white space or the value itself stands before them; `Invoice(1).pdf` has none. */
function withoutComments(header: string): string {
  if (!header.includes('(')) return header;
  const pieces: string[] = [];
  let isQuoted = false;
  let from = 0;
  for (let at = 0; at < header.length; at++) {
    const character = header.charAt(at);
    if (character === '\\') at++;
    else if (character === '"') isQuoted = !isQuoted;
    else if (character === '(' && !isQuoted && /[\s;]|^$/.test(header.charAt(at - 1))) {
      const end = endOfComment(header, at);
      if (end < 0) break;
      // `name=Invoice (1).pdf`: what goes on behind it without a blank is a name.
      if (/[\w.-]/.test(header.charAt(end))) continue;
      pieces.push(header.slice(from, at));
      from = end;
      at = end - 1;
    }
  }
  pieces.push(header.slice(from));
  return pieces.join('');
}

function endOfComment(header: string, from: number): number {
  let depth = 0;
  for (let at = from; at < header.length; at++) {
    const character = header.charAt(at);
    if (character === '\\') at++;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return at + 1;
  }
  return -1;
}

interface Section {
  readonly number: number;
  readonly isEncoded: boolean;
  readonly value: string;
}

/**
 * A parameter as text, put together from its pieces (RFC 2231: `name*0*=utf-8''%e2…`, `name*1=…`); undefined when the mail
 * has none. What is not encoded is for the caller to decode, for it may hold encoded words.
 */
export function parameterOf(
  { parameters }: Structured,
  name: string,
  hints: readonly (string | undefined)[],
): { readonly text: string; readonly isEncoded: boolean } | undefined {
  const sections: Section[] = [];
  const whole = parameters.get(`${name}*`);
  for (const [key, value] of whole === undefined ? parameters : [[`${name}*`, whole] as const]) {
    if (!key.startsWith(`${name}*`)) continue;
    const [, number = '0', star] = /^\*(\d{1,4})?(\*?)$/.exec(key.slice(name.length)) ?? ['', '', undefined];
    if (star === undefined) continue;
    if (sections.some((each) => each.number === Number(number))) continue;
    sections.push({ number: Number(number), isEncoded: star === '*' || key === `${name}*`, value });
  }
  if (sections.length === 0) {
    const plain = parameters.get(name);
    if (plain === undefined) return undefined;
    const extended = /^([a-z0-9_-]{2,30})'[a-z-]{0,20}'(.*%[0-9a-f]{2}.*)$/is.exec(plain);
    if (extended) return { text: decodeText(percentDecoded(extended[2] ?? ''), extended[1], hints), isEncoded: true };
    return { text: decodeText(Buffer.from(plain, 'latin1'), undefined, hints), isEncoded: false };
  }
  sections.sort((a, b) => a.number - b.number);
  let charset: string | undefined;
  const bytes = sections.map(({ isEncoded, value }, index) => {
    if (!isEncoded) return Buffer.from(value, 'latin1');
    const declared = index === 0 ? charsetBefore(value) : null;
    if (declared) charset = declared[1] || undefined;
    return percentDecoded(declared ? value.slice(declared[0].length) : value);
  });
  return {
    text: decodeText(Buffer.concat(bytes), charset, hints),
    isEncoded: sections.some(({ isEncoded }) => isEncoded),
  };
}

/** The charset and language before an extended value; of the two quotes behind them one may be missing. */
function charsetBefore(value: string): RegExpExecArray | null {
  const half = /^([a-z0-9_-]{2,30})'/i.exec(value);
  return /^([^']*)'[^']*'/.exec(value) ?? (charsetOf(half?.[1]) === undefined ? null : half);
}

function percentDecoded(value: string): Uint8Array {
  const bytes = value.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
