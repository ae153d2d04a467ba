import { nearestLocale } from './locale.ts';

/** The name of a language, by its code, in the words of a reader: `zh` is "Chinese", or "中文". */
export function languageName(code: string, locale: string): string {
  return new Intl.DisplayNames(nearestLocale(locale), { type: 'language' }).of(code) ?? code;
}
