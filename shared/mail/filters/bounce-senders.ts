import { isEmail } from '../../people/text-rules.ts';
import { headerOf, type InboundMail } from '../mail.ts';
import { isFromNobody, type MailFacts } from '../mail-facts.ts';
import { OFFICES, POSTMASTER, REPORTER_NAMES, REPORTERS, SCANNERS } from './bounce-marks.ts';

/** Somebody whom reports come from, be it not only those. */
export function isByProgram(mail: InboundMail, facts: MailFacts): boolean {
  if (isFromNobody(mail, facts) || isReporter(mail)) return true;
  if (isAnnounced(mail) || !isAnswerable(mail)) return true;
  return isOfDeliverer(mail) || mail.from.some(({ address }) => OFFICES.test(localPart(address)));
}

/** Headers that servers write on nothing but their reports. */
const OF_REPORTS = ['x-dsncontext', 'x-ms-exchange-message-is-ndr', 'x-ms-embedded-report'] as const;

/** Whether a mail is of one who only ever reports, by its headers or its sender. */
export function isReporter(mail: InboundMail): boolean {
  if (OF_REPORTS.some((name) => headerOf(mail, name) !== undefined)) return true;
  if (mail.from.some(({ address }) => REPORTERS.test(localPart(address)))) return true;
  // Some write their name where an address belongs.
  const header = headerOf(mail, 'from') ?? '';
  if (header.includes('@')) return false;
  const from = header.slice(0, 200).trim();
  return from === '<>' || /mailer-daemon|postmaster|mail delivery/i.test(from);
}

/** Who delivers mail, by address or name: a failure that they tell of stays one where it passed a list. */
export function isOfDeliverer(mail: InboundMail): boolean {
  // Some leave the address out, or half of it, or name nobody, whom no answer would reach.
  if (mail.from.length === 0) return isProgramName((headerOf(mail, 'from') ?? 'postmaster').slice(0, 79));
  return mail.from.some(({ name, address }) => {
    const local = localPart(address);
    return POSTMASTER.test(local) || SCANNERS.test(local) || isProgramName(name);
  });
}

/** Whether the sender's address is the one that reports give above all. */
export function isOfPostmaster({ from }: InboundMail): boolean {
  return from.some(({ address }) => POSTMASTER.test(localPart(address)));
}

/** Whether a mail calls itself automatic. */
export function isAnnounced(mail: InboundMail): boolean {
  return /^\s*auto-(?!no)/i.test(headerOf(mail, 'auto-submitted') ?? '');
}

/** Whether there is an address that a person could have. */
export function isAnswerable(mail: InboundMail): boolean {
  return mail.from.some(({ address }) => isEmail(address));
}

/** Whose address and name are nobody's who delivers mail. */
export function isOfPerson(mail: InboundMail): boolean {
  return isAnswerable(mail) && !isOfDeliverer(mail);
}

/** Whether the sender's name, not only the address, is a program's. */
export function isOfProgramName({ from }: InboundMail): boolean {
  return from.some(({ name }) => isProgramName(name));
}

function isProgramName(name: string): boolean {
  return name.length < 80 && REPORTER_NAMES.test(name);
}

/** Without quotes, and without what gateways put around it: hosts, numbers, details. */
function localPart(address: string): string {
  const at = address.lastIndexOf('@');
  const local = (at < 0 ? address : address.slice(0, at)).replace(/["\\]/g, '').trim();
  return local
    .replace(/@.*/, '')
    .replace(/\s+/g, '-')
    .replace(/\+.*|[-_]\d{1,3}$/, '');
}
