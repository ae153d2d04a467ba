import { isTitleOfNonDelivery } from '../bounces/non-delivery.ts';
import { blocksInText } from '../bounces/report-fields.ts';
import { splitReport } from '../bounces/report-text.ts';
import { returnedHeaders } from '../bounces/returned-original.ts';
import { enhancedCodes } from '../bounces/status-codes.ts';
import type { InboundMail } from '../mail.ts';
import { isFromNobody, type MailFacts } from '../mail-facts.ts';
import type { Verdict } from '../verdict.ts';
import { isAutomaticSubject } from './automatic-subjects.ts';
import { hasFormOfServers, isToldByProgram } from './bounce-form.ts';
import { SUBJECTS } from './bounce-marks.ts';
import {
  isAnnounced,
  isAnswerable,
  isByProgram,
  isOfDeliverer,
  isOfPostmaster,
  isOfProgramName,
  isReporter,
} from './bounce-senders.ts';
import {
  beginningOf,
  givesBack,
  hasCodes,
  introducesItself,
  isOfList,
  namesRecipients,
  quotesReply,
  tells,
  tellsOfArrival,
} from './bounce-signs.ts';
import { isChallenge } from './challenges.ts';
import { isOfProduct } from './own-matter.ts';
import {
  asks,
  isAway,
  isByHand,
  isOfGoods,
  isOfMail,
  isOfManyMails,
  isPassedOn,
  isSignedByHand,
} from './person-hand.ts';

/** What a mail shows that has no part by which a server reports. */
interface Seen {
  readonly mail: InboundMail;
  readonly beginning: string;
  /** Who sent it, the surest first. */
  readonly byReporter: boolean;
  readonly ofNobody: boolean;
  readonly byPostmaster: boolean;
  readonly byDeliverer: boolean;
  readonly byProgram: boolean;
  /** What its subject says: that a mail failed, in the words of servers, or in those of any language. */
  readonly hasSubject: boolean;
  readonly hasTitle: boolean;
  /** What its text says. */
  readonly hasWords: boolean;
  readonly hasCodes: boolean;
  readonly hasFields: boolean;
  readonly introduces: boolean;
  /** How many of these signs there are. */
  readonly marks: number;
  readonly isReturned: boolean;
  /** It is an answer, or passed a list, and nothing shows that a program sent it all the same. */
  readonly isAnswer: boolean;
  readonly mayBeByHand: boolean;
}

/** One way in which a mail shows what it is. */
interface Rule {
  readonly reason: string;
  readonly is: 'bounce' | 'arrival' | 'neither';
  readonly holds: (seen: Seen) => boolean | Promise<boolean>;
}

/** The first that holds decides. How much of the other signs it takes depends on how sure a sign the sender is. */
const RULES: readonly Rule[] = [
  bounceIf('delivery-status-text', ({ byProgram, hasFields, isAnswer }) => byProgram && hasFields && !isAnswer),
  bounceIf('told-in-an-answer', (seen) => seen.isAnswer && isTold(seen)),
  neitherIf('answer', ({ isAnswer }) => isAnswer),
  { reason: 'delivered-report', is: 'arrival', holds: saysOnlyOfArrival },
  neitherIf(
    'challenge',
    (seen) => !seen.byReporter && !seen.hasCodes && isChallenge(seen.mail.subject, seen.beginning),
  ),
  neitherIf('absence', ({ hasSubject, hasCodes, beginning }) => !hasSubject && !hasCodes && isAway(beginning)),
  bounceIf('reporter-and-subject', ({ byReporter, hasSubject }) => byReporter && hasSubject),
  bounceIf('reporter-and-words', ({ byReporter, marks }) => byReporter && marks > 0),
  bounceIf('reporter-and-original', ({ byReporter, isReturned }) => byReporter && isReturned),
  bounceIf('null-sender-and-original', (seen) => seen.ofNobody && seen.byDeliverer && seen.isReturned),
  bounceIf('reporter-and-recipient', ({ byReporter, mail }) => byReporter && namesRecipients(mail)),
  bounceIf('null-sender-and-subject', ({ ofNobody, hasSubject }) => ofNobody && hasSubject),
  bounceIf('null-sender-and-words', ({ ofNobody, marks, mail }) => ofNobody && marks > 0 && namesRecipients(mail)),
  bounceIf('announced-and-words', (seen) => isAnnounced(seen.mail) && tellsWhoFailed(seen)),
  bounceIf('nameless-and-words', (seen) => !isAnswerable(seen.mail) && tellsWhoFailed(seen)),
  bounceIf('deliverer-and-words', async (seen) => seen.byDeliverer && (await isInForm(seen)) && tellsWhoFailed(seen)),
  bounceIf('office-and-words', async (seen) => seen.byProgram && (await isInForm(seen)) && tellsWhoFailed(seen)),
  bounceIf('given-back-and-words', (seen) => givesBack(seen.mail) && tellsWhoFailed(seen)),
  bounceIf('postmaster-and-subject', (seen) => isTitledByPostmaster(seen) && isBrief(seen.beginning)),
  bounceIf('postmaster-subject-and-original', (seen) => isTitledByPostmaster(seen) && seen.isReturned),
  bounceIf('postmaster-subject-and-words', async (seen) => {
    if (!isTitledByPostmaster(seen) || !tellsOfMail(seen)) return false;
    return THIN.test(seen.mail.subject) || isInForm(seen);
  }),
  bounceIf('postmaster-and-original', (seen) => isOfPostmasterAlone(seen) && seen.marks > 0 && seen.isReturned),
  bounceIf('program-introduces-itself', isIntroduced),
  bounceIf('told-as-programs-do', (seen) => isTold(seen)),
];

/** What a mail without a report is by its words, and by which rule; undefined: no report of a server. */
export async function saidInWords(mail: InboundMail, facts: MailFacts): Promise<Verdict | undefined> {
  const seen = lookAt(mail, facts);
  if (!seen) return undefined;
  for (const { reason, is, holds } of RULES) {
    if (!(await holds(seen))) continue;
    return is === 'neither' ? undefined : { kind: is === 'bounce' ? 'bounce' : 'auto-reply', reason };
  }
  return undefined;
}

function bounceIf(reason: string, holds: Rule['holds']): Rule {
  return { reason, is: 'bounce', holds };
}

function neitherIf(reason: string, holds: Rule['holds']): Rule {
  return { reason, is: 'neither', holds };
}

/** Undefined where nothing at all speaks for a report, as in nearly every mail: the rest is not worth the time. */
function lookAt(mail: InboundMail, facts: MailFacts): Seen | undefined {
  const { subject } = mail;
  if (isAutomaticSubject(subject)) return undefined;
  const byProgram = isByProgram(mail, facts);
  const hasSubject = SUBJECTS.some((mark) => mark.test(subject));
  const hasTitle = hasSubject || isTitleOfNonDelivery(subject);
  const introduces = introducesItself(mail.text);
  if (!byProgram && !hasTitle && !introduces && !givesBack(mail)) return undefined;
  const beginning = beginningOf(mail);
  const byReporter = isReporter(mail);
  const ofNobody = isFromNobody(mail, facts);
  const byDeliverer = isOfDeliverer(mail);
  const isSure = byReporter || ofNobody || (introduces && byProgram);
  const hasWords = tells(beginning);
  const withCodes = hasCodes(beginning);
  // Who delivers mail and tells that it failed needs no second sign, unless it asks as well.
  const tellsOfFailure = hasWords && byDeliverer && !asks(beginning);
  return {
    mail,
    beginning,
    byReporter,
    ofNobody,
    byPostmaster: isOfPostmaster(mail),
    byDeliverer,
    byProgram,
    hasSubject,
    hasTitle,
    hasWords,
    hasCodes: withCodes,
    hasFields: blocksInText(splitReport(mail.text).lines).length > 0,
    introduces,
    marks: [hasTitle, hasWords, withCodes, tellsOfFailure].filter(Boolean).length,
    isReturned: returnedHeaders(mail).length > 0,
    isAnswer: !isSure && (ANSWERS.test(subject) || (isOfList(mail) && !byDeliverer)),
    mayBeByHand: !isAnnounced(mail) && mayBeByHand(mail, beginning, hasTitle || THIN.test(subject)),
  };
}
const ANSWERS = /^\s*(?:re|aw|fwd?|wg|sv|antw|rv|tr|回复|答复|转发)\s*[:：]/iu;

function isTold({ mail, beginning, hasTitle }: Seen): Promise<boolean> {
  return isToldByProgram(mail, beginning, hasTitle);
}

async function saysOnlyOfArrival({ mail, beginning }: Seen): Promise<boolean> {
  return tellsOfArrival(beginning) && !(await namesRecipients(mail));
}

/** Two signs of a failure and whom it is about, where nothing speaks for a person. */
async function tellsWhoFailed({ mail, marks, mayBeByHand }: Seen): Promise<boolean> {
  return marks > 1 && !mayBeByHand && (await namesRecipients(mail));
}

/** Who looks after mail writes of mails that do not arrive; programs are called so, or say it in the form of servers. */
async function isInForm({ mail, ofNobody, introduces, hasFields, beginning }: Seen): Promise<boolean> {
  return ofNobody || introduces || hasFields || isOfProgramName(mail) || hasFormOfServers(mail, beginning);
}

function isOfPostmasterAlone({ byPostmaster, mayBeByHand, beginning }: Seen): boolean {
  return byPostmaster && !mayBeByHand && !asks(beginning);
}

/** A subject of one word, which says it all where a postmaster writes. */
const THIN =
  /^\W*(?:(?:mail|message|e-?mail|delivery) )?(?:failure|failed|fehler|delay(?:ed)?|error|bounced?|returned|rejected|refused|blocked|deferred|expired)\W*$/i;

/** A postmaster's mail whose subject tells of a failure: one word says it there. */
function isTitledByPostmaster(seen: Seen): boolean {
  return isOfPostmasterAlone(seen) && (seen.hasSubject || THIN.test(seen.mail.subject));
}

/** Some say no more than their subject, whom it is about, or the code. */
function isBrief(beginning: string): boolean {
  return BARE.test(beginning) || quotesReply(beginning) || enhancedCodes(beginning).length > 0;
}
/** Nothing said, or whom it is about before anything else. */
const BARE = /^(?:\P{L}*$|\s*<?[^\s@]{1,100}@[^\s@:>]{1,200}>?:\s)/u;

function tellsOfMail({ hasWords, beginning }: Seen): boolean {
  return hasWords && isOfMail(beginning);
}

function isIntroduced({ introduces, hasSubject, hasWords, beginning }: Seen): boolean {
  return introduces && hasSubject && hasWords && !isByHand(beginning);
}

/** People write from such addresses too, web sites for them, and programs that only list what happened to many mails. */
function mayBeByHand(mail: InboundMail, beginning: string, hasSubject: boolean): boolean {
  if (isSignedByHand(beginning) || isByHand(beginning) || isOfManyMails(beginning)) return true;
  // A server's own reply is about a mail, whatever that was about.
  if (isOfProduct(beginning) && !quotesReply(beginning)) return true;
  if (isOfDeliverer(mail)) return false;
  return !hasSubject || asks(beginning) || isPassedOn(beginning) || isOfGoods(beginning);
}
