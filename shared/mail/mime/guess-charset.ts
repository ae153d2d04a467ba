import {
  ISO_8859_1,
  ISO_8859_2,
  ISO_8859_5,
  ISO_8859_6,
  ISO_8859_7,
  ISO_8859_8,
  ISO_8859_9,
  KOI8_R,
  windows_874,
  windows_1251,
  windows_1256,
  windows_1257,
  windows_1258,
} from 'chardet/lib/encoding/sbcs.js';
import { type Charset, charsetOf } from './charset-labels.ts';
import { decodeLeniently, decodeStrictly, isAscii } from './decode-charset.ts';

/*
 * The last resort, for texts without a charset or with one that cannot be true. Charsets of one byte are told apart by
 * chardet's statistics of languages (its parts, for its front reads files). Those of several bytes it knows only from long
 * texts; the characters that people use most tell sooner.
 */

/** How much of a text is looked at. */
const SAMPLE = 8 * 1024;
/** Surer than this, in percent, or it is no guess at all. */
const SURE_ENOUGH = 12;
/** Of so few bytes above ASCII statistics say little. */
const FEW = 6;

const ONE_BYTE = [
  new ISO_8859_1(),
  new ISO_8859_2(),
  new ISO_8859_5(),
  new ISO_8859_6(),
  new ISO_8859_7(),
  new ISO_8859_8(),
  new ISO_8859_9(),
  new windows_1251(),
  new windows_1256(),
  new windows_1257(),
  new windows_1258(),
  new windows_874(),
  new KOI8_R(),
];

/** Characters that most texts of a language are full of. */
const COMMON = {
  simplified:
    '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应向头文体政美相见被利什二等产或新己制身果加西月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取望觉术领共确传师观清今切院让识候带导争运您请谢邮账户密码提现充值币李刘陈杨赵黄周吴',
  traditional:
    '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應向頭文體政美相見被利什二等產或新己制身果加西月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取望覺術領共確傳師觀清今切院讓識候帶導爭運您請謝郵帳戶密碼陳劉楊趙黃吳',
  hangul:
    '이다는을에의가고하지를한은로기도사어자인대나리시그아서해수일라게만정있들스여보부전제장상주원구오비면안조동공신용요우관성소문무내경명국과화유학회물개연방발습니까세감합입출금계좌확김박최으었했없것년월간위생중선실모당체미와마거터러모',
} as const;
const PUNCTUATION = '，。、：；！？（）「」『』《》“”…—　・ー';

const ofSet = (characters: string) => new Set([...characters].map((each) => each.codePointAt(0) ?? 0));
const MARKS = ofSet(PUNCTUATION);
const SIMPLIFIED = ofSet(COMMON.simplified);
const TRADITIONAL = ofSet(COMMON.traditional);
const HANGUL = ofSet(COMMON.hangul);

const isKana = (code: number) => code >= 0x3041 && code <= 0x30fe;
const isHangul = (code: number) => code >= 0xac00 && code <= 0xd7a3;
const isHan = (code: number) => code >= 0x4e00 && code <= 0x9fa5;

interface Script {
  readonly charset: Charset;
  /** How well a character speaks for the charset, from 0 to 1. */
  readonly weight: (code: number) => number;
}

const SEVERAL_BYTES: readonly Script[] = [
  { charset: 'gb18030', weight: (code) => (SIMPLIFIED.has(code) ? 1 : isHan(code) ? 0.1 : 0) },
  { charset: 'big5', weight: (code) => (TRADITIONAL.has(code) ? 1 : isHan(code) ? 0.1 : 0) },
  { charset: 'shift_jis', weight: (code) => (isKana(code) ? 1 : isHan(code) ? 0.4 : 0) },
  { charset: 'euc-jp', weight: (code) => (isKana(code) ? 1 : isHan(code) ? 0.4 : 0) },
  { charset: 'euc-kr', weight: (code) => (HANGUL.has(code) ? 1 : isHangul(code) ? 0.4 : 0) },
];

/** What reads a text that says nothing true about its charset; undefined when nothing speaks for any. */
export function guessCharset(bytes: Uint8Array): Charset | undefined {
  const sample = sampleOf(bytes);
  const wide = wideOf(sample);
  if (wide) return wide;
  if (isAscii(sample)) return hasEscapes(sample) ? 'iso-2022' : undefined;
  if (decodeStrictly(sample, 'utf-8') !== undefined) return 'utf-8';
  const high = sample.filter((byte) => byte > 0x7f);
  if (isRussianOfDos(high)) return 'ibm866';
  const several = best(
    SEVERAL_BYTES.map(({ charset, weight }) => ({ charset, sure: likeness(sample, charset, weight) })),
  );
  const one = best(oneByteGuesses(sample, high));
  const guess = several.sure >= one.sure ? several : one;
  if (guess.sure >= SURE_ENOUGH) return guess.charset;
  if (isThai(sample, high)) return 'windows-874';
  // A few characters are no statistics. Pairs of high bytes, as in a name, are most often Chinese.
  return inPairs(sample) && decodeStrictly(sample, 'gb18030') !== undefined ? 'gb18030' : undefined;
}

/** Whether there are sequences with which ISO-2022 switches tables. */
export function hasEscapes(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x1b); at >= 0; at = bytes.indexOf(0x1b, at + 1)) {
    const next = bytes[at + 1];
    if (next === 0x24 || (next === 0x28 && [0x42, 0x49, 0x4a].includes(bytes[at + 2] ?? 0))) return true;
  }
  return false;
}

interface Guess {
  readonly charset: Charset | undefined;
  /** In percent. */
  readonly sure: number;
}

const best = (guesses: readonly Guess[]): Guess =>
  guesses.reduce((first, each) => (each.sure > first.sure ? each : first), { charset: undefined, sure: 0 });

/** The beginning, up to the end of a line, so that no character is cut. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= SAMPLE) return bytes;
  const end = bytes.lastIndexOf(0x0a, SAMPLE);
  return bytes.subarray(0, end > 0 ? end : SAMPLE);
}

/** UTF-16 without a mark: of what is ASCII in it, every other byte is zero. */
function wideOf(sample: Uint8Array): Charset | undefined {
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd < sample.length / 5) return undefined;
  if (odd > even * 10) return 'utf-16le';
  return even > odd * 10 ? 'utf-16be' : undefined;
}

/** Small letters in two blocks, the first of which has the commoner ones: no other charset is written with those bytes. */
function isRussianOfDos(high: Uint8Array): boolean {
  const small = high.filter((byte) => (byte >= 0xa0 && byte <= 0xaf) || (byte >= 0xe0 && byte <= 0xf1));
  const others = high.filter((byte) => byte > 0xf1 || (byte > 0xaf && byte < 0xe0));
  const first = small.filter((byte) => byte <= 0xaf);
  return small.length >= 8 && others.length * 50 < high.length && first.length * 3 > small.length;
}

/** Nearly all of it is letters of Thai, which has no blanks between words. */
function isThai(sample: Uint8Array, high: Uint8Array): boolean {
  return high.length >= 12 && high.length * 2 > sample.length && decodeStrictly(sample, 'windows-874') !== undefined;
}

function likeness(sample: Uint8Array, charset: Charset, weight: (code: number) => number): number {
  if (isWesternWord(sample)) return 0;
  const text = decodeStrictly(sample, charset) ?? (sample.length > 1_000 ? decodeLeniently(sample, charset) : '');
  let all = 0;
  let sum = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) continue;
    if (MARKS.has(code)) {
      all += 0.5;
      sum += 0.5;
      continue;
    }
    all++;
    sum += code === 0xfffd ? -4 : weight(code);
  }
  return all === 0 ? 0 : (100 * sum) / all;
}

/** One or two bytes that are letters of the west, each before one of ASCII, as in `fünf`: not half of something else. */
function isWesternWord(sample: Uint8Array): boolean {
  const places = [...sample.keys()].filter((at) => (sample[at] ?? 0) > 0x7f);
  const isLetter = (byte = 0) => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  return (
    places.length <= 2 && places.every((at) => isLetter(sample[at + 1]) && (at === 0 || (sample[at - 1] ?? 0) < 0x80))
  );
}

function oneByteGuesses(sample: Uint8Array, high: Uint8Array): Guess[] {
  const byteStats = new Array<number>(256).fill(0);
  for (const byte of sample) byteStats[byte] = (byteStats[byte] ?? 0) + 1;
  const context = {
    byteStats,
    c1Bytes: byteStats.slice(0x80, 0xa0).some((count) => count > 0),
    rawInput: sample,
    rawLen: sample.length,
    inputBytes: sample,
    inputLen: sample.length,
  };
  // The western one knows so many languages that it is as sure of others: of two, it is right about short texts.
  const inOrder = high.length < FEW ? ONE_BYTE : ONE_BYTE.toReversed();
  return inOrder.flatMap((each) => {
    const match = each.match(context);
    if (!match) return [];
    // Between 0x80 and 0x9f Windows has quotes and dashes, of which no text has many.
    const isOdd =
      /^windows-125[0247]$/.test(match.name) && high.filter((byte) => byte < 0xa0).length * 5 > high.length * 2;
    return [{ charset: charsetOf(match.name), sure: isOdd ? match.confidence / 3 : match.confidence }];
  });
}

/** Whether high bytes come in even runs, each of two or more. */
function inPairs(sample: Uint8Array): boolean {
  let run = 0;
  let runs = 0;
  for (const byte of [...sample, 0]) {
    if (byte > 0x80) run++;
    else {
      if (run % 2 === 1) return false;
      if (run > 0) runs++;
      run = 0;
    }
  }
  return runs > 0;
}
