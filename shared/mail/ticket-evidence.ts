import { headerOf, headersOf, type InboundMail, type MailHeader, messageIds } from './mail.ts';
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
/** Of what one mail says, so much is looked at for signatures of ours: the newest ids, the first recipients. */
const READ_AT_MOST = 500;
/** Numbers in one subject that are taken for ours. */
const NUMBERS_AT_MOST = 3;

/**
 * Every sign of the ticket a mail belongs to, the strongest first: the signed address it was sent to, signed ids of ours
 * in its references (newest first), any other id it refers to, and last the numbers in its subject, which anyone can type.
 * `original`: the headers of the mail that it reports on, whose signs count like its own.
 */
export function ticketEvidence(
  mail: InboundMail,
  facts: MailFacts,
  original: readonly MailHeader[] = mail.report?.originalHeaders ?? [],
): Evidence[] {
  const recipients = [
    ...facts.recipients,
    ...['delivered-to', 'x-original-to', 'x-forwarded-to'].flatMap((name) => headersOf(mail.headers, name)),
    ...[...mail.to, ...mail.cc].map((to) => to.address),
    ...headersOf(original, 'reply-to').map((value) => /[^\s<]+@[^\s>]+/.exec(value)?.[0] ?? ''),
  ];
  const own: Evidence[] = [];
  const foreign: Evidence[] = [];
  for (const [age, messageId] of referredIds(mail, original).entries()) {
    const id = readOwnMessageId(messageId, facts.ours.domain, facts.keys);
    if (id) own.push({ rule: 'own-reference', ticketId: id.ticketId, signed: true, toNotice: id.toNotice, age });
    else foreign.push({ rule: 'stored-reference', messageId, signed: false, age });
  }
  return distinct([
    ...recipients.slice(0, READ_AT_MOST).flatMap((address): Evidence[] => {
      const reply = readReplyAddress(address, facts.keys);
      return reply ? [{ rule: 'reply-address', ...reply, signed: true }] : [];
    }),
    ...own,
    ...foreign.slice(0, LOOKED_UP_AT_MOST),
    ...subjectNumbers(mail.subject),
  ]);
}

/** The ids a mail refers to, the one it answers first, then back in time. */
function referredIds(mail: InboundMail, original: readonly MailHeader[]): string[] {
  const threadTopic = messageIds(headerOf(mail, 'x-original-message-id'));
  return [
    ...new Set([
      ...mail.inReplyTo,
      ...mail.references.toReversed(),
      ...threadTopic,
      ...headersOf(original, 'references').flatMap(messageIds).toReversed(),
      ...headersOf(original, 'message-id').flatMap(messageIds),
    ]),
  ].slice(0, READ_AT_MOST);
}

/** Clients put the newest in front: `Re: [#15] Re: [#12] Hello`. */
function subjectNumbers(subject: string): Evidence[] {
  const numbers = [...subject.matchAll(/\[#([1-9][0-9]{0,14})\]/g)].map(([, number]) => Number(number));
  return [...new Set(numbers)]
    .slice(0, NUMBERS_AT_MOST)
    .map((ticketId) => ({ rule: 'subject-number', ticketId, signed: false }));
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
