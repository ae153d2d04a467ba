import { headerOf, type InboundMail } from '../mail.ts';
import { isFromNobody, type MailFacts } from '../mail-facts.ts';
import type { MailFilter } from '../verdict.ts';
import { FORWARDS } from './bounce-form.ts';
import { SUBJECTS } from './bounce-marks.ts';
import { saidInWords } from './bounce-rules.ts';
import { isByProgram, isOfDeliverer, isReporter } from './bounce-senders.ts';
import { beginningOf, hasCodes, tells } from './bounce-signs.ts';
import { asks, isByHand, isSignedByHand } from './person-hand.ts';
import { announcedReport } from './report-type.ts';

/**
 * Reports that a mail of ours did not arrive: in the form of RFC 3464, and in the habits of servers that write them in
 * their own way. Words alone make no bounce, for people talk of bounces too: a program must have sent it, as far as the
 * envelope, the sender's name or the very structure show.
 */
export const bounce: MailFilter = async (mail, facts) => {
  const announced = announcedReport(mail);
  if (announced === 'delivery-status' || hasReport(mail, facts)) {
    const { isSuccessReport } = await import('../bounce-report.ts');
    if (isSuccessReport(mail)) return { kind: 'auto-reply', reason: 'delivered-report' };
    return { kind: 'bounce', reason: 'delivery-status-report' };
  }
  if (isRejection(mail)) return { kind: 'bounce', reason: 'rejection-report' };
  if (announced !== undefined && announced !== '') return undefined;
  if (headerOf(mail, 'x-failed-recipients') !== undefined) return { kind: 'bounce', reason: 'x-failed-recipients' };
  return saidInWords(mail, facts);
};

/** A report of its own, or one inside a mail that a gateway wrapped: people attach such, too. */
function hasReport(mail: InboundMail, facts: MailFacts): boolean {
  if (mail.report?.kind !== 'delivery-status') return false;
  const beginning = beginningOf(mail);
  if (isWrapped(mail) && (isSignedByHand(beginning) || !(isReporter(mail) || isOfDeliverer(mail)))) return false;
  if (announcedReport(mail) === '' || isReporter(mail) || isFromNobody(mail, facts)) return true;
  return isByProgram(mail, facts) && isOfServer(mail, beginning);
}

/** Whether above a report stands what servers say, and nothing of somebody who shows it. */
function isOfServer(mail: InboundMail, beginning: string): boolean {
  const { subject } = mail;
  if (FORWARDS.test(subject) || isSignedByHand(beginning) || isByHand(beginning) || asks(beginning)) return false;
  // Gateways put their own words above it.
  if (isOfDeliverer(mail) && SUBJECTS.some((mark) => mark.test(subject))) return true;
  return beginning.trim() === '' || tells(beginning) || hasCodes(beginning);
}

function isWrapped(mail: InboundMail): boolean {
  return mail.report !== undefined && mail.attachments.every(({ contentType }) => !isReportPart(contentType));
}

function isReportPart(contentType: string): boolean {
  return /^(?:message|text|application)\/(?!(?:rfc822|global|partial)$)/.test(contentType);
}

/** What a mailbox threw away by itself, with a reason, in the form of a receipt: the `reject` of Sieve (RFC 5429). */
function isRejection(mail: InboundMail): boolean {
  if (mail.report?.kind !== 'disposition') return false;
  const disposition = mail.report.blocks.map((block) => block.get('disposition')).find(Boolean) ?? '';
  return /automatic-action[^;]*;\s*deleted/i.test(disposition) && REJECTED.test(beginningOf(mail));
}
const REJECTED =
  /\b(?:automatically rejected|(?:was|has been) (?:rejected|refused)|refused (?:by|your)|quota exceeded|(?:could|was) not (?:be )?(?:accepted|delivered))\b|abgelehnt|zurückgewiesen|rejeté|refusé|rechazad|rejeitad|rifiutat|respint|geweigerd|отклонен|отклонён|拒绝|拒收|拒否|거부/iu;
