import { type Authentication, authenticationOf } from './authentication.ts';
import { returnedHeaders } from './bounces/returned-original.ts';
import { classifyMail } from './classify-mail.ts';
import { contentDigest, fingerprintOfBytes, fingerprintsOf } from './fingerprint.ts';
import type { InboundMail } from './mail.ts';
import type { MailFacts } from './mail-facts.ts';
import { parseMail } from './parse-mail.ts';
import { standingOf } from './standing.ts';
import { type Evidence, ticketEvidence } from './ticket-evidence.ts';
import type { Verdict } from './verdict.ts';

/** Everything a mail says by itself, before anybody looks at what we know. */
export interface ExaminedMail {
  readonly mail: InboundMail;
  readonly verdict: Verdict;
  readonly evidence: readonly Evidence[];
  readonly authentication: Authentication;
  readonly fingerprint: string;
  /** Fingerprints of the same mail in a better standing: it was here if one of them was. */
  readonly betterFingerprints: readonly string[];
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
    const verdict = await classifyMail(mail, facts);
    const isReport = verdict.kind === 'bounce' || verdict.kind === 'complaint';
    const evidence = ticketEvidence(mail, facts, isReport ? returnedHeaders(mail) : undefined);
    const authentication = authenticationOf(mail, facts);
    const digest = contentDigest(mail, evidence, raw);
    const [fingerprint, ...betterFingerprints] = fingerprintsOf(digest, standingOf(verdict, authentication));
    return { mail, verdict, evidence, authentication, fingerprint, betterFingerprints };
  } catch (error) {
    return { error, fingerprint: fingerprintOfBytes(raw) };
  }
}
