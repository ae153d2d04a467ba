import { headerOf } from '../mail.ts';
import { isOurs } from '../mail-facts.ts';
import { DELIVERY_HEADER } from '../outgoing-headers.ts';
import type { MailFilter } from '../verdict.ts';

/**
 * Our own mail coming back: forwarded by a customer's mailbox, or sent to ourselves. Answering it would be a loop. A
 * report about our mail has our headers inside, not on itself.
 */
export const ownMail: MailFilter = (mail, facts) => {
  if (mail.report) return undefined;
  if (headerOf(mail, DELIVERY_HEADER.toLowerCase()) !== undefined) {
    return { kind: 'own', reason: 'own-delivery-header', suspend: 'loop' };
  }
  const fromUs = mail.from.some((sender) => isOurs(sender.address, facts.ours));
  return fromUs ? { kind: 'own', reason: 'own-support-address', suspend: 'own_mail' } : undefined;
};
