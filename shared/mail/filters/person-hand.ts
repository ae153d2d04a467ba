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
  /\b(?:orders?|parcel|package|shipment|bestellung|paket|sendung|colis|commande|pedido|paquete|pacco)\b|包裹|订单|訂單|快递|荷物|택배/iu;
const MAIL =
  /\b(?:e-?mails?|mails?|messages?|mailbox|recipients?|nachricht|empfänger|courriel|destinataires?|mensaje|destinatarios?|messaggio)\b|邮件|郵件|メール|메일/iu;

/** Whether a text speaks of things that a carrier brings, and of no mail. */
export function isOfGoods(text: string): boolean {
  return GOODS.test(text) && !MAIL.test(text);
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

function isName(line: string): boolean {
  return /^\s*\p{Lu}|^\s*\p{Lo}{2}/u.test(line) && !OF_PROGRAM.test(line);
}
