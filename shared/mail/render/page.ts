import { escapeHtml } from '../../platform/html/escape-html.ts';
import { htmlOfText } from '../../platform/html/text-as-html.ts';
import { BUTTON_GROUND, SHEET, STYLES } from './look.ts';

/** A name, or a label, and what it stands for. */
type Pair = readonly [name: string, value: string];

/** One piece of a mail, to be written both as plain text and as HTML. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  /** What matters less. */
  | { readonly kind: 'quiet'; readonly text: string }
  /** Somebody's own words: their HTML must be safe already. */
  | { readonly kind: 'words'; readonly text: string; readonly html: string | null }
  | { readonly kind: 'quote'; readonly heading: string; readonly text: string }
  /** Facts by their names; `between` is what the language puts between the two. */
  | { readonly kind: 'facts'; readonly between: string; readonly facts: readonly Pair[] }
  /** Links to choose from, or links to files. */
  | { readonly kind: 'buttons' | 'files'; readonly links: readonly Pair[] };

export interface Page {
  readonly locale: string;
  readonly title: string;
  /** What a list of mails shows of it beside the subject. */
  readonly preview: string;
  /** "Write above this line": whatever an answer repeats below it is cut away. */
  readonly replyLine: string;
  /** What happened, in one line: the first thing that is read. */
  readonly headline: string;
  readonly blocks: readonly Block[];
  /** What we never ask for; for customers. */
  readonly safety: string | undefined;
  readonly footer: readonly string[];
}

export interface RenderedPage {
  readonly text: string;
  readonly html: string;
}

/** A mail's two bodies. */
export function renderPage(page: Page): RenderedPage {
  return { text: pageText(page), html: pageHtml(page) };
}

function pageText({ replyLine, headline, blocks, safety, footer }: Page): string {
  const { own, quotes } = parted(blocks);
  const ending = [...(safety ? [safety] : []), `--\n${footer.join('\n')}`];
  return [replyLine, headline, ...own.map(blockText), ...ending, ...quotes.map(blockText)].join('\n\n');
}

/** What is repeated of earlier mails stands at the very end, where clients look for it to fold it. */
function parted(blocks: readonly Block[]) {
  const isQuote = ({ kind }: Block) => kind === 'quote';
  return { own: blocks.filter((block) => !isQuote(block)), quotes: blocks.filter(isQuote) };
}

/**
 * A web mail shows it inside of its own page and keeps little more than the `article`, so language, direction and name stand
 * there too. Outlook knows no greatest width and gets a table for it.
 */
function pageHtml({ locale, title, preview, replyLine, headline, blocks, safety, footer }: Page): string {
  const { own, quotes } = parted(blocks);
  const language = `lang="${escapeHtml(locale)}" dir="ltr"`;
  return [
    `<!doctype html><html ${language}><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    `<title>${escapeHtml(title)}</title><style>${SHEET}</style></head>`,
    `<body class="page" style="${STYLES.page}"><div style="${STYLES.preview}">${escapeHtml(preview)}</div>`,
    `<div class="page" role="article" aria-roledescription="email" aria-label="${escapeHtml(title)}" ${language} style="${STYLES.page}">`,
    '<!--[if mso]><table role="presentation" align="center" width="600"><tr><td><![endif]-->',
    `<div style="${STYLES.sheet}">`,
    `<p class="quiet" style="${STYLES.quiet}">${escapeHtml(replyLine)}</p>`,
    `<h1 style="${STYLES.headline}">${escapeHtml(headline)}</h1>`,
    ...own.map(blockHtml),
    ...(safety ? [`<p class="line" style="${STYLES.safety}">${escapeHtml(safety)}</p>`] : []),
    `<p class="quiet" style="${STYLES.footer}">${footer.map(escapeHtml).join('<br>')}</p>`,
    ...quotes.map(blockHtml),
    '</div><!--[if mso]></td></tr></table><![endif]--></div></body></html>',
  ].join('\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'quiet':
    case 'words':
      return block.text;
    case 'quote':
      return `${block.heading}\n${block.text
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')}`;
    case 'facts':
      return block.facts.map(([name, value]) => `${name}${block.between}${value}`).join('\n');
    case 'buttons':
    case 'files':
      return block.links.map(([label, url]) => `${label}: ${url}`).join('\n');
  }
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'text':
      return htmlOfText(block.text);
    case 'quiet':
      return `<p class="quiet" style="${STYLES.quiet}">${escapeHtml(block.text).replaceAll('\n', '<br>')}</p>`;
    case 'words':
      return `<div class="words" dir="auto">${block.html ?? htmlOfText(block.text)}</div>`;
    case 'quote':
      return quoteHtml(block.heading, block.text);
    case 'facts':
      return `<p>${block.facts.map((fact) => factLine(fact, block.between)).join('<br>')}</p>`;
    case 'buttons':
      return block.links.map(button).join('');
    case 'files':
      return `<ul style="padding-left:24px">${block.links.map((file) => `<li>${link(file)}</li>`).join('')}</ul>`;
  }
}

/** The classes and the type are by which clients, ours among them, know a quote and fold it. */
function quoteHtml(heading: string, text: string): string {
  return [
    `<div class="gmail_quote" style="${STYLES.history}"><p class="gmail_attr quiet" style="${STYLES.quiet}">${escapeHtml(heading)}</p>`,
    `<blockquote type="cite" class="gmail_quote quiet line" dir="auto" style="${STYLES.quote}">`,
    `${htmlOfText(text)}</blockquote></div>`,
  ].join('');
}

function factLine([name, value]: Pair, between: string): string {
  const label = escapeHtml(`${name}${between}`);
  return `<span class="quiet" style="${STYLES.fact}">${label}</span><span dir="auto">${escapeHtml(value)}</span>`;
}

function link([label, url]: Pair): string {
  return `<a href="${escapeHtml(url)}" style="${STYLES.link}">${escapeHtml(label)}</a>`;
}

/** Outlook colours cells, and takes no notice of the space around a link's words. */
function button([label, url]: Pair): string {
  const anchor = `<a class="button" href="${escapeHtml(url)}" style="${STYLES.button}">${escapeHtml(label)}</a>`;
  return [
    `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="${STYLES.buttons}"><tr>`,
    `<td bgcolor="${BUTTON_GROUND}" style="${STYLES.buttonGround}">${anchor}</td></tr></table>`,
  ].join('');
}
