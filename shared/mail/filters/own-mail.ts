import { headerOf } from '../mail.ts';
import { isFromNobody, isOurs } from '../mail-facts.ts';
import { DELIVERY_HEADER } from '../outgoing-headers.ts';
import { readOwnMessageId } from '../reply-token.ts';
import type { MailFilter } from '../verdict.ts';
import { announcedReport } from './report-type.ts';

/**
 * Our own mail coming back: forwarded by a customer's mailbox, or sent to ourselves. Answering it would be a loop. A
 * report about our mail has our headers inside, not on itself.
 */
export const ownMail: MailFilter = (mail, facts) => {
  if (mail.report && (announcedReport(mail) !== undefined || isFromNobody(mail, facts))) return undefined;
  if (headerOf(mail, DELIVERY_HEADER.toLowerCase()) !== undefined) {
    return { kind: 'own', reason: 'own-delivery-header', suspend: 'loop' };
  }
  if (mail.messageId && readOwnMessageId(mail.messageId, facts.ours.domain, facts.keys)) {
    return { kind: 'own', reason: 'own-message-id', suspend: 'loop' };
  }
  const fromUs = mail.from.some((sender) => isOurs(sender.address, facts.ours));
  return fromUs ? { kind: 'own', reason: 'own-support-address', suspend: 'own_mail' } : undefined;
};
