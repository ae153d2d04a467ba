import { createHash } from 'node:crypto';
import type { DomainError } from '../../shared/kernel/errors.ts';
import { escapeHtml } from '../../shared/platform/html/escape-html.ts';
import type { Reply } from '../../shared/platform/http/contract.ts';
import { wireError } from '../../shared/platform/http/wire-errors.ts';
import { errorText } from '../../shared/platform/i18n/error-text.ts';
import { nearestLocale } from '../../shared/platform/i18n/locale.ts';
import { text } from '../../shared/platform/i18n/text.ts';

const STYLE = `
:root{color-scheme:light dark}
body{margin:0;font:1.0625rem/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:34rem;margin:0 auto;padding:2rem 1.25rem}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 1rem}
`;

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
} as const;

/** Whether somebody followed the link in a browser, rather than a program or a picture on a page. */
export function wantsPage({ accept = '' }: Readonly<Record<string, string>>): boolean {
  return accept.includes('text/html');
}

/** Why there is no file, for people; with what passes by itself the page asks again. */
export function refusalPage(error: DomainError, locale: string): Reply<never> {
  const { status, headers } = wireError(error, locale, '');
  const wait = headers['retry-after'];
  const title = escapeHtml(text(locale, 'file.unavailable'));
  const content = [
    `<!doctype html><html lang="${nearestLocale(locale)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${title}</title><style>${STYLE}</style></head>`,
    `<body><main><h1>${title}</h1><p role="status">${escapeHtml(errorText(locale, error.code, error.params))}</p></main></body></html>`,
  ].join('\n');
  return { status, content, headers: { ...headers, ...HEADERS, ...(wait === undefined ? {} : { refresh: wait }) } };
}
