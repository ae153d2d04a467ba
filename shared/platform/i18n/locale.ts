/** The languages that are complete. A further one is a name here, and a file beside each of those in `shared/strings`. */
export type Locale = 'en' | 'zh-CN';

export const DEFAULT_LOCALE: Locale = 'en';

/**
 * The language we have that serves a BCP 47 tag best: any Chinese is served in zh-CN, everything unknown in the default
 * language.
 */
export function nearestLocale(tag: string | null | undefined): Locale {
  const lower = (tag ?? '').toLowerCase();
  if (lower.startsWith('zh')) return 'zh-CN';
  if (lower.startsWith('en')) return 'en';
  return DEFAULT_LOCALE;
}

/** The first language of an `Accept-Language` header that we have (RFC 9110 section 12.5.4), or undefined. */
export function acceptedLocale(header: string | undefined): Locale | undefined {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(';');
      const q = params.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find((value) => value !== undefined);
      return { tag, q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ tag, q }) => /^(zh|en)\b/i.test(tag) && q > 0)
    .sort((a, b) => b.q - a.q);
  return wanted[0] ? nearestLocale(wanted[0].tag) : undefined;
}
