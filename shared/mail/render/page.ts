import { escapeHtml } from '../../platform/html/entities.ts';
import { htmlOfText } from '../../platform/html/text-as-html.ts';

/** One piece of a mail, to be written both as plain text and as HTML. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  /** Somebody's own words: their HTML must be safe already. */
  | { readonly kind: 'words'; readonly text: string; readonly html: string | null }
  | { readonly kind: 'quote'; readonly heading: string; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'links'; readonly links: readonly (readonly [label: string, url: string])[] };

export interface Page {
  readonly locale: string;
  readonly title: string;
  /** "Write above this line": whatever an answer repeats below it is cut away. */
  readonly replyLine: string;
  readonly blocks: readonly Block[];
  readonly footer: readonly string[];
}

export interface RenderedPage {
  readonly text: string;
  readonly html: string;
}

/*
 * The look of every mail. Colours come in two sets, for light and dark readers; where a client knows neither, text and
 * links keep the client's own. No pictures, no tracking, nothing to load.
 */
const STYLE = `body{margin:0;padding:0}.page{max-width:600px;margin:0 auto;padding:24px 16px;font:16px/1.6 -apple-system,"Segoe UI",Roboto,"PingFang SC","Microsoft YaHei",Helvetica,Arial,sans-serif;color:#1c1e21}.quiet{color:#5c6370;font-size:13px}.rule{border:0;border-top:1px solid #d5d9e0;margin:24px 0 16px}blockquote{margin:8px 0;padding:4px 0 4px 12px;border-left:3px solid #d5d9e0;color:#5c6370}.button{display:inline-block;margin:4px 12px 4px 0;padding:10px 20px;border-radius:6px;background:#1a56db;color:#fff;text-decoration:none}th{text-align:left;font-weight:normal;color:#5c6370;padding:2px 16px 2px 0}td{padding:2px 0}@media (prefers-color-scheme:dark){.page{color:#e4e6eb}.quiet,blockquote,th{color:#a9b0bb}a{color:#8ab4f8}.button{background:#3b6fe0;color:#fff}.rule,blockquote{border-color:#454b57}}`;

/** A mail's two bodies. */
export function renderPage(page: Page): RenderedPage {
  const { replyLine, blocks, footer } = page;
  return {
    text: [replyLine, ...blocks.map(blockText), `--\n${footer.join('\n')}`].join('\n\n'),
    html: [
      `<!doctype html><html lang="${escapeHtml(page.locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
      '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
      `<title>${escapeHtml(page.title)}</title><style>${STYLE}</style></head>`,
      `<body><div class="page" role="article" lang="${escapeHtml(page.locale)}" aria-label="${escapeHtml(page.title)}">`,
      `<p class="quiet">${escapeHtml(replyLine)}</p>`,
      ...blocks.map(blockHtml),
      `<hr class="rule"><p class="quiet">${footer.map(escapeHtml).join('<br>')}</p></div></body></html>`,
    ].join('\n'),
  };
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'words':
      return block.text;
    case 'quote':
      return `${block.heading}\n${block.text
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')}`;
    case 'facts':
      return block.facts.map(([name, value]) => `${name}: ${value}`).join('\n');
    case 'links':
      return block.links.map(([label, url]) => `${label}: ${url}`).join('\n');
  }
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'text':
      return htmlOfText(block.text);
    case 'words':
      return `<div>${block.html ?? htmlOfText(block.text)}</div>`;
    case 'quote':
      return `<p class="quiet">${escapeHtml(block.heading)}</p><blockquote>${htmlOfText(block.text)}</blockquote>`;
    case 'facts':
      return `<table role="presentation">${block.facts.map(factRow).join('')}</table>`;
    case 'links':
      return `<p>${block.links.map(([label, url]) => `<a class="button" href="${escapeHtml(url)}">${escapeHtml(label)}</a>`).join('')}</p>`;
  }
}

function factRow([name, value]: readonly [string, string]): string {
  return `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`;
}
