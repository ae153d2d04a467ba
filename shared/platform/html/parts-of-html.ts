import { type ContainerRole, roleOf } from './quote-containers.ts';

/*
 * The parts of a mail's HTML by what their client says of them. One pass that never looks back; nothing relies on it to
 * make HTML safe.
 */

/** A piece of HTML: of the writer, of an earlier mail, perhaps of one, the announcement of one, or a signature. */
export interface HtmlPart {
  readonly kind: 'own' | 'quoted' | 'indented' | 'announcing' | 'signature';
  readonly html: string;
}

/**
 * An element around an earlier mail: what stands in it above the first quote announces it, what stands below answers.
 * Where its announcement has an element of its own, what stands above that was written.
 */
interface Area {
  quoted: boolean;
  announced: boolean;
  readonly around: Area | undefined;
}

type Kind = HtmlPart['kind'] | 'area';

/** An open element that has a role, and what it makes of the text in it. */
interface Marked {
  readonly depth: number;
  readonly kind: Kind;
  readonly area: Area | undefined;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly kind: Kind;
  readonly area: Area | undefined;
  /** Whether its area had a quote, and an announcement, before it. */
  readonly quoted: boolean;
  readonly announced: boolean;
}

interface Reading {
  readonly html: string;
  readonly open: string[];
  readonly counts: Map<string, number>;
  readonly marked: Marked[];
  readonly pieces: Piece[];
  from: number;
  rest: boolean;
}

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** Elements whose content is no HTML. */
const RAW = 'script|style|title|textarea|xmp|noembed|noframes|iframe';
const TAG = new RegExp(`<!--[^]*?(?:-->|$)|<(${RAW})\\b[^]*?(?:</\\1|$)|<(/?)([a-z][a-z0-9:-]*)([^<>]*)>`, 'gi');
/** What an element needs to have a role. */
const MARKED = /\b(?:class|id|style|type|name|data-marker|data-smartmail)\s*=/i;
const MARKED_TAGS = new Set(['blockquote', 'includetail', 'signature']);

/** The HTML of a mail in its parts, in their order. */
export function partsOfHtml(html: string): HtmlPart[] {
  const reading: Reading = { html, open: [], counts: new Map(), marked: [], pieces: [], from: 0, rest: false };
  for (const match of html.matchAll(TAG)) {
    const [whole, , slash, tag, attributes = ''] = match;
    if (tag === undefined) continue;
    const name = tag.toLowerCase();
    if (slash === '/') closeElement(reading, name, match.index + whole.length);
    else openElement(reading, name, attributes, match.index);
    if (reading.rest) break;
  }
  endPiece(reading, html.length);
  return reading.pieces.map((piece) => ({ kind: kindOf(piece), html: html.slice(piece.from, piece.to) }));
}

function kindOf({ kind, area, quoted, announced }: Piece): HtmlPart['kind'] {
  if (kind !== 'area') return kind;
  if (area?.announced && !announced) return 'own';
  if (!area?.quoted) return 'quoted';
  return quoted ? 'own' : 'announcing';
}

function openElement(reading: Reading, name: string, attributes: string, at: number): void {
  const role = roleOfElement(reading, name, attributes, at);
  if (role) endPiece(reading, at);
  if (role === 'rest') {
    reading.rest = true;
    return;
  }
  if (!VOID.has(name)) {
    reading.open.push(name);
    reading.counts.set(name, (reading.counts.get(name) ?? 0) + 1);
    if (role) mark(reading, role);
  }
}

function mark(reading: Reading, role: Exclude<ContainerRole, 'rest' | 'border'>): void {
  const around = reading.marked.at(-1);
  const area = role === 'area' ? { quoted: false, announced: false, around: around?.area } : around?.area;
  if (role === 'quoted' || role === 'indented')
    for (let each = area; each && !each.quoted; each = each.around) each.quoted = true;
  if (role === 'announcing' && area && !area.quoted) area.announced = true;
  const isWithin = around !== undefined && (around.kind === 'quoted' || around.kind === 'area');
  const kind = around?.kind === 'quoted' || (role === 'indented' && isWithin) ? 'quoted' : role;
  reading.marked.push({ depth: reading.open.length, kind, area });
}

type RoleHere = Exclude<ContainerRole, 'border'> | undefined;

function roleOfElement(reading: Reading, name: string, attributes: string, at: number): RoleHere {
  if (!(MARKED_TAGS.has(name) || MARKED.test(attributes))) return undefined;
  const role = roleOf(name, attributesOf(attributes));
  const within = reading.marked.at(-1)?.kind;
  if ((role === 'rest' || role === 'border') && (within === 'quoted' || within === 'area')) return undefined;
  if (role === 'quoted' && isOwnQuote(reading, attributes, at)) return undefined;
  if (role === 'indented' && within === 'indented') return undefined;
  if (role === 'border') return hasHeaders(reading.html.slice(at, at + 3000), attributes) ? 'rest' : undefined;
  return role;
}

/**
 * Gmail gives the quotes that somebody draws with its editor the class of those that it makes itself; but these stand in
 * an element of their own, or below an announcement.
 */
function isOwnQuote(reading: Reading, attributes: string, at: number): boolean {
  if (!/\bgmail_quote\b/.test(attributes) || /\btype\s*=/i.test(attributes)) return false;
  if (reading.marked.length > 0 || reading.pieces.some(({ kind }) => kind !== 'own' && kind !== 'signature'))
    return false;
  const above = reading.html.slice(Math.max(0, at - 600), at).replace(/<[^<>]*>|&nbsp;|\s/g, '');
  return above !== '' && !/[:：]$/.test(above);
}

/** The colours, over the years, of the line that Word draws above the headers of the mail it quotes. */
const WORD_COLOUR = /#?(?:e1e1e1|b5c4df)\b|rgb\(\s?(?:225,\s?225,\s?225|181,\s?196,\s?223)\s?\)/i;

/** Whether below a line bold words with a colon, as those of repeated headers, are what is seen first, or stand near where Word drew it. */
function hasHeaders(html: string, attributes: string): boolean {
  const labels = html.match(/[:：](?:\s|&nbsp;){0,3}<\/(?:b|strong|span)>/gi)?.length ?? 0;
  const isWords = WORD_COLOUR.test(attributes);
  if (isWords && labels >= 3) return true;
  const [tags = ''] = /^(?:\s|&nbsp;|<[^<>]*>)*/.exec(html) ?? [];
  if (!/<(?:b|strong)\b|bold|font-weight:\s*[67]00/i.test(tags)) return false;
  if (!/^\p{L}[^<>:：]{0,30}(?:<[^<>]*>|\s|&nbsp;)*[:：]/u.test(html.slice(tags.length))) return false;
  return isWords || (html.includes('@') && labels >= 3);
}

/** Closes the elements up to one of a name; an end tag that closes nothing means nothing. */
function closeElement(reading: Reading, name: string, at: number): void {
  if (!reading.counts.get(name)) return;
  for (;;) {
    const last = reading.open.at(-1);
    if (last === undefined) return;
    if (reading.marked.at(-1)?.depth === reading.open.length) {
      endPiece(reading, at);
      reading.marked.pop();
    }
    reading.open.pop();
    reading.counts.set(last, (reading.counts.get(last) ?? 1) - 1);
    if (last === name) return;
  }
}

/** Ends the piece that was being read; what it is depends on what is open. */
function endPiece(reading: Reading, at: number): void {
  if (at > reading.from) {
    const { kind, area } = reading.marked.at(-1) ?? { kind: 'own' as const, area: undefined };
    const { quoted = false, announced = false } = area ?? {};
    reading.pieces.push({
      from: reading.from,
      to: at,
      kind: reading.rest ? 'quoted' : kind,
      area,
      quoted,
      announced,
    });
  }
  reading.from = at;
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', double, single, bare] of text
    .slice(0, 2000)
    .matchAll(/([a-z-]{1,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi)) {
    found[name.toLowerCase()] ??= double ?? single ?? bare ?? '';
  }
  return found;
}
