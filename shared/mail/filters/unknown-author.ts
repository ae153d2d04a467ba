import { isEmail } from '../../people/text-rules.ts';
import type { MailFilter } from '../verdict.ts';

/** A mail that names nobody who could be answered. */
export const unknownAuthor: MailFilter = (mail) => {
  const sender = mail.from[0]?.address ?? '';
  return isEmail(sender) ? undefined : { kind: 'normal', reason: 'no-usable-sender', suspend: 'unknown_author' };
};
