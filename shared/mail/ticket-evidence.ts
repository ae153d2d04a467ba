import { headerOf, headersOf, type InboundMail, messageIds } from './mail.ts';
import type { MailFacts } from './mail-facts.ts';
import { readOwnMessageId, readReplyAddress } from './reply-token.ts';

/** One sign that a mail belongs to a ticket. `signed`: only somebody who got a mail of ours can have it. */
export type Evidence =
  | {
      readonly rule: 'reply-address';
      readonly ticketId: number;
      readonly signed: true;
      /** It is the address of a notice that was for staff only. */
      readonly toNotice: boolean;
    }
  | {
      readonly rule: 'own-reference';
      readonly ticketId: number;
      readonly signed: true;
      /** It is the id of a notice that was for staff only. */
      readonly toNotice: boolean;
      /** How far back it is: 0 for the mail that is answered. */
      readonly age: number;
    }
  | { readonly rule: 'stored-reference'; readonly messageId: string; readonly signed: false; readonly age: number }
  | { readonly rule: 'subject-number'; readonly ticketId: number; readonly signed: false };

/** Ids of one mail that are looked up at most; an honest mail names its parent and some of its ancestors. */
const LOOKED_UP_AT_MOST = 20;

/**
 * Every sign of the ticket a mail belongs to, the strongest first: the signed address it was sent to, signed ids of ours
 * in its references (newest first), any other id it refers to, and last the number in its subject, which anyone can type.
 */
export function ticketEvidence(mail: InboundMail, facts: MailFacts): Evidence[] {
  const report = mail.report?.originalHeaders ?? [];
  const recipients = [
    ...facts.recipients,
    ...['delivered-to', 'x-original-to', 'x-forwarded-to'].flatMap((name) => headersOf(mail.headers, name)),
    ...[...mail.to, ...mail.cc].map((to) => to.address),
    ...headersOf(report, 'reply-to').map((value) => /[^\s<]+@[^\s>]+/.exec(value)?.[0] ?? ''),
  ];
  const own: Evidence[] = [];
  const foreign: Evidence[] = [];
  for (const [age, messageId] of referredIds(mail).entries()) {
    const id = readOwnMessageId(messageId, facts.ours.domain, facts.keys);
    if (id) own.push({ rule: 'own-reference', ticketId: id.ticketId, signed: true, toNotice: id.toNotice, age });
    else foreign.push({ rule: 'stored-reference', messageId, signed: false, age });
  }
  return distinct([
    ...recipients.flatMap((address): Evidence[] => {
      const reply = readReplyAddress(address, facts.keys);
      return reply ? [{ rule: 'reply-address', ...reply, signed: true }] : [];
    }),
    ...own,
    ...foreign.slice(0, LOOKED_UP_AT_MOST),
    ...subjectNumber(mail.subject),
  ]);
}

/** The ids a mail refers to, the one it answers first, then back in time. */
function referredIds(mail: InboundMail): string[] {
  const original = mail.report?.originalHeaders ?? [];
  const threadTopic = messageIds(headerOf(mail, 'x-original-message-id'));
  return [
    ...new Set([
      ...mail.inReplyTo,
      ...mail.references.toReversed(),
      ...threadTopic,
      ...headersOf(original, 'references').flatMap(messageIds).toReversed(),
      ...headersOf(original, 'message-id').flatMap(messageIds),
    ]),
  ];
}

function subjectNumber(subject: string): Evidence[] {
  const number = /\[#([1-9][0-9]{0,14})\]/.exec(subject)?.[1];
  return number ? [{ rule: 'subject-number', ticketId: Number(number), signed: false }] : [];
}

function distinct(all: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>();
  return all.filter((evidence) => {
    const sign = JSON.stringify(evidence);
    if (seen.has(sign)) return false;
    seen.add(sign);
    return true;
  });
}
