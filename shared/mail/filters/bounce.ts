import { isEmail } from '../../people/text-rules.ts';
import { hasGivenUp, isDelayNotice } from '../bounces/delays.ts';
import { isTitleOfNonDelivery, tellsOfNonDelivery } from '../bounces/non-delivery.ts';
import { blocksInText } from '../bounces/report-fields.ts';
import { splitReport } from '../bounces/report-text.ts';
import { returnedHeaders } from '../bounces/returned-original.ts';
import { enhancedCodes, replyCode } from '../bounces/status-codes.ts';
import { headerOf, headersOf, type InboundMail } from '../mail.ts';
import { isFromNobody, type MailFacts } from '../mail-facts.ts';
import type { MailFilter, Verdict } from '../verdict.ts';
import { isAutomaticSubject } from './automatic-subjects.ts';
import { INTRODUCTIONS, OFFICES, POSTMASTER, REPORTER_NAMES, REPORTERS, SCANNERS, SUBJECTS } from './bounce-marks.ts';
import { isChallenge } from './challenges.ts';
import { isOfProduct } from './own-matter.ts';
import { asks, isAway, isByHand, isOfGoods, isOfMail, isOfOneself, isPassedOn, isSignedByHand } from './person-hand.ts';
import { announcedReport } from './report-type.ts';

/**
 * Reports that a mail of ours did not arrive: in the form of RFC 3464, and in the habits of servers that write them in
 * their own way. Words alone make no bounce, for people talk of bounces too: a program must have sent it, as far as the
 * envelope, the sender's name or the very structure show.
 */
export const bounce: MailFilter = async (mail, facts) => {
  const announced = announcedReport(mail);
  const byProgram = isByProgram(mail, facts);
  if (announced === 'delivery-status' || (hasReport(mail) && (byProgram || announced === ''))) {
    const { isSuccessReport } = await import('../bounce-report.ts');
    if (isSuccessReport(mail)) return { kind: 'auto-reply', reason: 'delivered-report' };
    return { kind: 'bounce', reason: 'delivery-status-report' };
  }
  if (isRejection(mail)) return { kind: 'bounce', reason: 'rejection-report' };
  if (announced !== undefined && announced !== '') return undefined;
  if (headerOf(mail, 'x-failed-recipients') !== undefined) return { kind: 'bounce', reason: 'x-failed-recipients' };
  return byWords(mail, facts, byProgram);
};

/** A report of its own, or one inside a mail that a gateway wrapped: people attach such, too. */
function hasReport(mail: InboundMail): boolean {
  if (mail.report?.kind !== 'delivery-status') return false;
  return !isWrapped(mail) || ((isReporter(mail) || isOfDeliverer(mail)) && !isSignedByHand(beginningOf(mail)));
}

function isWrapped(mail: InboundMail): boolean {
  return mail.report !== undefined && mail.attachments.every(({ contentType }) => !isReportPart(contentType));
}

function isReportPart(contentType: string): boolean {
  return /^(?:message|text|application)\/(?!(?:rfc822|global|partial)$)/.test(contentType);
}

/** How much of the other signs it takes depends on how sure a sign the sender is. */
async function byWords(mail: InboundMail, facts: MailFacts, byProgram: boolean): Promise<Verdict | undefined> {
  const found = (reason: string): Verdict => ({ kind: 'bounce', reason });
  if (isAutomaticSubject(mail.subject)) return undefined;
  const ofNobody = isFromNobody(mail, facts);
  const isSure = ofNobody || isReporter(mail);
  const hasSubject = SUBJECTS.some((mark) => mark.test(mail.subject));
  const hasTitle = hasSubject || isTitleOfNonDelivery(mail.subject);
  const introduced = BY_ITSELF.test(mail.text.trimStart().slice(0, 200));
  if (!byProgram && !hasTitle && !introduced && !givesBack(mail)) return undefined;
  const { lines } = splitReport(mail.text);
  if (byProgram && isSure && blocksInText(lines).length > 0) return found('delivery-status-text');
  const beginning = beginningOf(mail);
  const isAnswer = ANSWERS.test(mail.subject) || (isOfList(mail) && !isOfDeliverer(mail));
  if (!isSure && !(introduced && byProgram) && isAnswer) {
    return (await isTold(mail, beginning, hasTitle)) ? found('told-as-programs-do') : undefined;
  }
  if (byProgram && blocksInText(lines).length > 0) return found('delivery-status-text');
  if (ARRIVED.test(beginning) && !(await namesRecipients(mail)))
    return { kind: 'auto-reply', reason: 'delivered-report' };
  if (!isReporter(mail) && !hasCodes(beginning) && isChallenge(mail.subject, beginning)) return undefined;
  if (!hasSubject && !hasCodes(beginning) && isAway(beginning)) return undefined;
  const hasWords = tells(beginning);
  // Who delivers mail and tells that it failed needs no second sign, unless it asks as well.
  const tellsOfFailure = hasWords && isOfDeliverer(mail) && !asks(beginning);
  const marks = [hasTitle, hasWords, hasCodes(beginning), tellsOfFailure].filter(Boolean).length;
  if (isReporter(mail) && marks > 0) return found(hasSubject ? 'reporter-and-subject' : 'reporter-and-words');
  if ((isReporter(mail) || (ofNobody && isOfDeliverer(mail))) && returnedHeaders(mail).length > 0) {
    return found('reporter-and-original');
  }
  if (isReporter(mail) && (await namesRecipients(mail))) return found('reporter-and-recipient');
  if (ofNobody && hasSubject) return found('null-sender-and-subject');
  if (ofNobody && marks > 0 && (await namesRecipients(mail))) return found('null-sender-and-words');
  const mayBeByHand = !isAnnounced(mail) && isOfOffice(mail, beginning, hasTitle || THIN.test(mail.subject));
  if (marks > 1 && !mayBeByHand && (byProgram || givesBack(mail)) && (await namesRecipients(mail))) {
    return found('office-subject-and-words');
  }
  if (isOfPostmaster(mail) && !mayBeByHand && !asks(beginning)) {
    const isFailure = hasSubject || THIN.test(mail.subject);
    const reason = saidByPostmaster(mail, beginning, { isFailure, hasWords, hasMark: marks > 0 });
    if (reason !== undefined) return found(reason);
  }
  if (introduced && hasSubject && hasWords && !isByHand(beginning)) return found('program-introduces-itself');
  return (await isTold(mail, beginning, hasTitle)) ? found('told-as-programs-do') : undefined;
}

/** A postmaster's mail is a bounce by its subject if the text speaks of mail, or by the mail that it gives back. */
function saidByPostmaster(
  mail: InboundMail,
  beginning: string,
  { isFailure, hasWords, hasMark }: { isFailure: boolean; hasWords: boolean; hasMark: boolean },
): string | undefined {
  const isReturned = returnedHeaders(mail).length > 0;
  // Some say no more than their subject.
  const isBrief = BARE.test(beginning) || REPLIED.test(beginning) || enhancedCodes(beginning).length > 0;
  if (isFailure && (isBrief || isReturned || (hasWords && isOfMail(beginning)))) return 'postmaster-and-subject';
  return hasMark && isReturned ? 'postmaster-and-original' : undefined;
}

/** Nothing said, or whom it is about before anything else. */
const BARE = /^(?:\P{L}*$|\s*<?[^\s@]{1,100}@[^\s@:>]{1,200}>?:\s)/u;

/** A subject of one word, which says it all where a postmaster writes. */
const THIN =
  /^\W*(?:(?:mail|message|e-?mail|delivery) )?(?:failure|failed|fehler|delay(?:ed)?|error|bounced?|returned|rejected|refused|blocked|deferred|expired)\W*$/i;

function tells(text: string): boolean {
  const words = text.replace(ADDRESSES, 'somebody');
  return INTRODUCTIONS.some((mark) => mark.test(words.replace(/\s+/g, ' '))) || tellsOfNonDelivery(words);
}

/**
 * Whether a mail of nobody in particular, or one that passed a list, says what programs say, in their form: the failure
 * first, and whom it is about in a place of their own, with a code or with the mail that came back.
 */
async function isTold(mail: InboundMail, beginning: string, hasTitle: boolean): Promise<boolean> {
  if (FORWARDS.test(mail.subject) || (ANSWERS.test(mail.subject) && isOfPerson(mail))) return false;
  if (!(hasTitle || isOfDeliverer(mail) || !isAnswerable(mail))) return false;
  const own = beginning.split(/^>/m, 1).join('');
  if (isSignedByHand(own) || asks(own) || isPassedOn(own) || isOfGoods(own) || isOfOneself(own)) return false;
  if (isOfProduct(own)) return false;
  const isReturned = isOfList(mail) && returnedHeaders(mail).length > 0;
  const opening = isReturned ? own.slice(0, BANNERS_AT_MOST) : openingOf(own);
  const isReplied = REPLIED.test(own);
  if (!tells(opening) && !hasCodes(opening) && !(isReplied && isOfPostmaster(mail))) return false;
  if (isReturned && hasTitle) return true;
  const says = own.split('\n');
  const isOfQueue = isDelayNotice('', says) || hasGivenUp(says);
  const isProven = hasCodes(own) || isReplied || givesBack(mail) || isReturned || isOfQueue;
  const namesUs = mail.to.some(({ address }) => address !== '' && opening.toLowerCase().includes(address));
  if (!isProven && !(hasTitle && (namesUs || (TO_ITS_SENDER.test(opening) && (await isExplained(own)))))) return false;
  const { howRecipientsAreNamed } = await import('../bounce-report.ts');
  const named = howRecipientsAreNamed(mail, says);
  return named === 'listed' || (named === 'told' && (namesUs || isOfQueue || isTwofold(own)));
}
/** Whether a text says why a mail failed, as servers do. */
async function isExplained(text: string): Promise<boolean> {
  // Loaded when it is first needed: the words of all servers, in all languages.
  const { statusByWording } = await import('../bounces/wording.ts');
  return statusByWording(text) !== undefined;
}

/** A server's answer in a line of its own. */
const REPLIED =
  /^[^\n]{0,60}(?:error|reason|status|diagnostic|said|respon\w+|return\w+|repl(?:y|ied)|<<<)[^\n@]{0,60}\b5[0-5]\d\b|^\s*(?:smtp )?(?:error:? )?5[0-5]\d(?: ?- ?| )[A-Za-z][^\n]{0,200}$/im;

/** Whether a text says in two languages that a mail failed, as nobody does who writes to one. */
function isTwofold(text: string): boolean {
  const words = text.replace(ADDRESSES, 'somebody');
  return INTRODUCED_IN_ENGLISH.test(words.replace(/\s+/g, ' ')) && tellsOfNonDelivery(words);
}
const INTRODUCED_IN_ENGLISH =
  /\b(?:was|were|has been|could|can)(?: not|n['’]t) (?:be )?(?:delivered|sent)\b|undeliver(?:ed|able)|delivery (?:has )?failed/i;
/** Whose mail it is that failed, as programs say it to them. */
const TO_ITS_SENDER =
  /\b(?:your (?:e-?mail|message|mail)|(?:message|mail|e-?mail) (?:(?:that )?you sent|addressed to)|message (?:adressé|envoyé)|you (?:have )?sent|ihre? (?:nachricht|e-?mail|mail|sendung)|votre (?:message|courriel|courrier|mail|e-?mail)|(?:su|tu) (?:mensaje|correo)|(?:sua|a sua) mensagem|(?:seu|o seu) e-?mail|(?:il )?su[oa] (?:messaggio|e-?mail|mail)|uw (?:bericht|e-?mail|mail)|ditt meddelande|din (?:meddelelse|melding|e-?mail|e-?post)|twoja wiadomość|vaše? zpráv\w+)|ваше (?:письмо|сообщение)|[您你][的发發寄][^。\n]{0,8}(?:[邮郵信]件|信)|(?:お客様|あなた|お送り|送信)[^。\n]{0,12}メール|보내신|고객님/iu;
const FORWARDS = /^\s*(?:fwd?|wg|rv|tr|enc|i|vb|vl|vs|doorst|转发|轉寄|転送)\s*[:：]/iu;

/** The first paragraph of a text that says something, after the salutation. */
function openingOf(text: string): string {
  const paragraphs = text.split(/\n\s*\n/, 8).filter((each) => /[\p{L}\d]/u.test(each));
  const [first = '', second = ''] = paragraphs;
  const isShort = first.trim().length < SALUTATION_AT_MOST;
  const isSalutation = isShort && !tells(first) && /(?:[,，!！。.]|[您你]好\s*[：:]?)\s*$/u.test(first);
  if (isSalutation) return second;
  // Exchange describes the mail in the midst of its sentence.
  if (isShort && TO_ITS_SENDER.test(first)) return paragraphs.slice(0, 3).join('\n');
  return /^\s*[\p{L}-]{2,12}\s?[:：]\s[^\n]*@/u.test(first) && !hasCodes(first) ? '' : first;
}
const SALUTATION_AT_MOST = 60;
const BANNERS_AT_MOST = 600;

function beginningOf(mail: InboundMail): string {
  return splitReport(mail.text).lines.slice(0, LINES_OF_BEGINNING).join('\n').slice(0, BEGINNING_AT_MOST);
}

async function namesRecipients(mail: InboundMail): Promise<boolean> {
  // Loaded when it is first needed: it knows the words of all servers.
  const { failedRecipients } = await import('../bounce-report.ts');
  return failedRecipients(mail).length > 0;
}

/** What servers say of a mail that got there, who were asked to. */
const ARRIVED =
  /successful delivery notifications|\b(?:was|has been|were) successfully (?:delivered|relayed)\b|(?:erfolgreich zugestellt|remis avec succès|entregado correctamente|投递成功|配信しました)/iu;

const OF_LISTS = ['list-id', 'list-post', 'list-unsubscribe'] as const;
const ANSWERS = /^\s*(?:re|aw|fwd?|wg|sv|antw|rv|tr|回复|答复|转发)\s*[:：]/iu;

/** An address and what became of it. */
function hasCodes(text: string): boolean {
  if (!text.includes('@')) return false;
  if (enhancedCodes(text).length > 0) return true;
  const lines = text.split('\n');
  return lines.some((line, at) => line.includes('@') && (hasReply(line) || isAnswered(lines, at)));
}

function hasReply(line: string): boolean {
  return replyCode(line)?.startsWith('5') === true;
}

/** Whether an address alone in its line has a server's reply below it. */
function isAnswered(lines: readonly string[], at: number): boolean {
  if (!/^\s{0,20}(?:[\w -]{3,30}:\s*)?["'<]?[^\s@]{1,100}@[^\s@]{1,200}[">':]{0,3}$/.test(lines[at] ?? ''))
    return false;
  const next = lines.slice(at + 1, at + 3).find((line) => line.trim() !== '') ?? '';
  return /^\s*(?:\W{0,4}|.{0,40}: ?)[45][0-5]\d[ -]/.test(next);
}

/** Their full stops end no sentence. */
const ADDRESSES = /[^\s@]{1,100}@[^\s@:;,]{1,200}/g;

const LINES_OF_BEGINNING = 60;
const BEGINNING_AT_MOST = 6_000;
/** A program that says who it is before it says anything else. */
const BY_ITSELF =
  /^(?:hi[.!]? |hello[,.]? )?[^\w>]{0,20}this (?:is (?:the|a) (?:[\w.-]{1,30} )?(?:mail (?:server|system|delivery)|program at|mailer)|is the (?:mail|qmail|postfix|e-?mail|mailer|dragonfly|haraka)|message was created automatically by|report relates to a message you sent|is an automatically generated)|^[^\w>]{0,20}(?:message from [\w.-]+\.\s+unable to deliver|your message\s+to:)/i;

/** Somebody whom reports come from, be it not only those. */
function isByProgram(mail: InboundMail, facts: MailFacts): boolean {
  if (isFromNobody(mail, facts) || isReporter(mail)) return true;
  if (isAnnounced(mail) || !isAnswerable(mail)) return true;
  return isOfDeliverer(mail) || mail.from.some(({ address }) => OFFICES.test(localPart(address)));
}

/** People write from such addresses too, web sites for them, and programs that only list what happened to many mails. */
function isOfOffice(mail: InboundMail, beginning: string, hasSubject: boolean): boolean {
  if (isSignedByHand(beginning) || isByHand(beginning)) return true;
  // A server's own reply is about a mail, whatever that was about.
  if (isOfProduct(beginning) && !REPLIED.test(beginning)) return true;
  if (isOfDeliverer(mail)) return false;
  return !hasSubject || asks(beginning) || isPassedOn(beginning) || isOfGoods(beginning);
}

/** Who delivers mail, by address or name: a failure that they tell of stays one where it passed a list. */
function isOfDeliverer(mail: InboundMail): boolean {
  // Some leave the address out, or half of it, or name nobody, whom no answer would reach.
  if (mail.from.length === 0) return isProgramName((headerOf(mail, 'from') ?? 'postmaster').slice(0, 79));
  return mail.from.some(({ name, address }) => {
    const local = localPart(address);
    return POSTMASTER.test(local) || SCANNERS.test(local) || isProgramName(name);
  });
}

function isOfPostmaster({ from }: InboundMail): boolean {
  return from.some(({ address }) => POSTMASTER.test(localPart(address)));
}

/** Whether a mail encloses one of those whom it is for, as nobody but a server does who could not deliver it. */
function givesBack(mail: InboundMail): boolean {
  const senders = headersOf(returnedHeaders(mail), 'from').join(' ').toLowerCase();
  return mail.to.some(({ address }) => address !== '' && senders.includes(address));
}

function isOfList(mail: InboundMail): boolean {
  return OF_LISTS.some((name) => headerOf(mail, name) !== undefined);
}

function isAnnounced(mail: InboundMail): boolean {
  return /^\s*auto-(?!no)/i.test(headerOf(mail, 'auto-submitted') ?? '');
}

/** Whether there is an address that a person could have. */
function isAnswerable(mail: InboundMail): boolean {
  return mail.from.some(({ address }) => isEmail(address));
}

/** Whose address and name are nobody's who delivers mail. */
function isOfPerson(mail: InboundMail): boolean {
  return isAnswerable(mail) && !isOfDeliverer(mail);
}

/** Headers that servers write on nothing but their reports. */
const OF_REPORTS = ['x-dsncontext', 'x-ms-exchange-message-is-ndr', 'x-ms-embedded-report'] as const;

function isReporter(mail: InboundMail): boolean {
  if (OF_REPORTS.some((name) => headerOf(mail, name) !== undefined)) return true;
  if (mail.from.some(({ address }) => REPORTERS.test(localPart(address)))) return true;
  // Some write their name where an address belongs.
  const header = headerOf(mail, 'from') ?? '';
  if (header.includes('@')) return false;
  const from = header.slice(0, 200).trim();
  return from === '<>' || /mailer-daemon|postmaster|mail delivery/i.test(from);
}

function isProgramName(name: string): boolean {
  return name.length < 80 && REPORTER_NAMES.test(name);
}

/** Without quotes, and without what gateways put around it: hosts, numbers, details. */
function localPart(address: string): string {
  const at = address.lastIndexOf('@');
  const local = (at < 0 ? address : address.slice(0, at)).replace(/["\\]/g, '').trim();
  return local
    .replace(/@.*/, '')
    .replace(/\s+/g, '-')
    .replace(/\+.*|[-_]\d{1,3}$/, '');
}

/** What a mailbox threw away by itself, with a reason, in the form of a receipt: the `reject` of Sieve (RFC 5429). */
function isRejection(mail: InboundMail): boolean {
  if (mail.report?.kind !== 'disposition') return false;
  const disposition = mail.report.blocks.map((block) => block.get('disposition')).find(Boolean) ?? '';
  return /automatic-action[^;]*;\s*deleted/i.test(disposition) && REJECTED.test(beginningOf(mail));
}
const REJECTED =
  /\b(?:automatically rejected|(?:was|has been) (?:rejected|refused)|refused (?:by|your)|quota exceeded|(?:could|was) not (?:be )?(?:accepted|delivered))\b|abgelehnt|zurückgewiesen|rejeté|refusé|rechazad|rejeitad|rifiutat|respint|geweigerd|отклонен|отклонён|拒绝|拒收|拒否|거부/iu;
