import { textOfHtml } from './html-as-text.ts';
import { type HtmlPart, partsOfHtml } from './parts-of-html.ts';
import { safeHtml } from './safe-html.ts';

/**
 * HTML of a mail that may be shown, with what its client says is quoted, or a signature, behind a click. Nothing is
 * folded that somebody wrote below, nor when there is nothing else.
 */
export function foldedHtml(html: string): string {
  const parts = partsOfHtml(html);
  const shown = parts.findLastIndex((part, at) => isWritten(part, parts[at - 1])) + 1;
  const below = htmlOf(parts.slice(shown));
  if (shown === 0 || !isSeen(below)) return safeHtml(html);
  return `${safeHtml(htmlOf(parts.slice(0, shown)))}<details>${safeHtml(below)}</details>`;
}

/** What was moved to the right is an earlier mail's when a line announces it. */
function isWritten({ kind, html }: HtmlPart, above: HtmlPart | undefined): boolean {
  if (kind === 'indented' && (above?.kind !== 'own' || /[:：@>]\s*$/.test(textOfHtml(above.html.slice(-2000)))))
    return false;
  return (kind === 'own' || kind === 'indented') && isSeen(html);
}

function isSeen(html: string): boolean {
  return /<img\b/i.test(html) || textOfHtml(html) !== '';
}

function htmlOf(parts: readonly HtmlPart[]): string {
  return parts.map(({ html }) => html).join('');
}
