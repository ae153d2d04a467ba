import { headerOf } from '../mail.ts';
import type { MailFilter } from '../verdict.ts';

const LIST_HEADERS = ['list-id', 'list-post', 'list-unsubscribe', 'mailing-list'] as const;

/** Mails that came through a list (RFC 2369, RFC 2919): an answer could reach all of its members. */
export const mailingList: MailFilter = (mail) => {
  const header = LIST_HEADERS.find((name) => headerOf(mail, name) !== undefined);
  if (header) return { kind: 'list', reason: header };
  return /^\s*list/i.test(headerOf(mail, 'precedence') ?? '') ? { kind: 'list', reason: 'precedence' } : undefined;
};
