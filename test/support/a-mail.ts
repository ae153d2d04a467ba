import { readFileSync } from 'node:fs';
import type { InboundMail } from '../../shared/mail/mail.ts';
import type { Checks, MailFacts } from '../../shared/mail/mail-facts.ts';
import { parseMail } from '../../shared/mail/parse-mail.ts';
import { ROOT } from '../arch/source-files.ts';

export const MAIL_KEYS = { current: 'the mail key of the tests, 32 bytes or more' };
export const OURS = { supportAddresses: ['support@moorline.test', 'help@moorline.test'], domain: 'moorline.test' };

export const ALL_PASS: Checks = { spf: 'pass', dkim: 'pass', dmarc: 'pass', spam: 'pass', virus: 'pass' };
export const ALL_FAIL: Checks = { spf: 'fail', dkim: 'fail', dmarc: 'fail', spam: 'pass', virus: 'pass' };

/** A mail of the fixtures, as it came over the wire, with some of its text replaced. */
export function mailFile(name: string, replace: Readonly<Record<string, string>> = {}): Buffer {
  const raw = readFileSync(`${ROOT}/test/fixtures/mail/${name}.eml`);
  const changes = Object.entries(replace);
  if (changes.length === 0) return raw;
  return Buffer.from(
    changes.reduce((text, [from, to]) => text.replaceAll(from, to), raw.toString('latin1')),
    'latin1',
  );
}

/** A parsed mail of the fixtures. */
export function aMail(name: string, replace: Readonly<Record<string, string>> = {}): Promise<InboundMail> {
  return parseMail(mailFile(name, replace));
}

/** A mail of one's own: headers as given, then the text. */
export function rawMail(headers: Readonly<Record<string, string>>, text = 'Hello'): Buffer {
  const all = {
    From: 'Wang Xiaoming <wang@customer.test>',
    To: 'support@moorline.test',
    Subject: 'My withdrawal is stuck',
    Date: 'Sun, 22 Nov 2026 03:00:00 +0000',
    'Message-ID': `<${++written}@customer.test>`,
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  };
  const lines = Object.entries(all).filter(([, value]) => value !== '');
  return Buffer.from(`${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${text}\r\n`);
}
let written = 0;

/** What the receiving server says of a mail that passed every check. */
export function mailFacts(changes: Partial<MailFacts> = {}): MailFacts {
  return {
    envelopeFrom: 'wang@customer.test',
    recipients: ['support@moorline.test'],
    checks: ALL_PASS,
    ours: OURS,
    keys: MAIL_KEYS,
    ...changes,
  };
}
