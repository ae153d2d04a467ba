import { isBlank, type Line } from './line.ts';
import { asks, isPersonal } from './personal.ts';

/*
 * What is added below a mail on its way, by nobody who wrote it: scanners for viruses, mailing lists, free mailers, and
 * the wish that nobody print it.
 */

const SCANNERS =
  'avast!?|avg|avira|eset|nod32|norton|symantec|messagelabs|mcafee|kaspersky|bitdefender|mailscanner|sophos|clamav|f-secure|trend ?micro|barracuda|mimecast|forcepoint|websense|dr\\.?web|comodo|panda|spamassassin|spamihilator|antivirus|anti-virus|malwarebytes|g ?data|proofpoint';

/** Lines that say that a mail was looked through; with the name of what did it where the words alone are ordinary. */
const SCANNED: readonly RegExp[] = [
  new RegExp(
    `^(?:this|the) (?:incoming |outgoing )?(?:e-?mail|mail|message) (?:(?:has|have) been|was|is) (?:(?:checked|scanned|certified|swept) (?:for|by|against|with)\\b.{0,80}?(?:vir(?:us|al)|spam|malware|danger|threat|security|${SCANNERS})|(?:free (?:from|of)|sent from a) virus|believed to be clean)`,
    'iu',
  ),
  new RegExp(
    `^(?:no virus(?:es)? (?:was |were )?found in this|scanned (?:by|with)|checked by|protected by|certified virus.free) .{0,40}(?:message|e-?mail|${SCANNERS})`,
    'iu',
  ),
  /^no virus(?:es)? found in this (?:incoming |outgoing )?(?:message|e-?mail|mail)\.?$/i,
  /^virus-free\.?$|^version: [\d.]{3,20} ?\/ ?virus database:/i,
  new RegExp(`^_{5,} .{0,120}(?:${SCANNERS}).{0,120}_{5,}$`, 'iu'),
  // A few words of viruses and the scanner's site, in any language.
  /^(?=.{0,50}(?:vir(?:us|en|ů)|wirus|vírus|virüs|вирус|вірус|ιο[ύί]|病毒|ウイルス|바이러스|ไวรัส|فيروس))[^@:?]{2,60}?[.。]\s?<?(?:https?:\/\/)?(?:www\.)?(?:avast|avg|eset|avira|bitdefender|norton)\.com\S{0,200}$/iu,
  /^<?(?:https?:\/\/)?(?:www\.|sig-)?(?:avast|avg|eset|avira|mailscanner|symanteccloud|messagelabs|norton)(?:\.(?:com|info))?\S{0,600}$/iu,
  /^<?#[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}>?$/i,
  /^(?:diese e-?mail|dieses? (?:mail|nachricht)|cet e-?mail|ce (?:message|courriel)|este (?:correo|mensaje|e-?mail)|el software|esta? (?:mensagem|e-?mail)|questa e-?mail|dit (?:e-mail)?bericht|deze e-?mail|это сообщение|письмо|данное сообщение|bu e-posta|ta wiadomość|tato zpráva|此邮件|此郵件|本邮件|このメール|このeメール|이 메일|이 이메일) .{0,60}(?:vir(?:us|en)|vírus|вирус|virüs|病毒|ウイルス|바이러스)/iu,
  /^l['’]absence de virus dans /iu,
  /^(?:virenfrei|garanti sans virus|libre de virus|livre de vírus|privo di virus|virusvrij|без вирусов|вирусов нет|не содержит вирусов|virüs bulunmuyor|bez wirusów|无病毒|不含病毒|無病毒|不含病毒|ウイルス フリー|바이러스 없음)[.。]?$/iu,
  /^\[(?:image|cid): ?(?:avast|avg|eset)[^\]]{0,60}\]$/i,
];

/** A list says how to leave it, a newsletter as well: with the address that it takes. */
const LEAVING =
  /^(?:(?:to|you (?:can|may)|click (?:here|below) to) )?unsubscribe\b|^(?:if you (?:no longer|do not|don['’]t) (?:wish|want) to receive|more majordomo info)\b|^(?:newsletter |pour vous |um sich )?(?:abmelden|abbestellen|abzumelden|se désabonner|se désinscrire|désabonner|désinscrire|darse de baja|cancelar (?:la |a )?(?:suscripción|inscrição)|descadastrar|отписаться|退订|取消订阅|退訂|取消訂閱|配信停止|수신거부|abonelikten çık|hủy đăng ký)(?![\p{L}\p{M}])/iu;
const LINK = /https?:\/\/|www\.|mailto:/i;
/** An address alone may be the one that somebody wants to be taken off the list. */
const LINK_OR_ADDRESS = /https?:\/\/|www\.|\S@\S/i;
const SAYS_HOW = /^(?:to|you (?:can|may)|click|if you|more majordomo|um sich|pour vous)\b/iu;
/** A list says why somebody got the mail. */
const SUBSCRIBED =
  /^you(?:['’]re| are)? ?(?:(?:have )?received|receiving|got)? ?this (?:message|e-?mail|mail|because)?.{0,40}(?:because|as) you(?:['’]re| are)? (?:subscribed|a member|on the list|receiving)/i;
/** The lines that Yahoo and Google Groups draw. */
const DRAWN_BY_LIST = /^(?:__[._,]{0,12}[.,][._,]{0,12}__|[-~]{2,4}-?~-{3,40}~[-~]{10,60}|-~-{5,40}~[-~]{10,60})$/;

/** Where a company is registered, as the law of some countries wants it said below its letters. */
const REGISTERED =
  /^.{2,80}\b(?:ltd|limited|plc|llp|inc)\b\.?,? (?:is )?(?:a (?:limited )?company )?(?:registered|incorporated) (?:in|office|at)\b/i;
/** The words without a capital that such a line has; a verb is none of them. */
const OF_REGISTER =
  /^(?:is|a|an|the|in|and|at|with|under|of|on|no|nr|number|numbers|company|registered|incorporated|office|offices|address|limited|liability|private|public|partnership|by|its|whose|as|trading|name|authorised|authorized|regulated|for|vat|registration|ltd|plc|llp|inc|house|road|street|floor)$/u;

const PAPER =
  /environment|environnement|umwelt|medio ?ambiente|meio ambiente|ambiente|milieu|miljö|miljø|środowisk|prostředí|окружающ|природ|环境|環境|地球|환경|çevre|môi trường|\btrees?\b|árbol|árvore|arbre/iu;
const PRINTED =
  /\bprint|imprim|ausdruck|drucke|stampar|afdruk|skriv(?:er)? ut|drukowa|wydruk|tisk|распечат|печат|打印|列印|印刷|인쇄|yazdır|\bin\b.*(?:ấn|mail)/iu;

/** What Streak puts below a mail to learn whether it is read: a letter that is hardly seen. */
const TRACKER = '\u1427';

/** A line that something added on its way, in itself. */
export function isAddedLine(line: Line | undefined): boolean {
  if (line?.text === TRACKER) return true;
  const text = (line?.text ?? '').replace(/^[*_|\s]{1,4}(?=\S)/u, '');
  if (text === '' || text.length > 600) return false;
  return isScanNote(text) || isRegistered(text) || isPrintNote(text);
}

/** Whoever was told that their mail is clean goes on to tell it in their own words. */
function isScanNote(text: string): boolean {
  return (
    !isPersonal(text) && !/^no virus.{10,40} (?:is|was)\b/iu.test(text) && SCANNED.some((pattern) => pattern.test(text))
  );
}

function isRegistered(text: string): boolean {
  return (
    REGISTERED.test(text) && (text.match(/(?<![\p{L}\p{M}'’])\p{Ll}+/gu) ?? []).every((word) => OF_REGISTER.test(word))
  );
}

const BEFORE_PRINTING =
  /^(?:(?:please )?think (?:twice )?before (?:you )?print|before (?:you )?print(?:ing)?(?: .{0,20}(?:e-?mail|message|mail))?,? (?:please )?(?:think|consider)|antes de imprimir|avant d['’]imprimer|prima di stampare|打印.{0,8}前|列印.{0,8}前|印刷.{0,8}前)/iu;

function isPrintNote(text: string): boolean {
  if (text.length > 200 || isPersonal(text)) return false;
  return BEFORE_PRINTING.test(text) || (PAPER.test(text) && PRINTED.test(text));
}

/** The line at which the footer of a list begins that is the end of the lines above `end`; undefined when there is none. */
export function listFooterStart(lines: readonly Line[], floor: number, end: number): number | undefined {
  let found: number | undefined;
  for (let at = end - 1; at > floor && at >= end - LINES; at--) {
    const text = lines[at]?.text ?? '';
    if (DRAWN_BY_LIST.test(text)) found = at;
    else if (isBlank(lines[at - 1]) || at - 1 === floor || found === at + 1) {
      if (isPersonal(text)) break;
      if (SUBSCRIBED.test(text)) found = at;
      else if (end - at <= LINES_OF_LEAVING && isWayOut(text, textOf(lines, at, end))) found = at;
    }
  }
  return found !== undefined && isAskedAbout(lines, floor, found) ? undefined : found;
}

/** How to leave a list; who wants to leave it asks, or gives an address. */
function isWayOut(text: string, rest: string): boolean {
  return LEAVING.test(text) && !asks(text) && (SAYS_HOW.test(text) ? LINK_OR_ADDRESS : LINK).test(rest);
}

/** A footer at once below a question, without a line between them, may be what the question is about. */
function isAskedAbout(lines: readonly Line[], floor: number, at: number): boolean {
  let above = at - 1;
  while (above > floor && isBlank(lines[above])) above--;
  return above > floor && /[?？:：]$/u.test(lines[above]?.text ?? '');
}

const LINES = 24;
const LINES_OF_LEAVING = 5;

function textOf(lines: readonly Line[], from: number, to: number): string {
  return lines
    .slice(from, to)
    .map(({ text }) => text)
    .join(' ');
}
