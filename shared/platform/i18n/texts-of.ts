import { type Locale, nearestLocale } from './locale.ts';

type Params = Readonly<Record<string, string | number>>;

/**
 * Texts in a person's language with their `{placeholders}` filled; a placeholder without a value stays visible. Texts that
 * few functions need lie in a folder of their own: whoever does not need them is not made bigger by them.
 */
export function textsOf<Key extends string>(texts: Readonly<Record<Locale, Readonly<Record<Key, string>>>>) {
  return (locale: string, key: Key, params: Params = {}): string =>
    texts[nearestLocale(locale)][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
