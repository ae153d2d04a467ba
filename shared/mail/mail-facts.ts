import { headerOf, type InboundMail } from './mail.ts';
import type { MailKeys } from './reply-token.ts';

/** What the receiving server says of a check (SES: PASS, FAIL, GRAY, PROCESSING_FAILED, DISABLED). */
export type CheckResult = 'pass' | 'fail' | 'unknown';

export interface Checks {
  readonly spf: CheckResult;
  readonly dkim: CheckResult;
  readonly dmarc: CheckResult;
  readonly spam: CheckResult;
  readonly virus: CheckResult;
}

/** Where we receive mail, and under which names we send it. */
export interface OurMail {
  /** Lower case; the first is the one we write from by default. */
  readonly supportAddresses: readonly string[];
  /** Right-hand side of the ids we sign. */
  readonly domain: string;
}

/** What the mail itself cannot tell: how it reached us, what the receiving server found, and our own names and keys. */
export interface MailFacts {
  /** The sender the servers spoke of; empty for bounces (RFC 5321 section 4.5.5); undefined where nobody knows it. */
  readonly envelopeFrom: string | undefined;
  readonly recipients: readonly string[];
  readonly checks: Checks;
  readonly ours: OurMail;
  readonly keys: MailKeys;
}

/** An address without its `+detail`, in lower case. */
export function plainAddress(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*(?=@)/, '');
}

/** Whether an address, with or without detail, is one of those we receive mail at. */
export function isOurs(address: string, ours: OurMail): boolean {
  return ours.supportAddresses.includes(plainAddress(address));
}

/** The sender the servers spoke of, by the header that the last of them leaves (RFC 5321 section 4.4) where nothing else says it. */
export function envelopeSender(mail: InboundMail, { envelopeFrom }: MailFacts): string | undefined {
  if (envelopeFrom !== undefined) return envelopeFrom;
  const path = headerOf(mail, 'return-path')?.trim().toLowerCase();
  if (path === undefined) return undefined;
  const address = (/<([^<>]{0,320})>/.exec(path)?.[1] ?? path).trim();
  // What mailboxes of the nineties write for it.
  return /^mailer-daemon(?:@|$)/.test(address) ? '' : address;
}

/** Whether a mail has no sender to whom anything could go back, as every report and automatic answer should. */
export function isFromNobody(mail: InboundMail, facts: MailFacts): boolean {
  return envelopeSender(mail, facts) === '';
}
