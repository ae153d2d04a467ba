import type { MailFilter } from '../verdict.ts';

/** What the receiving server takes for spam waits for a person to look at it. */
export const spam: MailFilter = (_mail, facts) =>
  facts.checks.spam === 'fail' ? { kind: 'normal', reason: 'spam-verdict', suspend: 'spam' } : undefined;
