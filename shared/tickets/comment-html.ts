import sanitize from 'sanitize-html';

const URL_SCHEMES = ['http', 'https', 'mailto', 'tel'];

const OPTIONS: sanitize.IOptions = {
  allowedTags: [
    ...['p', 'br', 'div', 'span', 'a', 'img', 'hr', 'blockquote', 'pre', 'code', 'ul', 'ol', 'li', 'dl', 'dt', 'dd'],
    ...['b', 'strong', 'i', 'em', 'u', 's', 'del', 'ins', 'sub', 'sup', 'small', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
  ],
  allowedAttributes: {
    a: ['href', 'title'],
    img: ['src', 'alt', 'width', 'height'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan'],
    '*': ['dir', 'lang'],
  },
  allowedSchemes: URL_SCHEMES,
  // An image of the mail itself (RFC 2392), which whoever shows the comment replaces by the attachment.
  allowedSchemesByTag: { img: ['http', 'https', 'cid'] },
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  parseStyleAttributes: false,
  transformTags: { a: sanitize.simpleTransform('a', { rel: 'noopener noreferrer nofollow' }, true) },
};
(OPTIONS.allowedAttributes as Record<string, string[]>)['a']?.push('rel');

/** As `OPTIONS`, without pictures of other servers: whoever looked at one would be seen by its owner. */
const UNTRUSTED: sanitize.IOptions = { ...OPTIONS, allowedSchemesByTag: { img: ['cid'] } };

/** HTML that is safe to show: only text formatting, links and, from our own people, pictures of other servers. */
export function safeHtml(html: string, by: 'customer' | 'staff'): string {
  return sanitize(html, by === 'staff' ? OPTIONS : UNTRUSTED).trim();
}

const BREAKS = /<(?:br|hr)\b[^>]*>|<\/(?:p|div|li|tr|h[1-6]|blockquote|pre|table|dd|dt)\s*>/gi;

/** What a reader of the HTML would read, as plain text. */
export function textOfHtml(html: string): string {
  const marked = html.replace(/[\r\n\t ]+/g, ' ').replace(BREAKS, (tag) => `${tag}\n`);
  const text = sanitize(marked, { allowedTags: [], allowedAttributes: {} });
  return decodeEscapes(text)
    .replace(/[ \u00a0]*\n[ \u00a0]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Takes back the escapes that the sanitiser leaves in text. */
function decodeEscapes(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
