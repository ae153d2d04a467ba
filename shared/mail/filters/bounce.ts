import { blocksInText } from '../bounces/report-fields.ts';
import { splitReport } from '../bounces/report-text.ts';
import { returnedHeaders } from '../bounces/returned-original.ts';
import { enhancedCodes, replyCode } from '../bounces/status-codes.ts';
import { headerOf, headersOf, type InboundMail } from '../mail.ts';
import { isFromNobody, type MailFacts } from '../mail-facts.ts';
import type { MailFilter, Verdict } from '../verdict.ts';
import { isAutomaticSubject } from './automatic-subjects.ts';
import { INTRODUCTIONS, OFFICES, POSTMASTER, REPORTER_NAMES, REPORTERS, SUBJECTS } from './bounce-marks.ts';
import { isChallenge } from './challenges.ts';
import { asks, isOfGoods, isPassedOn, isSignedByHand } from './person-hand.ts';
import { announcedReport } from './report-type.ts';

/**
 * Reports that a mail of ours did not arrive: in the form of RFC 3464, and in the habits of servers that write them in
 * their own way. Words alone make no bounce, for people talk of bounces too: a program must have sent it, as far as the
 * envelope, the sender's name or the very structure show.
 */
export const bounce: MailFilter = async (mail, facts) => {
  const announced = announcedReport(mail);
  const byProgram = isByProgram(mail, facts);
  if (announced === 'delivery-status' || (mail.report?.kind === 'delivery-status' && (byProgram || announced === ''))) {
    const { isSuccessReport } = await import('../bounce-report.ts');
    if (isSuccessReport(mail)) return { kind: 'auto-reply', reason: 'delivered-report' };
    return { kind: 'bounce', reason: 'delivery-status-report' };
  }
  if (announced !== undefined && announced !== '') return undefined;
  if (headerOf(mail, 'x-failed-recipients') !== undefined) return { kind: 'bounce', reason: 'x-failed-recipients' };
  return byWords(mail, facts, byProgram);
};

/** How much of the other signs it takes depends on how sure a sign the sender is. */
async function byWords(mail: InboundMail, facts: MailFacts, byProgram: boolean): Promise<Verdict | undefined> {
  const found = (reason: string): Verdict => ({ kind: 'bounce', reason });
  const ofNobody = isFromNobody(mail, facts);
  const isSure = ofNobody || isReporter(mail);
  const introduced = BY_ITSELF.test(mail.text.trimStart().slice(0, 200));
  if (!isSure && !(introduced && byProgram) && (ANSWERS.test(mail.subject) || (isOfList(mail) && !isOfDeliverer(mail))))
    return undefined;
  if (isAutomaticSubject(mail.subject)) return undefined;
  const { lines } = splitReport(mail.text);
  if (byProgram && blocksInText(lines).length > 0) return found('delivery-status-text');
  const beginning = lines.slice(0, LINES_OF_BEGINNING).join('\n').slice(0, BEGINNING_AT_MOST);
  if (!isReporter(mail) && !hasCodes(beginning) && isChallenge(mail.subject, beginning)) return undefined;
  const hasSubject = SUBJECTS.some((mark) => mark.test(mail.subject));
  const words = beginning.replace(/\s+/g, ' ').replace(ADDRESSES, 'somebody');
  const hasWords = INTRODUCTIONS.some((mark) => mark.test(words));
  // Who delivers mail and tells that it failed needs no second sign, unless it asks as well.
  const tellsOfFailure = hasWords && isOfDeliverer(mail) && !asks(beginning);
  const marks = [hasSubject, hasWords, hasCodes(beginning), tellsOfFailure].filter(Boolean).length;
  if (isReporter(mail) && marks > 0) return found(hasSubject ? 'reporter-and-subject' : 'reporter-and-words');
  if ((isReporter(mail) || (ofNobody && isOfDeliverer(mail))) && returnedHeaders(mail).length > 0) {
    return found('reporter-and-original');
  }
  if (ofNobody && hasSubject) return found('null-sender-and-subject');
  if (ofNobody && marks > 0 && (await namesRecipients(mail))) return found('null-sender-and-words');
  const mayBeByHand = !isAnnounced(mail) && isOfOffice(mail, beginning, hasSubject);
  if (marks > 1 && !mayBeByHand && (byProgram || givesBack(mail)) && (await namesRecipients(mail))) {
    return found('office-subject-and-words');
  }
  return introduced && hasSubject && hasWords ? found('program-introduces-itself') : undefined;
}

async function namesRecipients(mail: InboundMail): Promise<boolean> {
  // Loaded when it is first needed: it knows the words of all servers.
  const { failedRecipients } = await import('../bounce-report.ts');
  return failedRecipients(mail).length > 0;
}

const OF_LISTS = ['list-id', 'list-post', 'list-unsubscribe'] as const;
const ANSWERS = /^\s*(?:re|aw|fwd?|wg|sv|antw|rv|tr|回复|答复|转发)\s*[:：]/iu;

/** An address and what became of it. */
function hasCodes(text: string): boolean {
  if (!text.includes('@')) return false;
  return enhancedCodes(text).length > 0 || text.split('\n').some((line) => line.includes('@') && hasReply(line));
}

function hasReply(line: string): boolean {
  return replyCode(line)?.startsWith('5') === true;
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
  if (isAnnounced(mail)) return true;
  return isOfDeliverer(mail) || mail.from.some(({ address }) => OFFICES.test(localPart(address)));
}

/** People write from such addresses too, web sites for them, and programs that only list what happened to many mails. */
function isOfOffice(mail: InboundMail, beginning: string, hasSubject: boolean): boolean {
  if (isSignedByHand(beginning)) return true;
  if (isOfDeliverer(mail)) return false;
  return !hasSubject || asks(beginning) || isPassedOn(beginning) || isOfGoods(beginning);
}

/** Who delivers mail, by address or name: a failure that they tell of stays one where it passed a list. */
function isOfDeliverer(mail: InboundMail): boolean {
  // Some leave the address out, or half of it, or name nobody, whom no answer would reach.
  if (mail.from.length === 0) return isProgramName((headerOf(mail, 'from') ?? 'postmaster').slice(0, 79));
  return mail.from.some(({ name, address }) => POSTMASTER.test(localPart(address)) || isProgramName(name));
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

function isReporter(mail: InboundMail): boolean {
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

function localPart(address: string): string {
  const at = address.lastIndexOf('@');
  return (at < 0 ? address : address.slice(0, at)).replace(/\+.*|[-_]\d{1,3}$/, '');
}
