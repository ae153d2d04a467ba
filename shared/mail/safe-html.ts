import sanitize from 'sanitize-html';

const TAGS =
  `a abbr b big blockquote br caption center code col colgroup dd del details div dl dt em font h1 h2 h3 h4 h5
  h6 hr i img ins kbd li mark ol p pre q s samp small span strike strong sub summary sup table tbody td tfoot th thead tr
  tt u ul var`.split(/\s+/);

/** How mail clients mark the part that only repeats an earlier mail: class or id of the element around it. */
const QUOTE_MARK =
  /(^|\s)(gmail_quote(_container)?|gmail_extra|yahoo_quoted|protonmail_quote|moz-cite-prefix|isReplyContent|qmbox|zmail_extra|tutanota_quote)(\s|$)/;

export interface SafeHtmlOptions {
  /** What becomes of quoted mails: `fold` puts them behind a click, `keep` shows them. */
  readonly quotes: 'keep' | 'fold';
}

/**
 * HTML that may be shown: only elements and attributes that cannot run, load or post anything. Pictures are kept where
 * they came with the mail (`cid:`); those on other servers would tell their owner who reads it, so they keep only their
 * address, for a reader to ask for.
 */
export function safeHtml(html: string, { quotes }: SafeHtmlOptions = { quotes: 'keep' }): string {
  const markQuote = quotes === 'fold' ? foldQuote : undefined;
  return sanitize(html, {
    allowedTags: TAGS,
    allowedAttributes: {
      a: ['href', 'title', 'rel'],
      img: ['src', 'alt', 'title', 'width', 'height', 'data-remote-src'],
      td: ['colspan', 'rowspan', 'align'],
      th: ['colspan', 'rowspan', 'align'],
      ol: ['start'],
      font: ['color'],
      '*': ['dir', 'lang'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid'] },
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    disallowedTagsMode: 'discard',
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'template', 'svg', 'math', 'iframe'],
    nestingLimit: 100,
    transformTags: {
      a: (tagName, { href, title }) => ({
        tagName,
        attribs: { ...(href ? { href } : {}), ...(title ? { title } : {}), rel: 'noopener noreferrer nofollow' },
      }),
      img: (tagName, attribs) => ({ tagName, attribs: pictureAttributes(attribs) }),
      ...(markQuote ? { div: markQuote, blockquote: markQuote, includetail: markQuote } : {}),
    },
  }).trim();
}

function pictureAttributes({ src = '', ...rest }: sanitize.Attributes): sanitize.Attributes {
  const { alt, title, width, height } = rest;
  const shown = {
    ...(alt ? { alt } : {}),
    ...(title ? { title } : {}),
    ...(width ? { width } : {}),
    ...(height ? { height } : {}),
  };
  if (/^cid:/i.test(src)) return { src, ...shown };
  return /^https?:/i.test(src) ? { 'data-remote-src': src, ...shown } : shown;
}

function foldQuote(tagName: string, attribs: sanitize.Attributes): sanitize.Tag {
  return isQuote(tagName, attribs) ? { tagName: 'details', attribs: {} } : { tagName, attribs };
}

function isQuote(tag: string, attribs: sanitize.Attributes): boolean {
  if (tag === 'includetail') return true;
  if (tag === 'blockquote' && attribs['type'] === 'cite') return true;
  return QUOTE_MARK.test(attribs['class'] ?? '') || QUOTE_MARK.test(attribs['id'] ?? '');
}
