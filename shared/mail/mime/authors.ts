import type { MailAddress } from '../mail.ts';
import { localSender, nameOfNobody, readAddresses } from './addresses.ts';

/**
 * Whom a mail is from: those in its first `From` that has an address, else who sent it or wants the answers, else the name
 * without a domain by which a machine calls one of its own users. Who names no address has none, but the name. Only `From` is ever proven to be true.
 */
export function authorsOf(
  all: (name: string) => readonly string[],
  hints: readonly (string | undefined)[],
): readonly MailAddress[] {
  const written = all('from');
  const first = (values: readonly string[]) =>
    values.map((value) => readAddresses(value, hints)).find((found) => found.length > 0);
  const from = first(written);
  if (from) return from;
  const [nobody] = written.flatMap((value) => nameOfNobody(value, hints) || []).map((name) => ({ name, address: '' }));
  // A report says so of itself: nobody is to be answered, whoever passed it on.
  if (written.some((value) => /<\s*>/.test(value))) return nobody ? [nobody] : [];
  const other = first([...all('sender'), ...all('reply-to')]);
  if (other) return other.slice(0, 1);
  const local = written.flatMap((value) => localSender(value, hints) ?? nobody ?? []);
  return local.slice(0, 1);
}
