import { escapeHtml } from './escape-html.ts';

/** An address of the web within a text, without the punctuation around it, that of Chinese too. */
const ADDRESS = /(https?:\/\/[^\s<>"'，。；！？、（）]*[^\s<>"'，。；！？、（）.,;:!?)\]])/;

/** Plain text as HTML: its paragraphs, its lines, and its addresses of the web as links. Nothing else in it means anything. */
export function htmlOfText(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${linked(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('');
}

function linked(text: string): string {
  return text
    .split(ADDRESS)
    .map((piece, index) => {
      const escaped = escapeHtml(piece);
      return index % 2 === 0 ? escaped : `<a href="${escaped}" rel="noopener noreferrer nofollow">${escaped}</a>`;
    })
    .join('');
}
