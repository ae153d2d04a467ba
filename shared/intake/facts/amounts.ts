import assets from '../vocabulary/assets.json' with { type: 'json' };
import { type Finding, findings, type Source, type Taken } from './fact.ts';

const escaped = (word: string) => word.replace(/[.$^*+?()[\]{}|\\]/g, '\\$&');
const either = (words: readonly string[]) =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => escaped(word.toLowerCase()))
    .join('|');

const COINS = either([...assets.symbols.split(' '), ...assets.names]);
const FIAT = either(assets.fiat);
const FIAT_UNITS = new Set([...assets.fiat, ...'$€£¥₩₹']);
const NO_ASSET = new Set(assets.no_asset.split(' '));
/** As written here and there: 1,200.50, 1.200,50, 1 200. */
const DIGITS =
  "(?:\\d{1,3}(?:\\.\\d{3})+,\\d{2}(?!\\d)|\\d{1,3}(?:[ ']\\d{3})+(?![\\d,])(?:\\.\\d+)?|\\d{1,3}(?:[,，]\\d{3})+(?:\\.\\d+)?|0,\\d+|\\d+(?:\\.\\d+)?|\\.\\d+)";
const CHINESE = '(?<![几数好])[零〇一二两三四五六七八九十百千万亿半]+[多几来]?[千万亿]?';
const TIMES =
  '(?:\\s?(?:[kmw](?![a-z])|mil(?:lion)?(?![a-z])|thousand(?: \\d{3})?|grand|[多几来]?[十百千万亿]+(?:多|\\d(?!\\d))?|多))?';
const PIECES = '(?:\\s?(?:个的?|枚|颗|顆|只|的|in(?=\\s)))?';
const NUMBER = `(?:${DIGITS}${TIMES}|${CHINESE})`;
/** A comma or a colon ends what stands before, unless digits do. */
const NO_WORD_BEFORE = '(?<![a-z0-9._#/-])(?<![a-z0-9][,:])';
const NO_WORD_AFTER = '(?![a-z0-9])';
/** "3万u" and "五百U": on Chinese desks U is the dollar coin. */
const U = '(?:u(?![a-z0-9]|卡(?!了|在|着|住|到)|盘|本位|商))';
/** "This piece", not one dollar. */
const NO_SUM = new Set(['一块', '一刀', '一元', '几块', '几刀', '半块']);

const WITH_COIN = new RegExp(`${NO_WORD_BEFORE}${NUMBER}${PIECES}\\s?(?<unit>(?:${COINS})${NO_WORD_AFTER}|${U})`, 'gd');
const WITH_FIAT = new RegExp(
  `${NO_WORD_BEFORE}${NUMBER}\\s?(?:[元块](?=[台人港新]))?(?<unit>(?:${FIAT})(?<![a-z](?=[a-z0-9]))|[$€£¥](?![\\d]))(?!线|区|首|件)`,
  'gd',
);
const WITH_SIGN = new RegExp(
  `(?<![a-z0-9])(?<unit>(?:us|hk|a|c|nt|s|r)?[$€£¥₩₹])\\s?${DIGITS}${TIMES}(?:\\s?(?:usd|usdt|usdc)${NO_WORD_AFTER})?`,
  'gd',
);
const CODE_FIRST = new RegExp(
  `(?<![a-z0-9/-])(?<unit>${FIAT}|usdt|usdc|btc|eth)\\s(?<value>${DIGITS}(?:\\s?[km])?)(?![a-z0-9]|[.,:/-]\\d|\\s?(?:times?|x|days?|hours?|hrs?|mins?|weeks?|months?|小时|天|分|次|个|倍|%|点|号|月|${COINS}|${FIAT}))`,
  'gd',
);
/** A coin we do not list, written as coins are: "500 XYZ". */
const WITH_UNKNOWN =
  /(?<![A-Za-z0-9.,_#/:-])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[kKmM]?\s|[多几来]?[十百千万亿]*[多几来]?\s?[个枚颗顆]的?\s?)(?<unit>\$?[A-Z][A-Z0-9]{1,7})(?![A-Za-z0-9])/dg;
/** Under a label, a bare number is enough. */
const LABELLED =
  /(?:(?<![a-z])(?:amount|quantity|qty|sum|value)(?:\s(?:staked|sent|deposited|withdrawn|paid|lent|borrowed|locked|invested|transferred|received|missing|charged|credited|bought|sold))?|金额|数量|数额|额度为)(?:\s*(?:was|is|of|是|为|大概|约|about|[:：=]))*\s*(?<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d.,:/-]*\d|[a-z%])/dg;
/** A number as money is written, near a word for money that changes hands: "charged 214.60 each". */
const MOVED =
  /(?:(?<![a-z])(?:charged|paid|pay|sent|send|lost|deducted|received|transferred|withdrew|withdraw|deposited|worth|refund|balance)|扣|转|提|充|付|收|亏|损失|到账|退|少|打)[^.。!?！？\n]{0,40}?(?<![a-z0-9.,:/_#+-])(?<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,6}\.\d{2,8})(?![\d.,:/-]*\d|\s?[a-z%％]*[%％]|[a-z])/dg;
/** What was taken, as somebody says it who wants it back; with any decimals: "扣了我6.6". */
const TAKEN_FROM_ME =
  /(?:(?<![a-z])(?:charged|deducted|took|taken|debited|billed)(?: from)? (?:me|us)(?: for)?|(?:扣|收|吃|坑|少给|多收|多扣|少发)(?:了|掉|走)*(?:我|我们|俺)|[各每][次笔单]?|(?<![a-z])each)\s?(?<value>\d+\.\d{1,8})(?![\d.,:/-]*\d|\s?[a-z%％]*[%％]|[a-z]|[个天分小次倍秒年])/dg;
/** Pieces of what is named elsewhere, and numbers of thousands: "25个". */
const PIECES_ONLY =
  /(?<![a-z0-9.,:/_#+-])(?<value>\d+(?:\.\d+)?(?=\s?(?:[个枚颗顆](?:[\s，。,!！?？]|没|还|到|$)|(?:pieces|pcs|coins?|tokens?|units?|shares?)(?![a-z])))|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d.,:/-]*\d|\s?%|[a-z]))/dg;
/** Tens of thousands, without a word for what: "借了三十万". */
const BARE = new RegExp(
  `${NO_WORD_BEFORE}(?:${DIGITS}\\s?[多几来]?万|[一二两三四五六七八九十百几]+[多几]?万)(?!人|次|粉|条|倍|分|一(?!夜|天|下)|幸)`,
  'gd',
);
/** What somebody lacks: "34.19 is missing". */
const MISSING =
  /(?<![a-z0-9.,:/_#+-])(?<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,8})(?=\s(?:(?:is|are|was|were|still|went)\s)?(?:missing|short|gone|outstanding|owed|lacking)(?![a-z]))/dg;
const WITHOUT_UNIT: ReadonlySet<RegExp> = new Set([LABELLED, TAKEN_FROM_ME, MOVED, MISSING, PIECES_ONLY]);
/** The sum that a dispute is about comes before what it was part of: the one that is missing, demanded, or too much. */
const IN_DISPUTE_BEFORE =
  /(?:(?<![a-z])(?:missing|short(?: by| of)?|lost|owed?(?: me)?|difference of|demand|pay(?: me)? back|give(?: me)? back|refund(?: me)?(?: of| the)?|overcharged(?: by)?|return(?: the| my)?)|差了|缺了|短了|少给了?我?|少发了?我?|多扣了?我?|多收了?我?|多亏了?|亏了|白扣了?我?|赔偿?我?|补(?:给)?我|退我|退还?我?|要求(?:退还|赔偿|补发))\s*(?:the|my|all|of|about|around|大概|约|差不多|整整|共)?\s*$/;
const IN_DISPUTE_AFTER =
  /^\s*(?:[a-z]{2,6}\s)?(?:(?:is|are|was|were|has|have|still|went|that)\s)*(?:missing|short|gone|vanished|disappeared|不翼而飞|不见了|没了|凭空消失)/;
/** A number after these is a price or a level, not what it is about. */
const PRICE_BEFORE =
  /(?:\bat|@|price(?: of| is| was)?|触发价|价格?|开仓价|成交价|到|above|below|fees?(?: of| is| was)?|手续费(?:是|为|收了?|扣了?|要|高达|就|才)*(?: ?[:：])?|显示的?|限额为?|最低|最少|至少|minimum(?: of| is)?|from|wick to|插针到|跌到|涨到|under|over|strike)\s*(?:是|为|在|:|：)?\s*(?:around|about)?\s*$/;

/** Pieces are no part of a number. */
const COUNTED = /\s*(?:个的|[个枚颗顆只的元块]|in)$/;

/** A sum of money or coins: the number, and beside it the word that says of what. */
export interface Amount extends Finding {
  readonly unit?: readonly [start: number, end: number];
  /** Of a currency of a country, or of nothing that is named. */
  readonly isFiat: boolean;
}

/** Sums, as they were written: with their coin or currency where there is one. */
export function findAmounts({ written, folded }: Source, taken: Taken): readonly Amount[] {
  const found: Amount[] = [];
  const read = (text: string, pattern: RegExp, isOne: (unit: string) => boolean = () => true) => {
    for (const { start: valueStart, match } of findings(text, pattern)) {
      const whole = WITHOUT_UNIT.has(pattern);
      const start = whole ? valueStart : match.index;
      const end = match.index + match[0].length;
      const unit = match.indices?.groups?.['unit'];
      const unitText = unit ? written.slice(...unit) : '';
      if (!taken.isFree(start, end) || !isOne(unitText) || NO_SUM.has(folded.slice(start, end))) continue;
      taken.take({ start, end });
      const number = numberIn(folded, { start, end }, unit);
      const weak =
        PRICE_BEFORE.test(folded.slice(Math.max(0, start - 16), start)) ||
        pattern === BARE ||
        (pattern !== LABELLED && WITHOUT_UNIT.has(pattern));
      const isFiat = unitText === '' || FIAT_UNITS.has(unitText.toLowerCase());
      found.push({ ...number, isFiat, ...(unit ? { unit } : {}), ...(weak ? { weak } : {}) });
    }
  };
  read(folded, WITH_SIGN);
  read(folded, WITH_COIN);
  read(folded, WITH_FIAT);
  read(folded, CODE_FIRST);
  read(written, WITH_UNKNOWN, (unit) => !NO_ASSET.has(unit) && !isShouted(written));
  read(folded, LABELLED);
  read(folded, BARE);
  read(folded, TAKEN_FROM_ME);
  read(folded, MOVED);
  read(folded, MISSING);
  read(folded, PIECES_ONLY);
  return whatIsDisputed(folded, found).sort((a, b) => a.start - b.start);
}

/** Where one sum is what somebody lacks, the others only tell of what. */
function whatIsDisputed(text: string, found: readonly Amount[]): Amount[] {
  const isDisputed = ({ start, end, unit: [from, to] = [start, end] }: Amount) =>
    IN_DISPUTE_BEFORE.test(text.slice(Math.max(0, Math.min(start, from) - 24), Math.min(start, from))) ||
    IN_DISPUTE_AFTER.test(text.slice(Math.max(end, to), Math.max(end, to) + 24));
  if (!found.some(isDisputed)) return [...found];
  return found.map((each) => {
    const { weak: _, ...sum } = each;
    return isDisputed(each) ? sum : { ...sum, weak: true };
  });
}

/** The number of a sum, without its unit and without the spaces between the two. */
function numberIn(
  text: string,
  sum: Pick<Finding, 'start' | 'end'>,
  unit: readonly [number, number] | undefined,
): Pick<Finding, 'start' | 'end'> {
  if (!unit) return sum;
  const isFirst = !/[\p{N}零〇一二两三四五六七八九十百千万亿半]/u.test(text.slice(sum.start, unit[0]));
  const start = isFirst ? unit[1] : sum.start;
  const end = isFirst ? sum.end : unit[0];
  const part = text
    .slice(start, end)
    .trimEnd()
    .replace(/\s?(?:usd|usdt|usdc)$/, '')
    .replace(COUNTED, '');
  return { start: start + part.length - part.trimStart().length, end: start + part.trimEnd().length };
}

/** In a text of capitals, capitals do not make a coin. */
function isShouted(text: string): boolean {
  const letters = text.replace(/[^A-Za-z]/g, '');
  return letters.length >= 20 && letters.replace(/[^A-Z]/g, '').length > letters.length * 0.6;
}
