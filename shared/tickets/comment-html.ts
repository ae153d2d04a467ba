import library, { filterXSS, type IFilterXSSOptions, type IWhiteList } from 'xss';

// The package attaches these to its default export in a way that Node does not see as named exports.
const { escapeAttrValue, friendlyAttrValue } = library as unknown as typeof import('xss');

const SAME_EVERYWHERE = ['dir', 'lang'];
const PLAIN_TAGS =
  `p br div span hr blockquote pre code ul ol li dl dt dd b strong i em u s del ins sub sup small h1 h2 h3 h4 h5 h6
  table caption thead tbody tfoot tr`.split(/\s+/);
const ALLOWED: IWhiteList = {
  ...Object.fromEntries(PLAIN_TAGS.map((tag) => [tag, SAME_EVERYWHERE])),
  a: ['href', 'title', ...SAME_EVERYWHERE],
  img: ['src', 'alt', 'width', 'height'],
  td: ['colspan', 'rowspan', ...SAME_EVERYWHERE],
  th: ['colspan', 'rowspan', ...SAME_EVERYWHERE],
};
const WITHOUT_END = new Set(['br', 'hr', 'img']);
/** Elements whose content is no text for readers. */
const UNREAD =
  `script style title textarea select option noscript noembed noframes template svg math iframe object xmp`.split(' ');

/** Elements within elements; what goes deeper loses its tags and keeps its text. */
const MAX_DEPTH = 100;

/** Characters one tag may have: the parser takes time by the square of its attributes. */
const MAX_TAG_SOURCE = 4_000;

/** A link leads to the web, a mail program or a telephone. */
const LINKS = /^(https?:\/\/|mailto:|tel:)/i;
/** A picture came with the mail (RFC 2392). */
const OWN_PICTURES = /^cid:/i;
const ANY_PICTURES = /^(https:\/\/|cid:)/i;

/**
 * HTML that is safe to show: text formatting, tables, links and pictures; no styles, scripts, forms or frames. What it
 * opens it closes, and nothing else, so it stays within whatever surrounds it. Pictures of other servers are kept from
 * our own people only: whoever looks at one is seen by its owner.
 */
export function safeHtml(html: string, by: 'customer' | 'staff'): string {
  const clean = filterXSS(html, {
    ...BASE,
    whiteList: ALLOWED,
    onTag: (_tag, source) => (source.length > MAX_TAG_SOURCE ? '' : undefined),
    onTagAttr: (_tag, name, value, isWhite) => {
      if (!isWhite) return undefined;
      const text = friendlyAttrValue(value).trim();
      return isAllowed(name, text, by) ? `${name}="${escapeAttrValue(text)}"` : '';
    },
  });
  return balanced(clean).trim();
}

function isAllowed(name: string, text: string, by: 'customer' | 'staff'): boolean {
  if (name === 'href') return LINKS.test(text);
  if (name === 'src') return (by === 'staff' ? ANY_PICTURES : OWN_PICTURES).test(text);
  return text !== '';
}

const BASE: IFilterXSSOptions = {
  stripIgnoreTag: true,
  stripIgnoreTagBody: UNREAD,
  stripBlankChar: true,
  css: false,
};

/** Safe HTML with every element closed where it ends, and no end without a beginning; links say that they lead away. */
function balanced(html: string): string {
  const open: string[] = [];
  const inside = html.replace(/<(\/?)([a-z][a-z0-9]*)([^<>]*)>/g, (whole, slash, tag) => {
    if (WITHOUT_END.has(tag)) return slash ? '' : whole;
    if (slash) {
      const at = open.lastIndexOf(tag);
      return at < 0 ? '' : open.splice(at).reverse().map(endOf).join('');
    }
    if (open.length >= MAX_DEPTH) return '';
    open.push(tag);
    return tag === 'a' ? whole.replace('<a', '<a rel="noopener noreferrer nofollow"') : whole;
  });
  return `${inside}${open.reverse().map(endOf).join('')}`;
}

function endOf(tag: string): string {
  return `</${tag}>`;
}

const BREAKS = new Set(['br', 'hr']);
const BLOCKS = new Set(
  'p div li tr h1 h2 h3 h4 h5 h6 blockquote pre table dd dt ul ol section article header footer'.split(' '),
);

/** What a reader of the HTML would read, as plain text. */
export function textOfHtml(html: string): string {
  const text = filterXSS(html.replace(/[\r\n\t ]+/g, ' '), {
    ...BASE,
    whiteList: {},
    onTag: (tag, _html, { isClosing }) => {
      if (BREAKS.has(tag) || (BLOCKS.has(tag) && isClosing)) return '\n';
      return BLOCKS.has(tag) ? '' : undefined;
    },
    escapeHtml: (plain) => plain,
  });
  const lines = decoded(text)
    .split('\n')
    .map((line) => line.trim());
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' },
  ...{ copy: '©', reg: '®', trade: '™', euro: '€', pound: '£', yen: '¥', times: '×', deg: '°', middot: '·', bull: '•' },
  ...{ hellip: '…', ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»' },
};

/** Takes character references back (HTML, section 13.5), as far as people's mails use them. */
function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    const isCharacter = code > 0x1f && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter || code === 10 ? String.fromCodePoint(code) : '';
  });
}
