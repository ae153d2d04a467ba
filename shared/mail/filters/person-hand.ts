/** How people end a letter, alone in its line; what follows is their name. */
const CLOSING =
  /^\s{0,10}(?:(?:with )?(?:kind|best|warm|many) (?:regards|wishes|thanks)|regards|best|thanks|thank you|cheers|sincerely|yours \w{1,12}|(?:mit )?(?:freundlichen?|besten?|viele) gr(?:ü|ue)(?:ß|ss)en?|cordialement|bien à vous|(?:un )?saludos?(?: cordial(?:es)?)?|atenciosamente|cordiali saluti|с уважением|met vriendelijke groet|谢谢|謝謝|此致|よろしくお願いします|감사합니다)[ ,.!。,！]{0,3}([^\n]{0,60})\n?\s{0,10}([^\n]{0,80})/gimu;
const OF_PROGRAM =
  /post ?master|daemon|system|server|mail|administrator|admin\b|support|team|service|管理员|系统|邮件|小组|团队/iu;
/** A question mark that ends a sentence, which those of links do not. */
const QUESTION = /^[^>\n][^\n]{0,400}?\p{L}[?？](?:\s|$)/mu;
/** Fields of a form on a web site, and remarks in a tracker of faults. */
const FORM = [
  /^\s{0,10}(?:(?:your |full |first )?name|nom|nombre|nome|姓名|e-?mail(?: address)?|phone)\s?[:：]/imu,
  /^\s{0,10}(?:(?:your )?(?:message|comments?|enquiry|question)|nachricht|mensaje|mensagem|messaggio|留言|内容)\s?[:：]/imu,
] as const;
const REMARK = /^[^\n]{1,80}\b(?:commented|added a comment)(?: on [^\n]{1,80})?:/imu;

const GOODS =
  /\b(?:orders?|parcel|package|shipment|bestellung|paket|sendung|colis|commande|pedido|encomenda|paquete|pacco|ordine|pakket|bestelling|paczk\w+|zamówieni\w+|zásilk\w+|balík\w*|csomag\w*|kargo\w*|sipariş\w*)\b|посылк|заказ|бандерол|包裹|订单|訂單|快递|快遞|荷物|商品|注文|택배|주문|พัสดุ|bưu kiện|đơn hàng/iu;
const MAIL =
  /\b(?:e-?mails?|mails?|messages?|mailbox|recipients?|nachricht|empfänger|courriel|destinataires?|mensaje|destinatarios?|mensagem|messaggio|bericht|wiadomo\w+|zpráv\w*|üzenet\w*|[iİ]leti\w*)\b|письм|сообщени|邮件|郵件|メール|메일/iu;

/** Whether a text speaks of things that a carrier brings, and of no mail. */
export function isOfGoods(text: string): boolean {
  return GOODS.test(text) && !MAIL.test(text);
}

/** Whether a text speaks of mail, or names an address of it. */
export function isOfMail(text: string): boolean {
  return MAIL.test(text) || /[^\s@]@[\w-]+\./.test(text);
}

/** Whether a text that may be a program's report is signed by somebody. */
export function isSignedByHand(text: string): boolean {
  return [...text.matchAll(CLOSING)].some(
    ([, rest = '', next = '']) => isName(rest) || (rest.trim() === '' && isName(next)),
  );
}

/** Whether a text came by a form or a tracker of faults. */
export function isPassedOn(text: string): boolean {
  return REMARK.test(text) || FORM.every((field) => field.test(text));
}

/** Whether it asks; servers that explain themselves ask too, in headings. */
export function asks(text: string): boolean {
  return QUESTION.test(text);
}

/** Whether somebody asks about themselves; notices ask whether it is urgent. */
export function asksForOneself(text: string): boolean {
  const [question = ''] = /[^.!。！\n]{1,400}\p{L}[?？](?=\s|$)/u.exec(text) ?? [];
  return isOfOneself(question);
}

function isName(line: string): boolean {
  return /^\s*\p{Lu}|^\s*\p{Lo}{2}/u.test(line) && !OF_PROGRAM.test(line);
}

const AWAY_NOW =
  /\b(?:i am|i['’]m|i will be|we are) (?:currently |presently )?(?:out of (?:the |my )?office|away from (?:the|my) (?:office|desk|mail)|away (?:until|till|from)|on (?:annual |maternity |parental |sick |business )?(?:vacation|leave|holiday|trip))|ich bin [^\n]{0,50}(?:nicht im (?:büro|haus)|abwesend|außer haus|im urlaub)|je suis [^.\n]{0,30}(?:absente?|en congés?|en vacances)|(?:estoy|estaré) [^.\n]{0,30}(?:fuera de la oficina|de vacaciones|ausente)|estou [^.\n]{0,30}(?:fora do escritório|de férias|ausente)|sono [^.\n]{0,30}(?:fuori (?:ufficio|sede)|in ferie|assente)|ik ben [^\n]{0,50}(?:afwezig|niet (?:op kantoor|aanwezig)|met vakantie)|(?:正在|现在|目前|于)[^。\n]{0,12}(?:休假|外出|出差|度假)|不在(?:办公室|辦公室|公司)|休暇をいただ|不在にして|휴가 중|부재 중|(?:нахожусь|буду) [^.\n]{0,20}(?:в отпуске|в командировке)/iu;

/** Whether somebody says that they are away for now. */
export function isAway(text: string): boolean {
  return AWAY_NOW.test(text);
}

/** Somebody who speaks of themselves. Programs do so to say that they are sorry. */
const OF_ONESELF =
  /\bI (?:got|get|received|have|had|can|need|want|tried|sent|think|do|did|would|still|never|just)\b|\bI['’](?:ve|d|ll)\b|\b[Mm]y\b|\b[Mm]e\b|\b[Ww]e (?:got|get|received|have|tried|sent|need|never)\b|我|你们|你們|贵司|貴社|\b(?:ich|mein\w*|mir|mich)\b|\b(?:je|mon|ma|mes|moi)\b|\bj['’]|\b(?:mi|mis|yo|meu|minha|eu|mim|mio|mia|ik|mij|mijn|jag|mig|mitt|jeg|mnie|moja|mój|ben|bana|benim)\b|(?:^|\s)(?:[Яя]|[Мм](?:ой|оя|оё|не|еня|ы)|[Нн]ам)(?=\s)|(?<!\p{L})[Tt]ôi(?!\p{L})|\b(?:adresim|hesabım|telefonum|e-?postam)\p{L}{0,3}|御社|弊社|お世話に|私|僕|저는|제가|저희가/u;

/** Whether somebody speaks of themselves in a text. */
export function isOfOneself(text: string): boolean {
  return OF_ONESELF.test(text);
}

/** What programs say of themselves, and places that hold the letters of a pronoun. */
const OF_PROGRAMS =
  /[^\s@]{1,100}@[^\s@:;,]{1,200}|\b[\w-]+(?:\.[\w-]+)+\b|\bje\b(?! (?:n['’e]|suis|vous|veux|voudrais|ne|me|demande))|\b[Nn]ie ma\b|\b[Ww]e have (?:been|not|tried|un)\b|\bI(?:['’](?:m|ve|ll)| am| was| have| could| can| will| tried)(?: been)? (?:not |un)?(?:sorry|afraid|given up|giving up|able|tried|deliver\w*|keep|the )/g;
/** What only somebody asks for who waits for an answer. */
const DEMANDS =
  /\b(?:I (?:[a-z]+ed\b|run|see|copied|pasted|am (?!sorry|afraid)|wrote|lost)|please (?!(?:contact|notify|inform|e-?mail|mail|call|reach|forgive|excuse|let|forward|send|provide|tell)\b)[a-z]+ (?:us|me|our|my)\b|our (?:e-?)?mails?\b(?! (?:server|system|gateway|filter|admin|team|polic|host|service|relay|router|security))|(?:tell|send|help|give|answer|pay) us|please (?:help|fix|mend|look|send (?!(?:this|your|the) (?:report|mail|message)))|(?:what|why) (?:now|is)\b|could you)\b/i;

/** Several mails of the reader's: a server reports of the one that it has in hand. */
const MANY_MAILS =
  /\byour (?:e-?mails|mails|newsletters|notifications)\b|\b(?:ihre|eure) (?:e-?)?(?:mails|nachrichten)\b|\bvos (?:e-?mails|mails|messages|courriels)\b|\bsus (?:correos|mensajes|e-?mails)\b|\b(?:seus|vossos) e-?mails\b|\b(?:suas|vossas) mensagens\b|\b(?:suoi|vostri) messaggi\b|\b(?:sue|vostre) (?:e-?)?mail\b|ваши(?:ми)? (?:письма|сообщения)|e-?postalarınız|mesajlarınız|\b(?:wasze|państwa) (?:wiadomości|maile)\b|\b(?:uw|jullie) (?:(?:e-?)?mails|berichten)\b/iu;

/** Whether a text begins with what becomes of mails as such, before any code of a server. */
export function isOfManyMails(text: string): boolean {
  const [opening = ''] = text.slice(0, OPENING_AT_MOST).split(/(?<![\w.])[45]\d\d(?![\w.])/u, 1);
  return MANY_MAILS.test(opening);
}
const OPENING_AT_MOST = 200;

/** Whether somebody speaks in a mail of one who may deliver mails as well. */
export function isByHand(text: string): boolean {
  const said = text.replace(OF_PROGRAMS, ' ');
  return isOfOneself(said) || DEMANDS.test(said);
}
