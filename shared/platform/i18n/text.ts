import en from '../../strings/en.json' with { type: 'json' };
import zhCN from '../../strings/zh-CN.json' with { type: 'json' };

/** The languages that are complete. A further language is a further file in `shared/strings` and a line here. */
export const LOCALES = { en, 'zh-CN': zhCN } as const satisfies Record<string, Record<keyof typeof en, string>>;
export type Locale = keyof typeof LOCALES;
export type TextKey = keyof typeof en;

export const DEFAULT_LOCALE: Locale = 'en';

type Params = Readonly<Record<string, string | number>>;

/** A text in a person's language with its `{placeholders}` filled; a placeholder without a value stays visible. */
export const text = textsOf(LOCALES);

/**
 * The same for texts that few functions need and that lie in a folder of their own: whoever does not need them is not
 * made bigger by them.
 */
export function textsOf<Key extends string>(texts: Readonly<Record<Locale, Readonly<Record<Key, string>>>>) {
  return (locale: string, key: Key, params: Params = {}): string =>
    texts[nearestLocale(locale)][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** Whether there is a text of that name: for keys that are put together. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(en, key);
}

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
