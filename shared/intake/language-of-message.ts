/** What is not prose: addresses, links, hashes, ids and numbers are Latin in every language. */
const NO_PROSE = /https?:\/\/\S+|\S+@\S+|\b[A-Za-z0-9]*\d[A-Za-z0-9-]*\b/g;

/**
 * The language a message is to be answered in. A customer who writes Chinese with English terms in it is answered in Chinese:
 * a Chinese character says as much as a word. What does not say is English.
 */
export function languageOfMessage(text: string): 'zh-CN' | 'en' {
  const sample = text.slice(0, 4_000).replace(NO_PROSE, ' ');
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = sample.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  return han > 0 && han * 3 >= words ? 'zh-CN' : 'en';
}
