import { headerOf } from '../mail.ts';
import type { MailFilter } from '../verdict.ts';

/** Reports of a mailbox provider that somebody called our mail spam (RFC 5965). */
export const complaint: MailFilter = (mail) => {
  if (mail.report?.kind === 'feedback') return { kind: 'complaint', reason: 'feedback-report' };
  const announced = /report-type\s*=\s*"?feedback-report/i.test(headerOf(mail, 'content-type') ?? '');
  return announced ? { kind: 'complaint', reason: 'feedback-report' } : undefined;
};
