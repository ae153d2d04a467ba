import type { InboundMail } from './mail.ts';
import type { MailFacts } from './mail-facts.ts';
import type { SuspensionCause } from './suspension.ts';

/** What a mail is, whoever it is for. Only `normal` ones are answered, reopen a ticket or stop a clock. */
export type MailKind = 'normal' | 'auto-reply' | 'bounce' | 'complaint' | 'list' | 'own' | 'unreadable';

/** What a filter recognised: the kind, the rule that says so, and whether the mail must be set aside. */
export interface Verdict {
  readonly kind: MailKind;
  readonly reason: string;
  readonly suspend?: SuspensionCause;
  /** A person's mail that asks machines not to answer: it is not acknowledged. */
  readonly isUnanswered?: boolean;
}

/** Looks at a mail for one thing. Undefined: nothing to say, let the next one look. A promise where it loads what few mails need. */
export type MailFilter = (mail: InboundMail, facts: MailFacts) => Verdict | undefined | Promise<Verdict | undefined>;
