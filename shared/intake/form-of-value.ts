/** Small words within a name. */
const PARTICLE = /^(?:&|\+|and|of|the|at|in|de|del|della|di|da|do|dos|la|le|les|du|des|et|y|e|von|van|der|den|und|и)$/u;
/** Han and kana with which names of firms, banks, shops and places end, or that such a name has. */
const NAMED_HAN =
  /(?:[店行部厅廳馆館院所家路街道巷省市区區县縣镇鎮村号號楼樓栋棟室层層城站校]|公司|集团|集團|超市|商场|商場|市场|市場|商行|咖啡|酒店|宾馆|餐厅|中心|广场|廣場|平台|大学|大學|株式会社)$/u;
const UNCASED = /[^\P{L}\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/gu;
const IDENTIFIER = /(?=[A-Za-z\d./_-]*\d)[A-Za-z\d][A-Za-z\d./_-]{3,}/;
const ADDRESS_OF_MAIL = /^\S+@\S+\.\p{L}{2,}$/u;
/** A phone capitalizes the first letter by itself: one word alone, or the first of several, says nothing. */
const NAME_WITHIN = /^\p{Lu}?\p{Ll}+\p{Lu}\p{Ll}*/u;
/** Words around a number or an identifier that may be its name. */
const WORDS_BESIDE = 2;
const HAN_BESIDE = 8;

/**
 * Whether a line looks like a value, not like something said: it is a number or an identifier with little beside, an address,
 * or a name by its capitals or, where letters have none, by its last character. Anything else may be a demand, thanks or a
 * curse in any language, and is none.
 */
export function looksLikeValue(line: string): boolean {
  const uncased = line.match(UNCASED)?.length ?? 0;
  if (uncased > 0) return isNamedWithoutCase(line, uncased);
  const words = line.split(/[\s,]+/).filter((word) => word !== '');
  if (words.some((word) => ADDRESS_OF_MAIL.test(word))) return words.length <= 1 + WORDS_BESIDE;
  const plain = words.filter((word) => /\p{L}/u.test(word) && !/\d/.test(word) && !PARTICLE.test(word.toLowerCase()));
  const small = plain.filter((word) => !/^\P{L}*\p{Lu}/u.test(word));
  if (/\d/.test(line)) return small.length <= WORDS_BESIDE;
  if (words.length === 1) return NAME_WITHIN.test(line);
  const isShouted = !/\p{Ll}/u.test(line);
  return small.length === 0 && plain.length > 1 && !isShouted;
}

function isNamedWithoutCase(line: string, letters: number): boolean {
  if (IDENTIFIER.test(line)) return letters <= HAN_BESIDE || NAMED_HAN.test(unbracketed(line));
  return letters > 1 && NAMED_HAN.test(unbracketed(line));
}

function unbracketed(line: string): string {
  return line.replace(/[)）\]】」]+$/, '');
}
