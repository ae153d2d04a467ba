import { tellsOfOwnTrouble } from './own-matter.ts';
import { isAway } from './person-hand.ts';

/** How a sentence of somebody who is away begins who leaves themselves out of it. */
const AWAY_BRIEFLY =
  /^(?:(?:i am|i['’]m|i will be|i['’]ll be|we are|we['’]re) )?(?:currently |presently |now |still )?(?:out[- ]of[- ](?:the |my )?office|ooo\b|o\.o\.o\.|away (?:from|until|till|on)|on (?:\w+ )?(?:leave|vacation|holidays?|pto)\b)|^(?:actuellement|je suis actuellement) (?:absente?|en congés?)|^(?:derzeit|aktuell|zurzeit) (?:nicht im büro|abwesend|im urlaub|außer haus)/iu;
/** Until when, or that they come back. */
const COMES_BACK =
  /\b(?:until|till|through|back (?:on|in|at|to)|return(?:ing)?\b|from .{1,40} to\b|jusqu['’]|de retour|à partir|bis (?:zum|einschließlich|\w+tag|\d)|wieder (?:da|im|erreichbar)|ab dem)/iu;
/** What else stands in such notices: what becomes of mails, whom to ask, politeness, a name. */
const OF_NOTICES: readonly RegExp[] = [
  /^(?:i (?:will|shall) )?(?:be )?(?:back|returning?) (?:on|in|at|to|by)\b.{0,40}$/i,
  /urgent|emergenc|limited access|no access to|dringend|en cas d['’]urgence|weitergeleitet/iu,
  /^(?:and )?(?:i|we)(?:['’]ll| will| shall)(?: only| not)? (?:be (?:back|checking|returning|unable|reading)|return|reply|respond|get back|answer|read|check)\b/i,
  /^(?:during (?:this|that) time|in the meantime|meanwhile|if you need|for (?:anything|immediate|other|all))\b.{0,120}(?:@|contact|call|\d{4}|colleague|team)/i,
  /^(?:please |bitte |veuillez )?(?:contact|call|reach|e-?mail|wenden sie sich|contacter)\b.{0,100}(?:@|\d{4}|colleague|team|office)/i,
  /^(?:many )?(?:thank|thanks|merci|danke|vielen dank)\b.{0,80}$/i,
  /^(?:hi|hello|dear|hey|greetings|good (?:day|morning)|bonjour|hallo|guten tag|sehr geehrte)\b.{0,50}$/i,
  /^(?:(?:best|kind|warm|many) )?(?:regards|wishes|cheers|best|sincerely|cordialement|bien à vous|(?:mit )?(?:freundlichen?|viele|beste) gr(?:ü|ue)(?:ß|ss)en?)\b.{0,40}$/iu,
  /^this is an? (?:automat\w+|auto-?) ?(?:generated )?(?:response|reply|message|e-?mail)$/i,
  /^je serai de retour|^ich bin (?:ab|am|wieder)|^ab .{1,40} wieder/iu,
  /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’.-]*){0,3}$/u,
];
/** What leads on to what somebody wants. */
const GOES_ON = /\b(?:so|but|because|please|therefore|donc|mais|veuillez|also|aber|daher|bitte)\b/i;
const SENTENCES_AT_MOST = 12;
const NOTICE_AT_MOST = 700;

/** Whether a text is a notice of somebody who is away, and quotes nothing of what it answers: people quote, or want something. */
export function tellsOfAbsence(text: string): boolean {
  if (text.length > SHORT || tellsOfOwnTrouble(text)) return false;
  if (isAbsenceNotice(text)) return true;
  return isAway(text) && UNTIL_THEN.test(text) && !/^>|[?？]|:\s*$/m.test(text);
}
const UNTIL_THEN =
  /urgent|emergenc|limited access|no access to (?:my )?e-?mail|(?:will|shall) (?:reply|respond|answer|get back|read)[^.\n]{0,40}(?:when|upon|after|as soon|on my return)|will not be forwarded|dringend|weitergeleitet|wenden sie sich|beantworte|en cas d['’]urgence|dès mon retour|en caso de urgencia|a mi regreso|em caso de urgência|in caso di urgenza|al mio rientro|spoed|bij terugkomst|紧急|緊急|急事|尽快(?:给您)?回复|无法及时|お急ぎ|戻り次第|급한|복귀|срочн|по возвращении/iu;
const SHORT = 1_500;

/** Whether a text is a notice of somebody who is away until some time, and has no other sentence than such notices have. */
function isAbsenceNotice(text: string): boolean {
  const said = text.trim();
  if (said.length === 0 || said.length > NOTICE_AT_MOST || /^>|[?？]|:\s*$/m.test(said)) return false;
  const sentences = said
    .split(/[.!]+(?=\s|$)|,?\n+/, SENTENCES_AT_MOST + 1)
    .map((sentence) => sentence.trim().replace(/,$/, ''))
    .filter((sentence) => sentence !== '');
  if (sentences.length > SENTENCES_AT_MOST) return false;
  const away = sentences.filter(
    (sentence) => !GOES_ON.test(sentence) && (AWAY_BRIEFLY.test(sentence) || isAway(sentence)),
  );
  const rest = sentences.filter((sentence) => !away.includes(sentence));
  if (away.length === 0 || !rest.every((sentence) => OF_NOTICES.some((each) => each.test(sentence)))) return false;
  return sentences.some((sentence) => COMES_BACK.test(sentence));
}
