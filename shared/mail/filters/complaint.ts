import { headerOf, type InboundMail } from '../mail.ts';
import { isFromNobody } from '../mail-facts.ts';
import type { MailFilter } from '../verdict.ts';
import { announcedReport } from './report-type.ts';

/** Desks of mailbox providers that pass on what their users complain about. */
const DESKS =
  /^(?:(?:fbl|feedback|feedback-?loop|complaints?|complaint-?feedback|abuse(?:-?reports?|-?feedback)?|spam(?:-?reports?|-?feedback|-?complaints?)|arf|scomp|jmrp|staff|fbl-?no-?reply)@|[\w.-]+@(?:fbl|arf|feedback|reports\.spamcop)\.)/i;
const SUBJECTS =
  /^\s*(?:(?:re|fwd?):\s*)?(?:complaint about message from|email feedback report for|(?:e-?mail )?(?:abuse|spam|feedback loop|feedback|fbl) (?:report|complaint|notification)|\[?spamcop\]?|customer complaint|.{0,40}\bspam complaint\b|report(?:ed)? (?:of )?(?:spam|abuse))/i;
/** Headers of complaints that are in no form of RFC 5965. */
const PRESENT = ['x-hmxmroriginalrecipient', 'x-xarf', 'x-arf', 'x-spamcop-sourceip'] as const;

/** Reports of a mailbox provider that somebody called our mail spam: by RFC 5965, and as some wrote them before. */
export const complaint: MailFilter = (mail, facts) => {
  const announced = announcedReport(mail);
  if (announced === 'feedback-report') return { kind: 'complaint', reason: 'feedback-report' };
  const byDesk = mail.from.some(({ address }) => DESKS.test(address));
  if (mail.report?.kind === 'feedback' && (byDesk || announced !== undefined || isFromNobody(mail, facts))) {
    return { kind: 'complaint', reason: 'feedback-report' };
  }
  const header = PRESENT.find((name) => headerOf(mail, name) !== undefined);
  if (header) return { kind: 'complaint', reason: header };
  return byDesk && SUBJECTS.test(mail.subject) && hasOriginal(mail)
    ? { kind: 'complaint', reason: 'complaint-desk-and-subject' }
    : undefined;
};

function hasOriginal(mail: InboundMail): boolean {
  return (
    mail.attachments.some(({ contentType }) => contentType.startsWith('message/')) ||
    /^(?:received|message-id|return-path|x-[\w-]+):/im.test(mail.text.slice(0, 20_000))
  );
}
