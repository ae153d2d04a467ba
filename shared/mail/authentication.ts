import { headerOf, headersOf, type InboundMail } from './mail.ts';
import type { MailFacts } from './mail-facts.ts';

/**
 * How sure the receiving server is that a mail comes from whom it says:
 * `pass` - proven for the very domain in `From`; `fail` - a check says it is forged; `aligned` - nothing proven, but
 * the servers spoke of the same domain; `unproven` - nothing speaks for it.
 */
export type Authentication = 'pass' | 'aligned' | 'unproven' | 'fail';

/** A `From` that is longer than any name asks for is not taken apart. */
const FROM_AT_MOST = 2_000;

/**
 * Weighs the verdicts. DMARC looks at the domain that people see, so it decides where it can (RFC 7489); SPF and DKIM
 * may pass for a stranger's domain and count only when the envelope's domain is that of `From`.
 */
export function authenticationOf(mail: Pick<InboundMail, 'from' | 'headers'>, facts: MailFacts): Authentication {
  const { spf, dkim, dmarc } = facts.checks;
  // Several senders: nobody can say for which of them the verdicts are.
  if (mail.from.length > 1 || headersOf(mail.headers, 'from').length > 1) return 'fail';
  const address = mail.from[0]?.address ?? '';
  const from = domainOf(address);
  // The verdicts are for the sender whom the receiving server read, and that may be somebody else than we did.
  if (!names(headerOf(mail, 'from') ?? '', address) || !isWeighed(mail, from)) return 'unproven';
  const aligned = isAligned(from, domainOf(facts.envelopeFrom ?? ''));
  if (dmarc === 'pass' && (aligned || signers(mail).some((signer) => isAligned(from, signer)))) return 'pass';
  if (dmarc === 'fail' || (dmarc !== 'pass' && (spf === 'fail' || dkim === 'fail'))) return 'fail';
  if (!aligned) return 'unproven';
  return spf === 'pass' && dkim === 'pass' ? 'pass' : 'aligned';
}

/** The domains that signed a mail, each of them claimed by the mail itself: DMARC passes by one of them or by the envelope. */
function signers(mail: Pick<InboundMail, 'headers'>): string[] {
  return headersOf(mail.headers, 'dkim-signature').flatMap(
    (signature) => /(?:^|;)\s*d\s*=\s*([^\s;]+)/i.exec(signature)?.[1]?.toLowerCase() ?? [],
  );
}

/** Whether a `From` can only be read as this address: outside of a quoted name there is no other. */
function names(header: string, address: string): boolean {
  if (header.length > FROM_AT_MOST) return false;
  const unquoted = header.replace(/"(?:[^"\\]|\\.)*"/g, ' ');
  const others = unquoted
    .toLowerCase()
    .split(/[\s<>(),;:]+/)
    .filter((word) => word.includes('@') && word !== address);
  return unquoted.includes('@') && !unquoted.includes('"') && others.length === 0;
}

/**
 * Whether DMARC was weighed for this domain, as far as the receiving server says: in the topmost header, behind all that
 * repeats what the sender said.
 */
function isWeighed(mail: Pick<InboundMail, 'headers'>, from: string): boolean {
  const [server, results = ''] = (headerOf(mail, 'authentication-results') ?? '').split(/;(.*)/s);
  if (server?.trim().toLowerCase() !== 'amazonses.com') return true;
  const weighed = [...results.matchAll(/[\s;]header\.from=([^\s;]+)/gi)].at(-1)?.[1]?.toLowerCase();
  return weighed === undefined || from === weighed || from.endsWith(`.${weighed}`);
}

function isAligned(from: string, envelope: string): boolean {
  if (from === '' || envelope === '') return false;
  return from === envelope || from.endsWith(`.${envelope}`) || envelope.endsWith(`.${from}`);
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
