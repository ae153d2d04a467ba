import { headerOf } from '../mail.ts';
import type { MailFilter } from '../verdict.ts';

const REPORTER = /^(mailer-daemon|postmaster|mail-daemon|mail\.delivery\.(system|subsystem)|mdaemon)([@+.-]|$)/i;
const SUBJECT =
  /(undeliver(ed|able)|delivery (status notification|failure|has failed|delayed)|returned mail|mail delivery (failed|subsystem|system)|failure notice|could not be delivered|message not delivered|退信|系统退信|投递失败|無法傳遞|无法投递|邮件发送失败|未送达|退回的邮件)/iu;

/** Reports that a mail of ours did not arrive (RFC 3464), and the habits of servers that write them in their own way. */
export const bounce: MailFilter = (mail, facts) => {
  if (mail.report?.kind === 'delivery-status') return { kind: 'bounce', reason: 'delivery-status-report' };
  if (/report-type\s*=\s*"?delivery-status/i.test(headerOf(mail, 'content-type') ?? '')) {
    return { kind: 'bounce', reason: 'delivery-status-report' };
  }
  if (headerOf(mail, 'x-failed-recipients') !== undefined) return { kind: 'bounce', reason: 'x-failed-recipients' };
  const reporter = mail.from.some((sender) => REPORTER.test(sender.address));
  const nobody = facts.envelopeFrom === '' || headerOf(mail, 'return-path')?.trim() === '<>';
  if (reporter && SUBJECT.test(mail.subject)) return { kind: 'bounce', reason: 'reporter-and-subject' };
  if (nobody && SUBJECT.test(mail.subject)) return { kind: 'bounce', reason: 'null-sender-and-subject' };
  return undefined;
};
