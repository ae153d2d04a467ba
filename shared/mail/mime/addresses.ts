import type { MailAddress } from '../mail.ts';
import { decodeWords, wordsIn } from './encoded-words.ts';

/*
 * Addresses of a header (RFC 5322 3.4), and what programs make of them: names with commas, colons and at signs and without
 * quotes, quotes that never close, the whole header in one encoded word.
 */

const ADDRESSES_AT_MOST = 2_000;
/** Of a name in front of a comma, whose address stands behind it. */
const HALF_AT_MOST = 200;
/** Of an address in angle brackets. */
const ROUTE_AT_MOST = 500;
/** Of addresses without commas between them. */
const LIST_AT_MOST = 20_000;
/** Quotes and parentheses that never close, before all of them are taken for characters. */
const UNCLOSED_AT_MOST = 20;
/** Characters of nobody's, each of which stands for an encoded word, so that nothing in one is taken for punctuation. */
const STAND_INS = { first: 0xe000, last: 0xf8ff };

/** The addresses of a header's value, those in groups too. What has no address is left out. */
export function readAddresses(value: string, hints: readonly (string | undefined)[] = []): MailAddress[] {
  const words: string[] = [];
  // Input methods of East Asia write wide brackets.
  const narrow = value.includes('<') ? value : value.replace(/＜/g, '<').replace(/＞/g, '>');
  const text = wordsIn(narrow, hints)
    .map((piece) => {
      if (!piece.isEncoded) return piece.text.replace(/[\ue000-\uf8ff]/g, '\ufffd');
      words.push(piece.text);
      return words.length <= STAND_INS.last - STAND_INS.first
        ? String.fromCharCode(STAND_INS.first + words.length - 1)
        : '';
    })
    .join('');
  const written = (part: string) =>
    part.replace(/[\ue000-\uf8ff]/g, (each) => words[each.charCodeAt(0) - STAND_INS.first] ?? '');
  const found = mailboxesIn(text, written);
  if (found.length > 0 || words.length === 0) return found;
  // The program encoded all of it, the address too.
  const whole = written(text);
  return /<[^<>\s]+@[^<>\s]+>/.test(whole) ? mailboxesIn(whole, (part) => part) : [];
}

/** A user of the sender's own machine, whom it writes without a domain: `root`, `Backup <root>`, `root (Cron)`. */
export function localSender(value: string, hints: readonly (string | undefined)[] = []): MailAddress | undefined {
  const [mailbox, ...others] = split(value);
  if (!mailbox || others.length > 0) return undefined;
  const { words, routes, comments } = mailbox.pieces;
  const [written] = routes.length > 0 ? routes : words.flatMap(({ text, isQuoted }) => (isQuoted ? '' : text));
  const address = routes.length > 0 || words.length === 1 ? (written ?? '').trim() : '';
  if (!/^[\w.!#$%&'*+/^`{|}~-]{1,200}$/.test(address)) return undefined;
  const name = routes.length > 0 ? nameOf(mailbox.pieces) : comments.join(' ');
  return { name: clean(decodeWords(name, hints)), address: address.toLowerCase() };
}

/** What a header without an address calls its sender: `Virus Scanner <>`, `Anna Doe`, `<Anna Doe>`. */
export function nameOfNobody(value: string, hints: readonly (string | undefined)[] = []): string {
  const [mailbox] = split(value);
  if (!mailbox) return '';
  const { routes } = mailbox.pieces;
  return clean(decodeWords(nameOf(mailbox.pieces) || routes.join(' '), hints));
}

interface Pieces {
  /** Words and quoted strings, in their order. */
  readonly words: { readonly text: string; readonly isQuoted: boolean }[];
  readonly comments: string[];
  /** What stood between angle brackets. */
  readonly routes: string[];
  /** Words before the first of them. */
  named: number;
}

function mailboxesIn(text: string, written: (part: string) => string, depth = 0): MailAddress[] {
  const found: MailAddress[] = [];
  let before: string | undefined;
  for (const { pieces, end } of split(text)) {
    const bare = addressOf(pieces);
    const address = bare ?? spacedAddress(pieces);
    const name = clean(
      written(bare === undefined && address !== undefined ? pieces.comments.join(' ') : nameOf(pieces)),
    );
    if (address === undefined) {
      const [only, ...others] = pieces.words;
      if (depth === 0 && only?.isQuoted && others.length + pieces.routes.length === 0 && only.text.includes('@')) {
        // All of it stands in quotes.
        found.push(...mailboxesIn(only.text, written, 1));
        continue;
      }
      // Perhaps the first half of a name such as `Doe, John`, that should have been in quotes.
      const isHalf = end === ',' && pieces.routes.length === 0 && pieces.words.every(({ isQuoted }) => !isQuoted);
      before =
        isHalf && name !== '' && name.length + (before?.length ?? 0) < HALF_AT_MOST
          ? [before, name].filter(Boolean).join(', ')
          : undefined;
      continue;
    }
    const several = bareAddresses(pieces);
    if (several.length > 1) {
      found.push(...several.map((each) => ({ name: '', address: written(each).toLowerCase() })));
      before = undefined;
      continue;
    }
    const isWhole = before === undefined || pieces.routes.length === 0 || name === '';
    found.push({ name: isWhole ? name : `${before}, ${name}`, address: written(address).toLowerCase() });
    before = undefined;
    if (found.length >= ADDRESSES_AT_MOST) break;
  }
  return found;
}

const noPieces = (): Pieces => ({ words: [], comments: [], routes: [], named: 0 });

/** Takes a header apart into mailboxes, and says what ended each. */
function split(text: string): { pieces: Pieces; end: string }[] {
  const all: { pieces: Pieces; end: string }[] = [];
  let pieces = noPieces();
  let word = '';
  const lastSemicolon = text.lastIndexOf(';');
  const lastAngle = text.lastIndexOf('>');
  /** How often a quote or parenthesis was looked for that closes another, in vain. */
  let unclosed = 0;
  /** Words before the last address between angle brackets. */
  let wordsOfLast = 0;
  const endWord = () => {
    if (word.trim() !== '') pieces.words.push({ text: word, isQuoted: false });
    word = '';
  };
  const endMailbox = (end: string) => {
    endWord();
    if (pieces.words.length + pieces.comments.length + pieces.routes.length > 0) all.push({ pieces, end });
    pieces = noPieces();
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') {
      const read = unclosed < UNCLOSED_AT_MOST ? delimited(text, at, '"') : undefined;
      if (!read) {
        unclosed++;
        continue;
      }
      endWord();
      pieces.words.push({ text: read.text, isQuoted: true });
      at = read.end;
    } else if (character === '(') {
      const read = unclosed < UNCLOSED_AT_MOST ? delimited(text, at, ')') : undefined;
      if (!read) {
        unclosed++;
        word += character;
      } else {
        // Within an address, `anna@(home)example.org`, it is of no use to any reader.
        const isWithin = text.charAt(at - 1) === '@' || (word !== '' && text.charAt(read.end + 1) === '@');
        if (!isWithin) {
          word += ' ';
          endWord();
          pieces.comments.push(read.text);
        }
        at = read.end;
      }
    } else if (character === '<') {
      endWord();
      const close = lastAngle > at ? text.indexOf('>', at) : -1;
      const comma = close < 0 ? text.indexOf(',', at) : -1;
      const end = close >= 0 ? close : comma >= 0 ? comma : text.length;
      // `<<x@y>>`, and a bracket that is part of a name.
      const route = text.slice(text.lastIndexOf('<', end) + 1, end);
      if (isAnother(route, pieces.routes)) {
        // The comma before it is missing.
        const name = pieces.words.splice(wordsOfLast);
        endMailbox(',');
        pieces.words.push(...name);
      }
      pieces.routes.push(route);
      wordsOfLast = pieces.words.length;
      if (pieces.routes.length === 1) pieces.named = wordsOfLast;
      at = close >= 0 ? end : end - 1;
      while (text.charAt(at + 1) === '>') at++;
    } else if (character === ':' && at < lastSemicolon && word.length < 200 && !hasAddress(pieces, word)) {
      // The name of a group, which no reader shows.
      word = '';
      pieces = noPieces();
    } else if (character === ';' && /&#?\w{1,8}$/.test(text.slice(Math.max(0, at - 10), at))) {
      // Of a name that came out of HTML: `Tom &amp; Co`.
      word += character;
    } else if (character === ',' || character === ';') endMailbox(character);
    else word += character;
  }
  endMailbox('');
  return all;
}

/** Whether what stands between angle brackets is the address of somebody else than those before it. */
function isAnother(route: string, before: readonly string[]): boolean {
  const address = before.length === 0 ? undefined : addressOfRoute(route)?.toLowerCase();
  return (
    address !== undefined &&
    before.slice(0, 3).some((each) => (addressOfRoute(each)?.toLowerCase() ?? address) !== address)
  );
}

const hasAddress = (pieces: Pieces, word: string) =>
  pieces.routes.length > 0 ||
  word.includes('@') ||
  pieces.words.some(({ text, isQuoted }) => !isQuoted && text.includes('@'));

/** What stands between a quote or parenthesis and the one that closes it; undefined when none does. */
function delimited(
  text: string,
  from: number,
  close: '"' | ')',
): { readonly text: string; readonly end: number } | undefined {
  const characters: string[] = [];
  let depth = 1;
  for (let at = from + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\' && at + 1 < text.length) {
      characters.push(text.charAt(++at));
      continue;
    }
    if (close === ')' && character === '(') depth++;
    if (character === close && --depth === 0) return { text: characters.join(''), end: at };
    characters.push(character);
  }
  return undefined;
}

/** Addresses with nothing but blanks between them. */
function bareAddresses({ words, routes }: Pieces): string[] {
  const [only, ...others] = words;
  if (!only || only.isQuoted || others.length + routes.length > 0 || only.text.length > LIST_AT_MOST) return [];
  const found = only.text.trim().split(/\s+/).map(bareAddress);
  return found.flatMap((each) => (each === undefined || found.includes(undefined) ? [] : [each]));
}

function addressOf({ words, routes, comments }: Pieces): string | undefined {
  for (const route of routes) {
    const address = addressOfRoute(route);
    if (address !== undefined) return address;
  }
  for (const [index, { text, isQuoted }] of words.entries()) {
    if (isQuoted) continue;
    const before = words[index - 1];
    // A local part in quotes, or that begins so: `"john doe"@example.org`, `"john doe".smith@example.org`.
    if (before?.isQuoted && /^[.@]\S+\s*$/.test(text)) return bareAddress(`"${before.text}"${text}`);
    const address = text.split(/\s+/).findLast((each) => each.indexOf('@') > 0);
    const bare = bareAddress(address ?? text.replace(/\s+@\s+/, '@'));
    if (bare !== undefined) return bare;
  }
  return routes.length > 0
    ? undefined
    : bareAddress(comments.find((each) => /^\s*[^\s@]+@[^\s@]+\s*$/.test(each)) ?? '');
}

/** An address with blanks or comments between its pieces, as was once allowed (RFC 5322 4.4), and nothing else. */
function spacedAddress({ words, routes }: Pieces): string | undefined {
  const text = words.map((word) => (word.isQuoted ? '"' : word.text)).join(' ');
  return routes.length > 0 || text.length > ROUTE_AT_MOST || !text.includes('@') ? undefined : withoutBlanks(text);
}

const withoutBlanks = (text: string) => bareAddress(text.trim().replace(/\s+(?=[.@])|(?<=[.@])\s+/g, ''));

/** The address between angle brackets, without comments and the blanks that were once allowed in it (RFC 5322 4.4). */
function addressOfRoute(route: string): string | undefined {
  const text = route.replace(/\([^()]*\)/g, ' ').replace(/\([^()]*\)/g, ' ');
  return bareAddress(text) ?? (route.length > ROUTE_AT_MOST ? undefined : withoutBlanks(text));
}

/** An address without what some programs put around it, and without the route before it (RFC 5322 4.4). */
function bareAddress(written: string): string | undefined {
  const text = written
    .trim()
    .replace(/^['[{]+|['\]}.,>]+$/g, '')
    .replace(/^(?:(?:mailto|smtp):){1,5}/i, '')
    .replace(/^@[^:]*:/, '');
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1).trim();
  const local = text.slice(0, at).trim();
  const isQuoted = local.startsWith('"') && local.endsWith('"');
  if (at <= 0 || domain === '' || /[\s<>"]/.test(domain) || text.length > 500) return undefined;
  if (/\s/.test(local) && !isQuoted) return undefined;
  return `${local}@${/^\[.*[^\]]$/.test(domain) ? `${domain}]` : domain}`;
}

function nameOf({ words: all, routes, comments, named }: Pieces): string {
  // What stands behind an address is no name, unless there is no other.
  const words = named > 0 ? all.slice(0, named) : all;
  const isBeforeRoute = routes.some((route) => addressOfRoute(route) !== undefined);
  const texts = words.flatMap(({ text, isQuoted }, index) => {
    if (isQuoted) return /^[.@]\S+\s*$/.test(words[index + 1]?.text ?? '') && routes.length === 0 ? [] : [text];
    if (isBeforeRoute) return [text];
    return [
      text
        .split(/\s+/)
        .filter((each) => !each.includes('@'))
        .join(' '),
    ];
  });
  const name = texts.join(' ').trim();
  return name === '' ? comments.join(' ') : name;
}

/** Without what nobody sees, or what pushes the address out of sight; joiners and what chooses the form of a sign stay. */
function clean(name: string): string {
  return name
    .replace(/(?!\u200c|\u200d|\ufe0e|\ufe0f|[\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\p{Cc}\p{Zs}\u2800]{2,}|[\p{Cc}\u2800]/gu, ' ')
    .trim();
}
