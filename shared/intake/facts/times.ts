import { type Finding, findings, type Source, type Taken } from './fact.ts';

const ZONE =
  '(?:\\s?\\(?(?:utc|gmt|cet|cest|est|edt|pst|pdt|cst|bst|ist|jst|kst|hkt|sgt|eet|eest|msk|wib|beijing time|local time|北京时间)(?:\\s?[+-]\\s?\\d{1,2}(?::?\\d{2})?)?(?![a-z])\\)?|\\s?[+-]\\d{2}:?\\d{2}(?!\\d)|z(?![a-z]))?';
const CLOCK =
  "(?:\\d{1,2}[:：]\\d{2}(?:[:：]\\d{2}(?:\\.\\d+)?)?(?:\\s?[ap]\\.?m\\.?(?![a-z]))?|\\d{1,2}(?:[.:]\\d{2})?\\s?(?:[ap]\\.?m\\.?(?![a-z])|o'clock)|(?:half past|quarter (?:past|to)) (?:\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|noon|midnight)";
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const WEEKDAY = '(?:mon|tues?|wednes|weds?|thurs?|fri|satur|sun)(?:day)';
const ISO = '\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}';
const MONTH_DAY = '(?:1[0-2]|0?[1-9])[/.](?:3[01]|[12]\\d|0?[1-9])(?:[/.](?:20)?\\d{2})?';
const DAY_MONTH = '(?:3[01]|[12]\\d|0?[1-9])[/.](?:1[0-2]|0?[1-9])[/.](?:20)?\\d{2}';
const DATE = `(?:${ISO}|${MONTH}\\.?\\s\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s20\\d{2})?(?!\\d)|\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s)?${MONTH}(?![a-z])(?:,?\\s20\\d{2})?)`;
const DAY =
  '(?:(?:the day before )?yesterday(?: (?:morning|afternoon|evening|night))?|today|earlier today|last ni(?:ght|te)|this (?:morning|afternoon|evening)|tonight)';
const JOIN = '(?:\\s*(?:,|at|around|about|approx\\.?|on|@|t|-)?\\s*)';
const COUNT =
  '(?:\\d+(?:\\.\\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a few|few|a couple(?: of)?|couple(?: of)?|several|half an)';
const UNIT = '(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|wks?|months?)';

const CN_NUMBER = '(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})';
const CN_DAY = `(?:(?:20\\d{2}\\s?年\\s?)?\\d{1,2}\\s?月\\s?\\d{1,2}\\s?[日号]?|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号]|(?:本月|[这上]个?月)?\\d{1,2}[日号]|大?前[天儿]|昨[天日晚夜儿]|前晚|今[天日早晨晚朝儿]|明[天日早晚]|当[天晚]|(?:上|这|本)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天])`;
const CN_PART = '(?:凌晨|清晨|清早|早上|早晨|上午|中午|下午|傍晚|晚上|半夜|夜里|深夜|晚间|早|晚)';
const CN_CLOCK = `(?:${CN_NUMBER}\\s?[点时](?!间|候|差)(?:\\s?(?:半|钟|整|[一三]刻|(?:\\d{1,2}|[一二三四五六七八九十]{1,3})\\s?分?(?!钟)))?|${CLOCK})`;
const CN_AGO = `(?:\\d+(?:\\.\\d+)?|[一二两三四五六七八九十半几]{1,3})\\s?(?:多)?\\s?(?:个)?\\s?(?:半)?(?:秒钟?|分钟|小时|钟头|天|日|周|星期|礼拜|月|个月)(?:之|以)?前`;

/** A comma or a colon ends what stands before, unless digits do. */
const START = '(?<![a-z0-9./_#$-])(?<!\\d[,:])';
/** From what says most to what says least; what is found first keeps its place. */
const STRONG: readonly RegExp[] = [
  new RegExp(`${START}(?:${DATE}|${DAY_MONTH}|${MONTH_DAY})${JOIN}${CN_PART}?${CN_CLOCK}${ZONE}`, 'g'),
  new RegExp(`${CN_DAY}\\s?的?${CN_PART}?\\s?${CN_CLOCK}${ZONE}`, 'g'),
  new RegExp(`${START}${CLOCK}${ZONE}\\s(?:on\\s)?(?:${DAY}|${DATE}|${WEEKDAY})${ZONE}`, 'g'),
  new RegExp(
    `${START}(?:${DAY}|(?:on |last |this |next )?${WEEKDAY}(?: (?:morning|afternoon|evening|night))?)${JOIN}${CLOCK}${ZONE}`,
    'g',
  ),
  new RegExp(`${START}(?:${DATE}|${DAY_MONTH})(?![\\d])`, 'g'),
  new RegExp(`${START}${COUNT}\\s?${UNIT}\\s(?:ago|back|earlier)`, 'g'),
  new RegExp(CN_AGO, 'g'),
  new RegExp(`${CN_DAY}\\s?的?${CN_PART}(?!点)`, 'g'),
  /(?:20\d{2}\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?[日号]/g,
  new RegExp(`${START}${CN_PART}\\s?${CN_CLOCK}${ZONE}`, 'g'),
  /(?:大?前天|昨[天日晚夜]|前晚|今[早晨])(?!的?(?:客服|说))/g,
  new RegExp(
    `${START}(?:yesterday(?: (?:morning|afternoon|evening|night))?|last ni(?:ght|te)|this (?:morning|afternoon|evening)|earlier today)(?![a-z])`,
    'g',
  ),
  new RegExp(`${START}${CLOCK}${ZONE}(?![\\d/:])`, 'g'),
  new RegExp(`(?<![\\d.])${CN_NUMBER}\\s?点(?:半|钟|整|\\d{1,2}分?|[一三]刻)`, 'g'),
];
const WEAK: readonly RegExp[] = [
  new RegExp(
    `(?<=(?:(?<![a-z])time|(?<![a-z])date|日期|时间|于|在|自|从|(?<![a-z])on|(?<![a-z])since)\\s*(?:is|was|是|为|[:：])?\\s?)${MONTH_DAY}(?![\\d/.])`,
    'g',
  ),
  new RegExp(`${START}(?:(?:last|this|next) )?${WEEKDAY}(?: (?:morning|afternoon|evening|night))?(?![a-z])`, 'g'),
  /(?:上|这|本)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天](?!\d)/g,
  new RegExp(`${START}(?:last (?:week|month|weekend)|all night)(?![a-z])`, 'g'),
  new RegExp(`${START}${MONTH_DAY}(?=\\s?(?:起|以来|那天|号|日))`, 'g'),
  /(?<!\d)20\d{2}\s?年(?!\s?\d)/g,
  /凌晨|今晚|上周(?![一二三四五六日天])|上个?月|清晨|半夜|(?<!\d\s?)(?:早上|昨日)/g,
];

/** A clock or a date: "this morning" says less. */
const SAYS_WHEN = /\d| past | to |[一二两三四五六七八九十]\s?[点月]|noon|midnight|ago/;

/** The point behind "3pm." ends the sentence; that of "3 p.m." does not. */
const END_OF_SENTENCE = /(?<=[ap]m)\.$|\s+$/;

/** Moments, as they were written. How long something takes is none. */
export function findTimes({ folded }: Source, taken: Taken): readonly Finding[] {
  const found: Finding[] = [];
  const read = (patterns: readonly RegExp[], weak: boolean) => {
    for (const pattern of patterns)
      for (const { start, end: rawEnd, match } of findings(folded, pattern)) {
        const end = rawEnd - (match[0].length - match[0].replace(END_OF_SENTENCE, '').length);
        if (!taken.isFree(start, end) || found.some((each) => start < each.end && end > each.start)) continue;
        const isVague = weak || !SAYS_WHEN.test(folded.slice(start, end));
        found.push({ start, end, ...(isVague ? { weak: true } : {}) });
      }
  };
  read(STRONG, false);
  read(WEAK, true);
  for (const each of found) taken.take(each);
  return found.sort((a, b) => a.start - b.start);
}
