import { type MailKeys, ownMessageId, replyAddress } from './reply-token.ts';

/** Our own id of a delivery, on every mail we send: copies of one mail share it, and our mail coming back is known by it. */
export const DELIVERY_HEADER = 'X-Moorline-Delivery';

/** Ids that a header carries at most: the first, which roots the thread, and the newest. */
const REFERENCES_AT_MOST = 12;

/** Whose words a mail brings: a person's, a machine's answer to a mail, or something a machine says by itself. */
export type Voice = 'person' | 'auto-replied' | 'auto-generated';

/** What the headers of a mail depend on. Ids are without angle brackets. */
export interface OutgoingMail {
  readonly deliveryId: string;
  readonly ticketId: number;
  readonly commentId: number;
  readonly rootCommentId: number;
  readonly voice: Voice;
  /** It is for staff only, and so is what answers it. */
  readonly isNotice: boolean;
  readonly supportAddress: string;
  /** The customer's last mail and those before it, oldest first. */
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
}

/** Headers that make an answer find its ticket, a mail its thread, and other machines keep silent. */
export interface ThreadHeaders {
  readonly replyTo: string;
  readonly inReplyTo: string | undefined;
  readonly references: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * SES replaces `Message-ID`, so identity travels in the signed reply address and in signed ids among the references: one
 * that every mail of the ticket carries, by which clients keep them together, and last one for the comment. Address and
 * last id say whether the mail is a notice: some clients answer without the one, some without the other.
 */
export function threadHeaders(mail: OutgoingMail, domain: string, keys: MailKeys): ThreadHeaders {
  const { ticketId, commentId, rootCommentId, isNotice } = mail;
  const root = ownMessageId({ ticketId, commentId: rootCommentId, toNotice: false }, domain, keys);
  const own = ownMessageId({ ticketId, commentId, toNotice: isNotice }, domain, keys);
  const theirs = mail.references.filter((id) => id !== root && id !== own);
  const newest = theirs.slice(-REFERENCES_AT_MOST);
  const references = [...new Set([...newest.slice(0, 1), root, ...newest.slice(1), own])];
  return {
    replyTo: replyAddress(mail.supportAddress, ticketId, keys, isNotice),
    inReplyTo: mail.inReplyTo ?? root,
    references,
    headers: { [DELIVERY_HEADER]: mail.deliveryId, ...machineHeaders(mail.voice) },
  };
}

/** What keeps other machines from answering ours (RFC 3834, and what Exchange reads). A person's words carry none of it. */
function machineHeaders(voice: Voice): Record<string, string> {
  if (voice === 'person') return {};
  return {
    'Auto-Submitted': voice,
    'X-Auto-Response-Suppress': 'DR, RN, NRN, OOF, AutoReply',
    ...(voice === 'auto-replied' ? { Precedence: 'auto_reply' } : {}),
  };
}
