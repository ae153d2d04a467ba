import { createHash } from 'node:crypto';
import { HOUR, type Instant, SECOND } from '../kernel/clock.ts';
import { mailCountKey } from '../platform/table/keys.ts';
import { EXPIRY } from '../platform/table/schema.ts';
import type { Table } from '../platform/table/table.ts';
import { ConditionFailed } from '../platform/table/table-errors.ts';
import { subjectKind } from './subject-kind.ts';

/** One mail to be counted, by an id that it keeps however often it is tried. */
export interface CountedMail {
  readonly id: string;
  readonly address: string;
  readonly subject?: string | undefined;
}

/** How many mails of a kind one address caused in this hour, and how many of those with a subject like this one's. */
export interface MailCount {
  readonly mails: number;
  readonly alike: number;
}

/** More than any guard lets through. So many are kept apart, and a flood makes a record no longer. */
const KEPT_APART = 100;
const NO_SUBJECT = -1;

/** Counts a mail of a kind for an address, once: what stops a loop that no header shows. */
export async function countMail(table: Table, of: string, mail: CountedMail, now: Instant): Promise<MailCount> {
  const hour = Math.floor(now / HOUR);
  const key = mailCountKey(of, mail.address, hour);
  const kind = mail.subject === undefined ? NO_SUBJECT : subjectKind(mail.subject);
  const name = `mail_${createHash('sha256').update(mail.id).digest('base64url').slice(0, 10)}`;
  const expiry = { [EXPIRY]: Math.ceil(((hour + 2) * HOUR) / SECOND) };
  try {
    const item = await table.update({ key, set: { [name]: kind, ...expiry }, condition: { missing: ['is_full'] } });
    const kinds = Object.entries(item).flatMap(([each, value]) => (each.startsWith('mail_') ? [value] : []));
    if (kinds.length > KEPT_APART) await table.update({ key, set: { is_full: true, ...expiry } });
    return { mails: kinds.length, alike: kind === NO_SUBJECT ? 0 : kinds.filter((each) => each === kind).length };
  } catch (error) {
    if (error instanceof ConditionFailed) return { mails: Number.POSITIVE_INFINITY, alike: Number.POSITIVE_INFINITY };
    throw error;
  }
}
