import { createHmac, timingSafeEqual } from 'node:crypto';

/** The deployment's key for mail, and the one before it while a rotation lasts. */
export interface MailKeys {
  readonly current: string;
  readonly previous?: string | undefined;
}

/** What a signed reply address of ours stands for. */
export interface ReplyTo {
  readonly ticketId: number;
  /** It went out on a notice for staff only: what they answer there is not for the customer. */
  readonly toNotice: boolean;
}

/** What a signed id of ours stands for. */
export interface OwnId {
  readonly ticketId: number;
  readonly commentId: number;
  /** It is the id of a notice for staff only, not of a message for the customer. */
  readonly toNotice: boolean;
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** 80 bits in base32: survives servers that change the case of addresses, and fits a local part. */
const TOKEN_BYTES = 10;

const TOKEN = '([a-z2-7]{16})';
const REPLY_DETAIL = new RegExp(`^[^+@]+\\+t([1-9][0-9]{0,14})(n?)\\.${TOKEN}@`);
const OWN_ID = new RegExp(`^t([1-9][0-9]{0,14})(n?)\\.c([1-9][0-9]{0,15})\\.${TOKEN}@(.+)$`);

/** The address an answer to a ticket's mail goes to: `support+t12.<signature>@example.com`; `t12n.` for a notice. */
export function replyAddress(supportAddress: string, ticketId: number, keys: MailKeys, toNotice = false): string {
  const at = supportAddress.lastIndexOf('@');
  const detail = `t${ticketId}${toNotice ? 'n' : ''}.${sign(keys.current, replyClaim({ ticketId, toNotice }))}`;
  return `${supportAddress.slice(0, at)}+${detail}${supportAddress.slice(at)}`;
}

/** What a reply address of ours stands for, or undefined when it is none or its signature is not ours. */
export function readReplyAddress(address: string, keys: MailKeys): ReplyTo | undefined {
  const [, id, kind, token] = REPLY_DETAIL.exec(address.trim().toLowerCase()) ?? [];
  if (!id || !token) return undefined;
  const reply = { ticketId: Number(id), toNotice: kind === 'n' };
  return isSigned(replyClaim(reply), token, keys) ? reply : undefined;
}

/**
 * An id of ours, without angle brackets, to travel in `References`: servers may replace `Message-ID`, never that. `t12n.`
 * for a notice, which some clients answer without its reply address.
 */
export function ownMessageId(own: OwnId, domain: string, keys: MailKeys): string {
  const { ticketId, commentId, toNotice } = own;
  return `t${ticketId}${toNotice ? 'n' : ''}.c${commentId}.${sign(keys.current, idClaim(own))}@${domain}`;
}

/** What an id in a header stands for, or undefined when it is not one that we signed. */
export function readOwnMessageId(messageId: string, domain: string, keys: MailKeys): OwnId | undefined {
  const [, ticket, kind, comment, token, host] = OWN_ID.exec(messageId.trim().toLowerCase()) ?? [];
  if (!ticket || !comment || !token || host !== domain.toLowerCase()) return undefined;
  const own = { ticketId: Number(ticket), commentId: Number(comment), toNotice: kind === 'n' };
  return isSigned(idClaim(own), token, keys) ? own : undefined;
}

/** The first line keeps one kind of claim from passing for another. */
function replyClaim({ ticketId, toNotice }: ReplyTo): string {
  return `${toNotice ? 'notice' : 'reply'}\n${ticketId}`;
}

function idClaim({ ticketId, commentId, toNotice }: OwnId): string {
  return `${toNotice ? 'notice-comment' : 'comment'}\n${ticketId}\n${commentId}`;
}

function isSigned(claim: string, token: string, keys: MailKeys): boolean {
  const given = Buffer.from(token);
  return [keys.current, keys.previous].some(
    (key) => key !== undefined && timingSafeEqual(given, Buffer.from(sign(key, claim))),
  );
}

function sign(key: string, claim: string): string {
  const bytes = createHmac('sha256', key).update(claim).digest().subarray(0, TOKEN_BYTES);
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let token = '';
  for (let left = (TOKEN_BYTES * 8) / 5; left > 0; left--) {
    token = ALPHABET.charAt(Number(bits & 31n)) + token;
    bits >>= 5n;
  }
  return token;
}
