import { once } from '../../kernel/once.ts';
import { decodeLeniently } from './decode-charset.ts';

/*
 * How well a character speaks for the charset by which it was read: text that is read by a wrong one is full of characters
 * that nobody writes.
 */

/** Characters that most texts of a language are full of. */
const COMMON = {
  simplified:
    '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应向头文体政美相见被利什二等产或新己制身果加西月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取望觉术领共确传师观清今切院让识候带导争运您请谢邮账户密码提现充值币订单录音款付凭证截图照附视频执测试身份护忘李刘陈杨赵黄周吴',
  traditional:
    '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應向頭文體政美相見被利什二等產或新己制身果加西月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取望覺術領共確傳師觀清今切院讓識候帶導爭運您請謝郵帳戶密碼提款失敗測試訂單錄憑證截圖照附影護忘轉寄陳劉楊趙黃吳蔡',
  japanese:
    '日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金員九入選立開手米力学問高代明実円関決子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法不来作性的要用制治度務強気小七成期公野協取都和統以機平総加山思家話世受区領多県続進正安設保改数記院女初北午指権心界支第産結百派点教報済書府活原先共得解名交資予川向際査勝面委告軍文反元重近千考判認画海参売利組知案道信策集在件団別物側任引使求所次水半品昨論計死官増係感特情投示変打男基私各始島直両朝革価式確村提運終挙果西勢減台広容必応演電歳住争談能無再位置企真流格有疑口過局少放税検藤町常校料沢裁状工建語球営空職証土与急止送援供可役構木割聞身費付施切由説転食比難防補車優夫研収断井何南石足違消境神番規術護展態導鮮備宅害配副算視条幹独警宮究育席輸訪楽起万着乗店述残想線率病農州武声質念待試族象銀域助労例衛然早張映限親額監環験追審商葉義伝働形景落欧担好退準賀訴辺造英被株頭技低毎医復仕去姿味負閣韓渡失移差衆個門写評課末守若脳極種美岡影命含福蔵量望松非撃佐核観察整段横融型白深字答夜製票況音申様財港識注呼渉達添返履歴免許請積頁客誤届札',
  hangul:
    '이다는을에의가고하지를한은로기도사어자인대나리시그아서해수일라게만정있들스여보부전제장상주원구오비면안조동공신용요우관성소문무내경명국과화유학회물개연방발습니까세감합입출금계좌확김박최으었했없것년월간위생중선실모당체미와마거터러모여권신증첨견적',
} as const;
const PUNCTUATION = '，。、：；！？（）「」『』《》“”…—　・ー';

const ofSet = (characters: string): ReadonlySet<number> =>
  new Set([...characters].map((each) => each.codePointAt(0) ?? 0));
const marks = once(() => ofSet(PUNCTUATION));
const simplified = once(() => ofSet(COMMON.simplified));
const traditional = once(() => ofSet(COMMON.traditional));
const kanji = once(() => ofSet(COMMON.japanese));
const hangul = once(() => ofSet(COMMON.hangul));

/** Whether a character is a mark of punctuation, which all of these charsets have. */
export function isMark(code: number): boolean {
  return marks().has(code);
}

const isKana = (code: number) => code >= 0x3041 && code <= 0x30fe;
const isHangul = (code: number) => code >= 0xac00 && code <= 0xd7a3;
const isHan = (code: number) => code >= 0x4e00 && code <= 0x9fa5;

/** The national standards have what is in use on a first level, by its sound, and what is rare behind it. */
const FIRST_LEVELS = {
  gb18030: [0xb0, 0xd7],
  big5: [0xa4, 0xc6],
  'euc-jp': [0xb0, 0xcf],
  'euc-kr': [0xb0, 0xc8],
} as const;
const firstLevels = new Map<string, ReadonlySet<number>>();

function isOfFirstLevel(code: number, charset: keyof typeof FIRST_LEVELS): boolean {
  const known = firstLevels.get(charset) ?? firstLevelOf(charset);
  firstLevels.set(charset, known);
  return known.has(code);
}

function firstLevelOf(charset: keyof typeof FIRST_LEVELS): ReadonlySet<number> {
  const [first, last] = FIRST_LEVELS[charset];
  const pairs: number[] = [];
  for (let lead = first; lead <= last; lead++) {
    // Only Big5 goes on below; what it has there is read wrongly by the others, and rare.
    for (let trail = charset === 'big5' ? 0x40 : 0xa1; trail <= 0xfe; trail++) {
      if (trail <= 0x7e || trail >= 0xa1) pairs.push(lead, trail);
    }
  }
  return ofSet(decodeLeniently(Uint8Array.from(pairs), charset));
}

/** Charsets of several bytes, and how well a character speaks for each, from 0 to 1. */
export const SCRIPTS = [
  { charset: 'gb18030', weight: (code: number) => ofHan(code, simplified(), 'gb18030') },
  { charset: 'big5', weight: (code: number) => ofHan(code, traditional(), 'big5') },
  { charset: 'shift_jis', weight: ofJapanese },
  { charset: 'euc-jp', weight: ofJapanese },
  { charset: 'euc-kr', weight: ofKorean },
] as const;

function ofHan(code: number, common: ReadonlySet<number>, charset: 'gb18030' | 'big5'): number {
  if (common.has(code)) return 1;
  if (!isHan(code)) return 0;
  return isOfFirstLevel(code, charset) ? 0.5 : 0.05;
}

function ofJapanese(code: number): number {
  if (isKana(code) || kanji().has(code)) return 1;
  if (!isHan(code)) return 0;
  return isOfFirstLevel(code, 'euc-jp') ? 0.4 : 0.1;
}

function ofKorean(code: number): number {
  if (hangul().has(code)) return 1;
  if (!isHangul(code)) return 0;
  return isOfFirstLevel(code, 'euc-kr') ? 0.55 : 0.05;
}
