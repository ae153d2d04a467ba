/** Letters that a decision needs; a number or a name alone says nothing. */
const ENOUGH = 4;
const LONG_ENOUGH = 12;

/**
 * The language a text is written in, among those we serve, by its script; undefined when it does not say. A few Chinese
 * characters among Latin letters are Chinese: addresses, hashes and names are Latin everywhere.
 */
export function languageOf(text: string): 'zh-CN' | 'en' | undefined {
  const sample = text.slice(0, 4_000).replace(/https?:\/\/\S+|\S+@\S+|\b(?:0x)?[0-9a-f]{16,}\b/gi, ' ');
  const han = count(sample, /\p{Script=Han}/gu);
  const kana = count(sample, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const words = count(sample, /\p{Script=Latin}+/gu);
  const latin = count(sample, /\p{Script=Latin}/gu);
  const other = count(sample, /\p{L}/gu) - han - kana - latin;
  if (kana > han / 5) return undefined;
  if (han >= ENOUGH || (han > 0 && han >= words)) return han * 3 >= words ? 'zh-CN' : 'en';
  return latin >= LONG_ENOUGH && latin > other ? 'en' : undefined;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
