import { decodeEntities } from './entities.ts';

/*
 * HTML as a reader sees it, in plain text. One pass that never looks back, so that hostile input costs no more than its
 * length. It is for reading only: nothing relies on it to make HTML safe.
 */

/** Elements whose content nobody sees. */
const HIDDEN = new Set(
  'script style title template noscript head textarea select svg math iframe noembed noframes object xmp'.split(' '),
);
/** Those whose content is no HTML: when they are not closed, everything behind them is theirs. */
const RAW = new Set('script style title textarea iframe noembed noframes xmp'.split(' '));
const NEW_LINE = new Set(
  'div tr section article header footer address dt dd form details summary center caption'.split(' '),
);
const NEW_PARAGRAPH = new Set('p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre dl'.split(' '));

interface Output {
  readonly pieces: string[];
  /** Line breaks at the end so far; two at the very start, where none is needed. */
  breaks: number;
  /** Whether the next white space says nothing new. */
  spaced: boolean;
  link: { readonly href: string; readonly from: number } | undefined;
}

/** The text of an HTML document: blocks on lines of their own, lists with marks, links with their address when it says more. */
export function textOfHtml(html: string): string {
  const out: Output = { pieces: [], breaks: 2, spaced: true, link: undefined };
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
    const end = after(html, '>', open);
    const tag = html.slice(open + 1, end - 1);
    const name = /^\/?([a-z][a-z0-9]*)/i.exec(tag)?.[1]?.toLowerCase() ?? '';
    at = HIDDEN.has(name) && next !== '/' ? skipped(lower, name, end, unclosed) : end;
    writeTag(out, name, next === '/', tag);
  }
  writeText(out, html.slice(at));
  const lines = out.pieces.join('').split('\n');
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** In lower case, at the same places: some other letters become two. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
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
  let text = decodeEntities(piece.replace(/[ \t\r\n\f]+/g, ' ')).replace(/\u00a0/g, ' ');
  if (out.spaced) text = text.replace(/^ +/, '');
  if (text === '') return;
  out.pieces.push(text);
  out.breaks = 0;
  out.spaced = text.endsWith(' ');
}

function writeBreaks(out: Output, wanted: number): void {
  if (wanted > out.breaks) out.pieces.push('\n'.repeat(wanted - out.breaks));
  out.breaks = Math.max(out.breaks, wanted);
  out.spaced = true;
}

function writeTag(out: Output, name: string, closing: boolean, tag: string): void {
  if (name === 'a') writeLink(out, closing, tag);
  else if (name === 'br') {
    out.pieces.push('\n');
    out.breaks++;
    out.spaced = true;
  } else if (name === 'li' && !closing) {
    writeBreaks(out, 1);
    writeText(out, '- ');
  } else if ((name === 'td' || name === 'th') && closing) writeText(out, ' ');
  else if (name === 'img' && !closing) writeText(out, attribute(tag, 'alt'));
  else if (NEW_PARAGRAPH.has(name)) writeBreaks(out, 2);
  else if (NEW_LINE.has(name) || name === 'hr') writeBreaks(out, 1);
}

function writeLink(out: Output, closing: boolean, tag: string): void {
  if (!closing) {
    out.link = { href: decodeEntities(attribute(tag, 'href')), from: out.pieces.length };
    return;
  }
  const { link } = out;
  out.link = undefined;
  if (!link || !/^https?:/i.test(link.href)) return;
  const label = out.pieces.slice(link.from).join('').trim();
  if (label === '') writeText(out, link.href);
  else if (!link.href.includes(label) && !label.includes(link.href)) writeText(out, ` (${link.href})`);
}

function attribute(tag: string, name: string): string {
  const [, double, single, bare] =
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag) ?? [];
  return double ?? single ?? bare ?? '';
}
