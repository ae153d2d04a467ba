import { type Authentication, authenticationOf } from './authentication.ts';
import { classifyMail } from './classify-mail.ts';
import { fingerprintOf, fingerprintOfBytes } from './fingerprint.ts';
import type { InboundMail } from './mail.ts';
import type { MailFacts } from './mail-facts.ts';
import { parseMail } from './parse-mail.ts';
import { type Evidence, ticketEvidence } from './ticket-evidence.ts';
import type { Verdict } from './verdict.ts';

/** Everything a mail says by itself, before anybody looks at what we know. */
export interface ExaminedMail {
  readonly mail: InboundMail;
  readonly verdict: Verdict;
  readonly evidence: readonly Evidence[];
  readonly authentication: Authentication;
  readonly fingerprint: string;
}

/** A mail that no reader could make sense of, with what went wrong. */
export interface UnreadableMail {
  readonly error: unknown;
  readonly fingerprint: string;
}

/** Reads a mail and everything in it that a decision needs. Never throws: what cannot be read says so. */
export async function examineMail(raw: Uint8Array, facts: MailFacts): Promise<ExaminedMail | UnreadableMail> {
  try {
    const mail = await parseMail(raw);
    return {
      mail,
      verdict: classifyMail(mail, facts),
      evidence: ticketEvidence(mail, facts),
      authentication: authenticationOf(mail, facts),
      fingerprint: fingerprintOf(mail, raw),
    };
  } catch (error) {
    return { error, fingerprint: fingerprintOfBytes(raw) };
  }
}
