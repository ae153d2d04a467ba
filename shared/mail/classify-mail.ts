import { automatic, autoReplied } from './filters/auto-reply.ts';
import { blank } from './filters/blank.ts';
import { bounce } from './filters/bounce.ts';
import { complaint } from './filters/complaint.ts';
import { bulkMail, mailingList } from './filters/mailing-list.ts';
import { malware } from './filters/malware.ts';
import { ownMail } from './filters/own-mail.ts';
import { unanswered } from './filters/silence.ts';
import { spam } from './filters/spam.ts';
import { unknownAuthor } from './filters/unknown-author.ts';
import type { InboundMail } from './mail.ts';
import type { MailFacts } from './mail-facts.ts';
import type { MailFilter, Verdict } from './verdict.ts';

/**
 * What every mail goes through, in this order; the first that has something to say decides. Lists mark their mails as
 * machines do, so what else a machine might have sent is looked at behind them.
 */
const FILTERS: readonly MailFilter[] = [
  malware,
  ownMail,
  complaint,
  bounce,
  autoReplied,
  mailingList,
  automatic,
  bulkMail,
  spam,
  unknownAuthor,
  blank,
  unanswered,
];

/** What a mail is, by the first filter that recognises it. */
export async function classifyMail(mail: InboundMail, facts: MailFacts): Promise<Verdict> {
  for (const filter of FILTERS) {
    const verdict = await filter(mail, facts);
    if (verdict) return verdict;
  }
  return { kind: 'normal', reason: 'nothing-unusual' };
}
