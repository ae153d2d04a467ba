import { isBlank, type Line } from './line.ts';
import { asks, isPersonal } from './personal.ts';

/*
 * What a company's server puts below every mail that leaves it: a text about the mail itself, that it is secret and what
 * somebody is to do who got it by mistake. Nobody speaks of themselves in it.
 */

/** Of a paragraph no more lines are looked at. */
const LINES = 40;
const SHORTEST = 50;
/** Scripts that say more with a letter. */
const SHORTEST_DENSE = 24;
const LONGEST = 6000;
/** Of one sentence. */
const LONGEST_SHORT = 300;
/** They begin with what they are about. */
const HEAD = 160;

const ITSELF = new RegExp(
  [
    String.raw`\b(?:this|the) (?:\p{L}+ ){0,2}(?:e-?mail|message|mail|communication|transmission|transmittal|correspondence)\b`,
    String.raw`\bthe information (?:contained|transmitted)\b|\bthe contents? of th`,
    String.raw`^\W{0,6}(?:\p{L}+ ){0,3}(?:disclaimer|confidentiality|legal notice|notice of confidentiality|privileged)\b`,
    String.raw`\bdiese[rs]? (?:\p{L}+ ){0,2}(?:e-?mail|mail|nachricht|mitteilung)\b|\bder inhalt dieser\b`,
    String.raw`\b(?:ce|cet|le présent) (?:\p{L}+ ){0,2}(?:e-?mail|mail|message|courriel|courrier)\b`,
    String.raw`\b(?:este|esta|el presente|la presente|o presente|a presente) (?:\p{L}+ ){0,2}(?:correo|mensaje|e-?mail|mensagem|comunicación|comunicação)`,
    String.raw`\b(?:questo|questa|il presente|la presente) (?:\p{L}+ ){0,2}(?:e-?mail|mail|messaggio|comunicazione)`,
    String.raw`\b(?:dit|deze|dit e-mail) ?(?:e-?mail)?(?:bericht|e-?mail|mail)\b|\bde inhoud van (?:dit|deze)\b`,
    String.raw`(?:данн|настоящ|эт)\p{L}{1,4} (?:\p{L}+ ){0,2}(?:сообщени|письм)|(?:цей|це|даний) (?:\p{L}+ ){0,2}(?:лист|повідомлення)`,
    `[本此该該这這](?:封|份)?(?:电子|電子)?(?:邮件|郵件|信件|电邮|電郵|讯息|訊息|信息)`,
    `(?:この|本)(?:電子)?(?:メール|Eメール|e-?mail)|(?:이|본) ?(?:전자 ?)?(?:메일|이메일|전자 ?우편|메시지)`,
    String.raw`\bbu (?:elektronik )?(?:e-?posta|mesaj|ileti)|(?:thư|e-?mail|tin nhắn)(?: điện tử)? này`,
    String.raw`\bt[ao] (?:wiadomość|zpráva|správa|e-mail)|niniejsz\p{L}+ (?:wiadomość|e-?mail)|\bdett?[ae] (?:e-?post)?(?:meddelande|e-?post|melding)|\bdenne (?:e-?mail|e-?post)|\bpesan ini|\be-?mail ini`,
  ].join('|'),
  'iu',
);

const SECRET =
  /confidential|privileged|intended|solely|sole use|vertraulich|bestimmt|confidentiel|exclusive|confiden[cz]ial|exclusiv|riservat|vertrouwelijk|uitsluitend|konfidentiel|fortrolig|poufn|důvěrn|dôvern|gizli|конфиденциальн|конфіденційн|предназначен|保密|机密|機密|仅供|僅供|仅限|僅限|秘密|기밀|비밀|대외비|bảo mật|rahasia/iu;

/** It tells whoever got it what to do in a case. */
const IF =
  /\bif you (?:have |are not )|\b(?:wenn|sollten|falls) sie\b|\bsi vous (?:avez|n['’]êtes|l['’]avez)|\bsi (?:usted )?(?:lo |la )?(?:ha recibido|no es)|\b(?:se|caso) (?:a |o |você )?(?:recebeu|não|tenha)|\bse (?:ha|avete|non) |если вы|якщо ви|如果[您你]|如[您你]|若[您你]|[您你]若|場合は|경우|nếu bạn|eğer /iu;

const MISTAKEN = new RegExp(
  [
    'in error|by mistake|mistakenly|unauthori[sz]ed|delet(?:e|ing)|destroy|disseminat|distribut|disclos|prohibited|recipient|addressee|whom (?:it is|they are) addressed',
    'irrtümlich|empfänger|adressat|unbefugt|vernicht|lösch|par erreur|destinataire|détrui|supprim|non autorisé|interdite?',
    'por error|destinatari|destinatári|elim[ií]n|por engano|por equivocaci|prohibid|proibid|per errore|ontvanger|geadresseerde|abusievelijk',
    'получател|адресат|ошиб|удалит|помилк|收件人|收信人|接收者|误收|誤收|错收|錯收|误发|誤發|删除|刪除|泄露|洩露|泄漏|洩漏|散发|散發|散布|未经|未經|接获|接獲',
    '受信者|宛先|誤って|誤送信|削除|破棄|수신인|수신자|삭제|잘못|무단|alıc|yanlış|siliniz|yetkisiz|người nhận|nhầm|xóa|xoá|adresat|omyl|usun|mottagare|modtager|penerima',
  ].join('|'),
  'iu',
);

/** It says what is never told of one's own affairs: that a mail came to the wrong one, or who may not use it. */
const ASTRAY =
  /in error|by mistake|mistakenly|erroneous|unauthori[sz]ed|prohibited|intended (?:recipient|addressee)|named (?:recipient|addressee)|whom (?:it is|they are) addressed|irrtümlich|versehentlich|unbefugt|nicht (?:der|für|gestattet)|par erreur|non autorisé|interdite?|por error|por engano|por equivocaci|prohibid|proibid|per errore|non autorizzat|abusievelijk|onbevoegd|ошиб|помилк|误收|誤收|错收|錯收|误发|誤發|未经|未經|接获|接獲|非指定|誤って|誤送信|잘못|무단|yanlış|yetkisiz|nhầm|omyl|misstag|fejl|не (?:являетесь|явля\p{L}+|предназнач)|pas (?:le|la|un|une) destinataire|no es (?:el|la|usted)|não (?:é|for) o|non (?:è|siete|sei) (?:il|la|uno)|niet (?:de|voor)|不是(?:指定|预期|預期|本|目标|收)|非(?:本|目标|預期|预期)|以外の|아닌|아니|değilseniz|không phải/iu;
/** In one sentence: what the mail may hold, or what whoever answers agrees to. */
const TERMS =
  /^\W{0,4}(?:this (?:e-?mail|message|communication)|the (?:contents?|information) (?:of|in) this (?:e-?mail|message))(?: and (?:any|its|all) (?:attachments?|files?(?: transmitted(?: with it)?)?))? (?:(?:may|might|could) (?:contain|be)|contains?|is|are) .{0,80}(?:confidential|privileged|proprietary)[^:;.!?]{0,160}\.?$|^\W{0,4}by (?:replying|responding|reading|opening|sending) .{0,60}(?:e-?mail|message).{0,20} you (?:agree|accept|consent|acknowledge)[^:;.!?]{0,160}(?:terms|conditions|polic(?:y|ies)|notice)[^:;.!?]{0,80}\.?$/iu;
/** What is told of somebody, or goes on behind a colon that leads to no address. */
const STORY =
  /(?<![\p{L}\p{M}'’])(?:he|she|they(?! are (?:addressed|intended))|them|him|his|somebody|someone|us|er|sie sind|il|elle|ils|он|она|они|ему|им)(?![\p{L}\p{M}])|(?<!其)[他她]|彼ら|[:：]\s?(?!\S*(?:@|www\.|https?:|\p{Nd}{3}))\p{Ll}/u;

/** A notice in one sentence: what to do with a mail that somebody got by mistake, or that it may say what is secret. */
const SHORT =
  /^\W{0,4}(?:please )?(?:if|wenn|falls|sollten|si|se|caso|en caso|если|如果|如|若|eğer)(?![\p{L}\p{M}]).{0,80}(?:in error|by mistake|por error|par erreur|per errore|por engano|por equivocaci|irrtümlich|versehentlich|ошиб|误收|誤收|错收|yanlışlıkla).{0,80}(?:delet|destroy|notify|inform|elim[ií]n|borr|supprim|détrui|apag|distrug|cancell|lösch|vernicht|удал|删除|刪除|sil)/iu;
/** Of what happened to somebody no company writes below all its mails. */
const MATTER =
  /\b(?:thie(?:f|ves)|scammers?|fraudsters?|hackers?|stolen|hacked|scammed)\b|\byour (?:\p{L}+ ){0,2}(?:team|department|agents?|support)\b|\b(?:transaction|txid|tx|order|ticket|withdrawal|deposit|wallet)(?: (?:id|hash|no\.?|number))?[ #:]{1,3}[\p{L}]{0,4}\p{Nd}|\b(?:your|the|this) (?:withdrawal|deposit|wallet)\b|(?:betrüger|dieb|voleur|escroc|ladrón|estafador|golpista|мошенник|вор)(?![\p{L}])|骗子|騙子|小偷|黑客|駭客|提现|提現|詐欺|사기꾼|dolandırıcı|kẻ lừa đảo/iu;

const HEADING =
  /^\W{0,8}(?:(?:\p{L}+ ){0,2}(?:disclaimer|confidentiality(?: notice| note| statement)?|legal notice|vertraulichkeitshinweis|avis de confidentialité|aviso legal|aviso de (?:privacidad|confidencialidad)|aviso de confidencialidade|hinweis)|免责声明|免責聲明|保密声明|保密聲明|重要提示|声明|聲明)\W{0,8}$/iu;

/** Whether lines say that the mail is secret and not for others, and begin by speaking of it. */
function isNotice(lines: readonly Line[]): boolean {
  const text = lines.map((line) => line.text).join(' ');
  if (isPersonal(text) || MATTER.test(text)) return false;
  if (text.length <= LONGEST_SHORT) {
    if (STORY.test(text)) return false;
    if (SHORT.test(text) || TERMS.test(text)) return true;
  }
  const isDense = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Hangul}/u.test(text.slice(0, 40));
  if (text.length < (isDense ? SHORTEST_DENSE : SHORTEST) || text.length > LONGEST) return false;
  if (!ITSELF.test(text.slice(0, HEAD)) || !(SECRET.test(text) || IF.test(text))) return false;
  return ASTRAY.test(text) || (MISTAKEN.test(text) && isAboutMail(text));
}

/** Whether every sentence is about the mail: whoever tells something in such words goes on to what it is about. */
function isAboutMail(text: string): boolean {
  if (STORY.test(text) || asks(text)) return false;
  const sentences = text.split(/[.!?。！？]+(?:\s|$)|[。！？]/u).filter((each) => /\p{L}/u.test(each));
  return sentences.every((each) => ITSELF.test(each) || SECRET.test(each));
}

/** The line at which such a text begins that ends above `end`; undefined when there is none above `floor`. */
export function disclaimerStart(lines: readonly Line[], floor: number, end: number): number | undefined {
  let top = end - 1;
  while (top > floor + 1 && end - top < LINES && !isBlank(lines[top - 1])) top--;
  let start = top;
  // At once below a name it begins with the line that speaks of the mail.
  while (start < end && !beginsNotice(headOf(lines, start, end))) start++;
  if (start === end || !isNotice(lines.slice(start, end))) return undefined;
  for (let above = start - 1; above > floor && above >= start - 3; above--) {
    if (HEADING.test(lines[above]?.text ?? '')) return above;
    if (!isBlank(lines[above])) break;
  }
  return start;
}

/** A line, with the next where it is broken. */
function headOf(lines: readonly Line[], at: number, end: number): string {
  const text = lines[at]?.text ?? '';
  return (at + 1 < end ? `${text} ${lines[at + 1]?.text}` : text).slice(0, Math.min(HEAD, text.length + HEAD / 4));
}

function beginsNotice(text: string): boolean {
  return ITSELF.test(text) || SHORT.test(text) || TERMS.test(text);
}
