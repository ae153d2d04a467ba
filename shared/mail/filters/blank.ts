import type { MailFilter } from '../verdict.ts';

/** A mail without a subject, a word or a file says nothing that could be answered. */
export const blank: MailFilter = (mail) => {
  const empty = mail.text.trim() === '' && mail.subject === '' && mail.attachments.length === 0;
  return empty ? { kind: 'normal', reason: 'blank', suspend: 'blank' } : undefined;
};
