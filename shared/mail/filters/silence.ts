import { headersOf, type InboundMail } from '../mail.ts';
import type { MailFilter } from '../verdict.ts';
import { tellsOfAbsence } from './absence.ts';
import { tellsOfOwnTrouble } from './own-matter.ts';
import { asks } from './person-hand.ts';
import { speaksOfAnswers } from './speaks-of-answers.ts';

/** Names of headers about automatic answers: `X-Autoreply`, `X-Auto-Reply-From`, `X-Mail-Autoreply`, `X-QQ-AutoReply`. */
export const ABOUT_ANSWERS = /(?:^|-)auto-?(?:repl(?:y|ied)|respond(?:er)?|response|answer(?:er)?)(?:-|$)/;
/** What they say where they forbid one. */
export const FORBIDS = /^\s*(?:do(?:[ -]?not|n['’]?t)\b|never|suppress|disabled?\b|forbid|skip|ignore)/i;
/** What a mail of Exchange wants nobody to send back. */
const SUPPRESSED = /\b(?:all|oof|autoreply|dr|rn|nrn)\b/i;
/** Those of them that mean answers, not reports ([MS-OXCMAIL], AutoResponseSuppress). */
const ANSWERS_SUPPRESSED = /\b(?:all|autoreply)\b/i;
const IN_BULK = /^\s*(?:first-class\/)?(?:bulk|junk)\b/i;

/**
 * People's mail that asks machines not to answer it: a person reads it and answers, we send nothing by ourselves. The
 * headers that ask are no sign of a machine, for servers, filters and lists write them on what people send too.
 */
export const unanswered: MailFilter = (mail) => {
  const reason = forbiddenBy(mail);
  return reason === undefined ? undefined : { kind: 'normal', reason, isUnanswered: true };
};

function forbiddenBy(mail: InboundMail): string | undefined {
  const suppressed = headersOf(mail.headers, 'x-auto-response-suppress');
  if (suppressed.some((value) => ANSWERS_SUPPRESSED.test(value))) return 'x-auto-response-suppress';
  if (isInBulk(mail)) return 'precedence';
  if (loopOfSender(mail)) return 'x-loop';
  // What was sent on by a machine, by which none may be answered (RFC 3834 section 2).
  if (headersOf(mail.headers, 'auto-submitted').some((value) => /auto-/i.test(value))) return 'auto-submitted';
  return mail.headers.find(({ name, value }) => ABOUT_ANSWERS.test(name) && FORBIDS.test(value))?.name;
}

/** By which header a mail asks machines for silence, if it does: a first sign of one, if anything else speaks for it. */
export function wishForSilence(mail: InboundMail): string | undefined {
  const suppressed = headersOf(mail.headers, 'x-auto-response-suppress');
  if (suppressed.some((value) => SUPPRESSED.test(value))) return 'x-auto-response-suppress';
  return loopOfSender(mail) ? 'x-loop' : undefined;
}

/** Whether a mail has the precedence of mass mail, which asks not to be answered (RFC 3834 section 3.1.8). */
export function isInBulk(mail: InboundMail): boolean {
  return ['precedence', 'x-precedence'].some((name) =>
    headersOf(mail.headers, name).some((each) => IN_BULK.test(each)),
  );
}

/** Programs that answer by a mail filter put their own address there, to know their mail again (procmailex). */
function loopOfSender(mail: InboundMail): boolean {
  return headersOf(mail.headers, 'x-loop').some((loop) =>
    mail.from.some(({ address }) => address !== '' && loop.toLowerCase().includes(address)),
  );
}

/** Addresses that nobody reads, or that are a program's. Those of desks are people's as well. */
const MACHINES =
  /^(?:(?:do-?)?no[nt]?[-_.]?(?:reply|respond|response)|ne-?pas-?repondre|no-?responder|nao-?responda)|(?:^|[-_.+])(?:notif\w*|alerts?|auto(?:mail|mat\w*|repl\w*|respon\w*|confirm)?|robot|bot|mailer)(?:[-_.+@]|$)/i;
/** What desks write before the subject of a mail that they received. */
const TICKET =
  /[[(#][^\]()]{0,40}\d[^\]()]{0,40}[\])]|\b(?:ticket|case|request|incident|req|inc)\b[ :#-]{1,3}\w{0,4}\d{2}|工单|受付番号/iu;
/** What became of it. */
const DONE =
  /\b(?:received|opened|created|updated|registered|assigned|resolved|closed)\b|eingegangen|erstellt|reçue?|créée?|recibid[oa]|creado|recebid[oa]|criado|ricevut[oa]|получен|создан|зарегистр|已(?:收到|受理|创建|關閉|关闭)|受け付け|접수/iu;
const ANSWER = /^\s*(?:re|aw|sv|antw|回复|答复)\s*[:：]/iu;

/** Whether a mail that asks for silence is a machine's by what else it is: its sender, its subject, its words. */
export function looksAutomatic(mail: InboundMail): boolean {
  const { subject, text, inReplyTo } = mail;
  if (isFromMachine(mail) || confirms(text)) return true;
  if (isOwnMatter(mail)) return false;
  // Ours have a number in brackets, too, which comes back in what people answer.
  const isNew = inReplyTo.length === 0 && !ANSWER.test(subject);
  const isReceipt = isNew && TICKET.test(subject) && (DONE.test(subject) || !speaksAsOne(text));
  return isInBulk(mail) || isReceipt || saysAutomatic(mail);
}

/** Whether a mail comes from an address of a machine. */
export function isFromMachine({ from }: InboundMail): boolean {
  return from.some(({ address }) => MACHINES.test(address.slice(0, Math.max(0, address.lastIndexOf('@')))));
}

/** Whether somebody tells what befell them, asks, or speaks above what they answer. */
export function isOwnMatter({ text }: InboundMail): boolean {
  const said = text.slice(0, LOOKED_AT);
  const own = said.split(/^>|^-{4,}/m, 1).join('');
  return asks(said) || tellsOfOwnTrouble(own) || speaksOfAnswers(own);
}
const LOOKED_AT = 5_000;

const SAYS =
  /\b(?:out of (?:the |my )?office|automat\w+ (?:reply|response|answer|message|generated)|auto-?(?:reply|response)|(?:please )?do not reply|will be forwarded)\b|请勿(?:直接)?回[复覆]|自動返信|自动回复/iu;
/** What desks and the absent say to whoever wrote: thanks for it, or that it is there. */
const RECEIVED =
  /\b(?:(?:have |has been |was |been )?received (?:your|and)|has been received|thank(?:s| you)(?: very much)? for (?:your (?:e-?mail|mail|message|enquiry|inquiry|request|interest|letter)|contacting|e-?mailing|writing|reaching out))|(?:ihre|deine) (?:nachricht|anfrage|e-?mail|mail)\b[^.\n]{0,40}(?:erhalten|eingegangen)|dank für (?:ihre|deine) (?:nachricht|anfrage|e-?mail|mail)|(?:avons|ai) bien reçu (?:votre|ton)|merci (?:de|pour) votre (?:message|e-?mail|mail|demande|courriel)|(?:hemos|he) recibido (?:su|tu)|gracias por (?:su (?:mensaje|correo|consulta)|contactar|escribir)|recebemos (?:a |o )?su?[ae]|obrigad[oa] (?:por|pel[oa]) (?:su|seu|entrar|contat)|abbiamo ricevuto|grazie per (?:il|la|aver)|(?:uw|je) (?:bericht|e-?mail|aanvraag)[^.\n]{0,30}ontvangen|bedankt voor (?:uw|je)|twoja wiadomość została|dziękujemy za|(?:письмо|обращение|заявк\p{L}*|сообщение)[^.\n]{0,30}(?:получен|принят|зарегистриров)|спасибо за (?:ваше )?(?:обращение|письмо)|(?:已|已经)(?:成功)?(?:收到|受理)[您你]|[您你]的(?:邮件|郵件|来信|來信)[^。\n]{0,10}(?:已|我们已)|感[谢謝][您你]的?(?:来信|來信|来函|邮件|郵件|咨询)|お問い合わせ(?:いただき|を(?:受け付け|承り))|(?:문의|메일)[^.\n]{0,12}(?:접수|감사)/iu;
/** What becomes of it then, which nobody else tells. */
const PROMISES =
  /\b(?:we|our team|team|someone|agents?|representatives?|specialists?|colleagues?|you will)\b[^.\n]{0,60}\b(?:answer|reply|respond|get back|be in touch|contact you|hear from us|a reply|an answer|review)|\bas soon as\b|\b(?:is|are|will be) (?:being |under )?(?:reviewed?|processed|handled)\b|reply to this e-?mail|(?:ticket|reference|request) (?:number|id)\b|\bwithin (?:the next )?\w+ (?:(?:business|working) )?(?:hours?|days?)|(?:will|shall) (?:be |get )?(?:back|respond|reply|answer)[^.\n]{0,40}(?:when|return|on my)|so (?:schnell|bald|rasch)|schnellstmöglich|melden uns|bearbeit|dans les (?:plus brefs|meilleurs)|dès (?:que|mon)|reviendrons|lo antes posible|en breve|a la brevedad|responderemos|o mais (?:breve|rápido)|em breve|il prima possibile|al più presto|zo (?:snel|spoedig)|najszybciej|ближайшее время|рассмотр|ответим|尽快|儘快|工作日内|順次|営業日|追って|빠른 시일|순차적/iu;

/** Whether a desk says that it got what somebody wrote, whatever that was about. */
function confirms(text: string): boolean {
  const said = text.trimStart().slice(0, BEGINNING);
  return CONFIRMS.test(said) && PROMISES.test(said) && !speaksAsOne(said) && !asks(said);
}
const CONFIRMS =
  /\byour (?:ticket|request|case|message|e-?mail|enquiry|inquiry|submission)\b[^.\n]{0,80}\b(?:has been|was|is) (?:received|registered|opened|created|logged)|(?:ihre|deine) (?:anfrage|nachricht|e-?mail)[^.\n]{0,60}(?:eingegangen|erhalten|registriert)|votre (?:demande|message)[^.\n]{0,60}(?:reçue?|enregistrée?)|su (?:solicitud|mensaje|consulta)[^.\n]{0,60}recibid[oa]|sua (?:solicitação|mensagem)[^.\n]{0,60}recebid[ao]|ваш\p{L}* (?:обращение|заявка|письмо|запрос)[^.\n]{0,60}(?:получен|принят|зарегистр)|[您你]的(?:邮件|来信|请求|工单|问题)[^。\n]{0,20}已经?(?:收到|受理|登记)/iu;

/** Whether a mail says of itself what only automatic answers say, be it that somebody is away. */
export function saysAutomatic(mail: InboundMail): boolean {
  const { subject, text } = mail;
  const said = text.trimStart().slice(0, BEGINNING);
  if (SAYS.test(subject) || SAYS.test(said)) return true;
  return (RECEIVED.test(said) && PROMISES.test(said) && !speaksAsOne(said)) || tellsOfAbsence(mail);
}
const BEGINNING = 600;

/** Whether one person speaks, and no desk. */
export function speaksAsOne(text: string): boolean {
  return AS_ONE.test(text.slice(0, LOOKED_AT));
}
const AS_ONE =
  /\bI\b|\b(?:my|me)\b|我(?![们們])|\b(?:ich|mein\w*|mir|mich)\b|\b(?:je|mon|mes|moi)\b|\bj['’]|\b(?:yo|mi|mis|eu|meu|minha|io|mio|mia|ik|mijn|ben|bana|benim|mnie|mój)\b|(?<!\p{L})(?:я|мой|моя|мне|меня|tôi)(?!\p{L})|私(?!ども|達|たち)|僕|저는|제가/iu;
