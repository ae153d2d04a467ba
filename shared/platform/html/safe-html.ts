import sanitize from 'sanitize-html';
import { textOfHtml } from './html-as-text.ts';
import { htmlOfText } from './text-as-html.ts';

/*
 * The only way by which HTML of others gets in. It takes as long to load as everything else in a function together, so
 * whoever needs it imports it when there is HTML: the bundler keeps it in a file of its own.
 */

const TAGS =
  `a abbr b big blockquote br caption center code col colgroup dd del details div dl dt em font h1 h2 h3 h4 h5
  h6 hr i img ins kbd li mark ol p pre q s samp small span strike strong sub summary sup table tbody td tfoot th thead tr
  tt u ul var`.split(/\s+/);

/** Elements whose content is no text for readers. */
const UNREAD =
  'script style title textarea select option noscript noembed noframes template svg math iframe object xmp'.split(' ');

/** A link leads to the web, a mail program or a telephone. */
const LINK = /^(https?:\/\/|mailto:|tel:)/i;
/** A picture that came with the mail (RFC 2392). */
const OWN_PICTURE = /^cid:/i;

/** Elements within elements; what goes deeper loses its tags and keeps its text. */
const NESTED_AT_MOST = 100;
/** HTML that nests deeper than this was not made to be read, and reading it takes time by the square of its depth. */
const ENDLESS = 500;
/** What one reading leaves may still be understood in two ways; the second settles that, the third finds it settled. */
const READINGS = 3;

export interface SafeHtmlOptions {
  /**
   * Which pictures load by themselves: those that came with the mail (`own`, the default), or also those of other
   * servers, over TLS (`any`).
   */
  readonly pictures?: 'own' | 'any';
}

/**
 * HTML that may be shown: only elements and attributes that cannot run, load or post anything, balanced, so that it
 * stays within whatever surrounds it. A picture on another server would tell its owner who reads it, so unless all
 * pictures are wanted it keeps only its address, for a reader to ask for. Made safe again it stays as it is, character by
 * character: whoever parses it reads what was written. HTML of which that cannot be said becomes its text.
 */
export function safeHtml(html: string, options: SafeHtmlOptions = {}): string {
  const rules = rulesOf(options);
  return settled(html, rules) ?? settled(htmlOfText(textOfHtml(html)), rules) ?? '';
}

/** Characters that no reader sees and parsers disagree about. */
const CONTROLS = /[^\P{Cc}\t\n\f\r]/gu;

function settled(html: string, rules: sanitize.IOptions): string | undefined {
  let read = html;
  for (let reading = 1; reading <= READINGS; reading++) {
    const clean = readOnce(read, rules);
    if (clean === undefined || clean === read) return clean;
    read = clean;
  }
  return undefined;
}

const TOO_DEEP = new Error('HTML nested without end');

function readOnce(html: string, rules: sanitize.IOptions): string | undefined {
  let depth = 0;
  try {
    return sanitize(html.replace(CONTROLS, ''), {
      ...rules,
      onOpenTag: () => {
        if (++depth > ENDLESS) throw TOO_DEEP;
      },
      onCloseTag: () => {
        depth--;
      },
    }).trim();
  } catch (error) {
    if (error === TOO_DEEP) return undefined;
    throw error;
  }
}

function rulesOf({ pictures = 'own' }: SafeHtmlOptions): sanitize.IOptions {
  return {
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
    allowedSchemesByTag: { img: pictures === 'any' ? ['cid', 'https'] : ['cid'] },
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    disallowedTagsMode: 'discard',
    nonTextTags: UNREAD,
    nestingLimit: NESTED_AT_MOST,
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs: linkAttributes(attribs) }),
      img: (tagName, attribs) => ({ tagName, attribs: pictureAttributes(attribs, pictures) }),
    },
  };
}

function linkAttributes({ href = '', ...rest }: sanitize.Attributes): sanitize.Attributes {
  const leadsTo = href.trim();
  return { ...(LINK.test(leadsTo) ? { href: leadsTo } : {}), ...rest, rel: 'noopener noreferrer nofollow' };
}

function pictureAttributes(attributes: sanitize.Attributes, pictures: 'own' | 'any'): sanitize.Attributes {
  const { src = '', 'data-remote-src': asked = '', ...rest } = attributes;
  const from = src.trim();
  const loads = OWN_PICTURE.test(from) || (pictures === 'any' && /^https:\/\//i.test(from));
  if (loads) return { src: from, ...rest };
  const remote = [from, asked.trim()].find((address) => /^https?:\/\//i.test(address));
  return remote ? { 'data-remote-src': remote, ...rest } : rest;
}
