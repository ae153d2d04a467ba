import { decodeEntities } from './entities.ts';

/*
 * HTML as a reader sees it, in plain text. One pass that never looks back, so that hostile input costs no more than its
 * length. It is for reading only: nothing relies on it to make HTML safe.
 */

/** Elements whose content nobody sees. */
const HIDDEN = new Set('script style title template select svg math iframe noembed noframes object xmp xml'.split(' '));
/** Those whose content is no HTML: when they are not closed, everything behind them is theirs. */
const RAW = new Set('script style title iframe noembed noframes xmp'.split(' '));
const NEW_LINE = new Set(
  'div tr section article header footer address dt dd form details summary center caption'.split(' '),
);
const NEW_PARAGRAPH = new Set('p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre dl'.split(' '));
/** Elements that style may hide, or make keep its blanks. The others are closed by too many things to know where they end. */
const STYLED = new Set(
  'div span table tbody tr td section article center font a b i em strong u h1 h2 h3 p pre'.split(' '),
);
/** Paragraphs without a gap around them: those of Word and Outlook, and whoever says so. */
const CLOSE_TOGETHER =
  /\sclass\s*=\s*["']?(?:x_)*mso(?:normal|plaintext|nospacing|header|footer)\b|[\s;"']margin\s*:\s*0[a-z%]{0,2}(?:\s0?\.?0{0,4}1?[a-z%]{0,2}){0,3}\s*(?:[;"']|$)/i;
const UNSEEN = /[\s;"']display\s*:\s*none|[\s;"']visibility\s*:\s*hidden/i;
/** Cut to nothing: what newsletters put before their text for lists of mails. */
const CUT_OFF = /[\s;"']max-height\s*:\s*0(?:px)?\s*(?:[;"']|$)/i;
const AS_WRITTEN = /[\s;"']white-space\s*:\s*(?:pre|break-spaces)/i;
const STYLED_AT_MOST = 50;
const LISTS_AT_MOST = 50;

interface Output {
  readonly pieces: string[];
  /** Line breaks at the end so far; two at the very start, where none is needed. */
  breaks: number;
  /** Whether the next white space says nothing new. */
  spaced: boolean;
  link: { readonly href: string; readonly from: number } | undefined;
  /** Whether a link's address is told where its label does not. */
  readonly saysWhere: boolean;
  /** Numbers of the next item of the lists that are open; undefined of those without numbers. */
  readonly lists: (number | undefined)[];
  /** Whether the paragraph that is open has no gap around it. */
  isClose: boolean;
  /** Open elements that are hidden, or whose blanks are kept. */
  readonly styled: Styled[];
  /** Whether anything was hidden; undefined when nothing is to be. */
  hid: boolean | undefined;
}

interface Styled {
  readonly name: string;
  readonly as: 'hidden' | 'written';
  /** Elements of the same name within, and itself. */
  depth: number;
}

/** The text of an HTML document: blocks on lines of their own, lists with marks, links with their address when it says more. */
export function textOfHtml(html: string): string {
  return textWith(html, true);
}

/** The text of an HTML document as somebody sees it who looks at it: where its links lead is not seen. */
export function seenTextOfHtml(html: string): string {
  return textWith(html, false);
}

function textWith(html: string, saysWhere: boolean): string {
  const out = read(html, { hides: true, saysWhere });
  const text = textOf(out);
  // What hides everything was not closed, or the sender is joking.
  return text === '' && out.hid ? textOf(read(html, { hides: false, saysWhere })) : text;
}

function textOf({ pieces }: Output): string {
  const lines = pieces.join('').split('\n');
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd();
}

function read(html: string, { hides, saysWhere }: { hides: boolean; saysWhere: boolean }): Output {
  const out: Output = {
    saysWhere,
    pieces: [],
    breaks: 2,
    spaced: true,
    link: undefined,
    lists: [],
    isClose: false,
    styled: [],
    hid: hides ? false : undefined,
  };
  const lower = asciiLower(html);
  const unclosed = new Set<string>();
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    const next = lower.charAt(open + 1);
    if (next === '!' || next === '?') {
      writeText(out, html.slice(at, open));
      at = html.startsWith('<!--', open) ? after(html, '-->', open + 4) : after(html, '>', open);
      continue;
    }
    if (!/[a-z/]/.test(next)) {
      writeText(out, html.slice(at, open + 1));
      at = open + 1;
      continue;
    }
    writeText(out, html.slice(at, open));
    const end = endOfTag(html, open);
    const tag = html.slice(open + 1, end - 1);
    const name = /^\/?([a-z][a-z0-9]*)/i.exec(tag)?.[1]?.toLowerCase() ?? '';
    at = HIDDEN.has(name) && next !== '/' ? skipped(lower, name, end, unclosed) : end;
    writeTag(out, name, next === '/', tag);
  }
  writeText(out, html.slice(at));
  return out;
}

/** In lower case, at the same places: some other letters become two. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}

/** Behind the end of a tag; a bracket in a quoted attribute does not end it, unless the quote never closes. */
function endOfTag(html: string, open: number): number {
  let from = open + 1;
  for (;;) {
    const end = html.indexOf('>', from);
    if (end < 0) return html.length;
    const quote = openQuote(html.slice(from, end));
    const close = quote === undefined ? -1 : html.indexOf(quote, end);
    if (close < 0) return end + 1;
    from = close + 1;
  }
}

/** The quote that a piece of a tag opens and does not close. */
function openQuote(piece: string): string | undefined {
  if (!/["']/.test(piece)) return undefined;
  for (const [, double, closed, single, closedToo] of piece.matchAll(/=\s{0,20}(?:(")[^"]*("?)|(')[^']*('?))/g)) {
    if (double && !closed) return '"';
    if (single && !closedToo) return "'";
  }
  return undefined;
}

/** Behind the end of a hidden element; `unclosed` remembers those that have none, so that nothing is searched twice. */
function skipped(lower: string, name: string, from: number, unclosed: Set<string>): number {
  if (!unclosed.has(name)) {
    const close = endTag(lower, name, from);
    if (close >= 0) return after(lower, '>', close);
    unclosed.add(name);
  }
  return RAW.has(name) ? lower.length : from;
}

function endTag(lower: string, name: string, from: number): number {
  const tag = `</${name}`;
  let at = lower.indexOf(tag, from);
  while (at >= 0 && /[a-z0-9-]/.test(lower.charAt(at + tag.length))) at = lower.indexOf(tag, at + tag.length);
  return at;
}

function writeText(out: Output, piece: string): void {
  if (piece === '' || isWithin(out, 'hidden')) return;
  if (isWithin(out, 'written')) {
    writeAsWritten(out, decodeEntities(piece.replace(/\r\n?/g, '\n')));
    return;
  }
  const decoded = decodeEntities(piece.replace(/[ \t\r\n\f]+/g, ' '));
  let text = decoded.replace(/\u00a0/g, ' ');
  if (out.spaced) text = text.replace(/^ +/, '');
  // A line of nothing but a fixed blank is how editors write an empty one.
  if (text === '' && out.breaks === 1 && decoded.includes('\u00a0')) text = ' ';
  if (text === '') return;
  out.pieces.push(text);
  out.breaks = 0;
  out.spaced = text.endsWith(' ');
}

function writeAsWritten(out: Output, text: string): void {
  out.pieces.push(text.replace(/\u00a0/g, ' '));
  const [end = ''] = /\n{0,2}$/.exec(text.slice(-2)) ?? [];
  out.breaks = end.length === text.length ? Math.min(2, out.breaks + end.length) : end.length;
  out.spaced = false;
}

function writeBreaks(out: Output, wanted: number): void {
  if (isWithin(out, 'hidden')) return;
  if (wanted > out.breaks) out.pieces.push('\n'.repeat(wanted - out.breaks));
  out.breaks = Math.max(out.breaks, wanted);
  out.spaced = true;
}

function writeTag(out: Output, name: string, closing: boolean, tag: string): void {
  if (STYLED.has(name) && (closing || !tag.endsWith('/'))) follow(out, name, closing, tag);
  if (isWithin(out, 'hidden')) return;
  if (name === 'ol' || name === 'ul') followList(out, name, closing, tag);
  if (name === 'a') writeLink(out, closing, tag);
  else if (name === 'br') {
    out.pieces.push('\n');
    out.breaks++;
    out.spaced = true;
  } else if (name === 'li' && !closing) {
    writeBreaks(out, 1);
    writeText(out, markOfItem(out, tag));
  } else if ((name === 'td' || name === 'th') && closing) writeText(out, ' ');
  else if (name === 'img' && !closing) writeText(out, attribute(tag, 'alt'));
  else if (name === 'p') writeParagraph(out, closing, tag);
  else if (NEW_PARAGRAPH.has(name)) writeBreaks(out, 2);
  else if (NEW_LINE.has(name) || name === 'hr') writeBreaks(out, 1);
}

function followList({ lists }: Output, name: string, closing: boolean, tag: string): void {
  if (closing) lists.pop();
  else if (lists.length < LISTS_AT_MOST)
    lists.push(name === 'ol' ? (wholeNumber(attribute(tag, 'start')) ?? 1) : undefined);
}

/** A dash, or the number of an item in a list that has some. */
function markOfItem({ lists }: Output, tag: string): string {
  const next = lists.at(-1);
  if (next === undefined) return '- ';
  const number = wholeNumber(attribute(tag, 'value')) ?? next;
  lists[lists.length - 1] = number + 1;
  return `${number}. `;
}

const wholeNumber = (text: string) => (/^-?\d{1,6}$/.test(text.trim()) ? Number(text) : undefined);

function writeParagraph(out: Output, closing: boolean, tag: string): void {
  if (!closing) out.isClose = CLOSE_TOGETHER.test(tag);
  writeBreaks(out, out.isClose ? 1 : 2);
  if (closing) out.isClose = false;
}

const isWithin = ({ styled }: Output, as: Styled['as']) => styled.length > 0 && styled.some((each) => each.as === as);

/** Keeps account of the open elements that are hidden or whose blanks are kept, by counting those of their name. */
function follow(out: Output, name: string, closing: boolean, tag: string): void {
  // A paragraph ends where the next begins.
  if (name === 'p' && !closing) leave(out, name, Number.POSITIVE_INFINITY);
  if (closing) {
    leave(out, name, 1);
    return;
  }
  const as = styleOf(out, name, tag);
  if (as && out.styled.length < STYLED_AT_MOST) {
    if (as === 'hidden') out.hid = true;
    out.styled.push({ name, as, depth: 1 });
    return;
  }
  const around = out.styled.findLast((each) => each.name === name);
  if (around) around.depth++;
}

function leave(out: Output, name: string, levels: number): void {
  const at = out.styled.findLastIndex((each) => each.name === name);
  const around = out.styled[at];
  if (!around) return;
  around.depth -= levels;
  if (around.depth <= 0) out.styled.length = at;
}

function isUnseen(tag: string): boolean {
  if (UNSEEN.test(tag) || /\shidden(?=\s|=|$)/i.test(tag)) return true;
  return CUT_OFF.test(tag) && /[\s;"']overflow\s*:\s*hidden/i.test(tag);
}

function styleOf({ hid }: Output, name: string, tag: string): Styled['as'] | undefined {
  if (hid !== undefined && isUnseen(tag)) return 'hidden';
  return name === 'pre' || AS_WRITTEN.test(tag) ? 'written' : undefined;
}

function writeLink(out: Output, closing: boolean, tag: string): void {
  if (!closing) {
    out.link = { href: decodeEntities(attribute(tag, 'href')), from: out.pieces.length };
    return;
  }
  const { link } = out;
  out.link = undefined;
  if (!link || !out.saysWhere || !/^https?:/i.test(link.href)) return;
  const label = out.pieces.slice(link.from).join('').trim();
  if (label === '') writeText(out, link.href);
  else if (!link.href.includes(label) && !label.includes(link.href)) writeText(out, ` (${link.href})`);
}

function attribute(tag: string, name: string): string {
  const [, double, single, bare] =
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag) ?? [];
  return double ?? single ?? bare ?? '';
}
