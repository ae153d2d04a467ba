import { headerOf, headersOf } from '../mail.ts';
import type { MailFilter } from '../verdict.ts';

/** Headers that only machines write; the value does not matter. */
const PRESENT = [
  'x-autoreply',
  'x-autoreply-from',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply-from',
  'x-mail-autoreply',
  'x-ms-exchange-generated-message-source',
  'x-loop',
  'x-vacation',
] as const;

/** Headers whose value says it. */
const VALUES: readonly (readonly [name: string, value: RegExp])[] = [
  ['precedence', /^\s*(bulk|junk|auto[_-]?reply)/i],
  ['x-precedence', /^\s*(bulk|junk|auto[_-]?reply)/i],
  ['x-auto-response-suppress', /\b(all|oof|autoreply|dr|rn|nrn)\b/i],
  ['x-amazon-mail-relay-type', /^\s*notification/i],
  ['x-amazon-auto-reply', /^\s*true/i],
  ['delivered-to', /^\s*autoresponder/i],
  ['x-qq-autoreply', /./],
];

/** What out-of-office texts begin with, where a server marks them with nothing else. */
const SUBJECT =
  /^\s*(re\s*:\s*)?(自动回复|自動回覆|自动答复|auto(matic|mated)?[- ]?(reply|response|answer)|out of (the )?office|abwesenheits(notiz|nachricht)|automatische antwort|réponse automatique|respuesta automática|resposta automática|risposta automatica|автоответ|автоматический ответ|自動返信|自動応答|부재중|자동 회신)\s*($|[:：\-—(（[【])/iu;

/** Mails that a machine wrote by itself (RFC 3834): holiday notices, receipts, notifications. */
export const autoReply: MailFilter = (mail, facts) => {
  const submitted = headersOf(mail.headers, 'auto-submitted').map((value) => value.trim().toLowerCase());
  if (submitted.some((value) => value !== '' && !/^no\b/.test(value))) {
    return { kind: 'auto-reply', reason: 'auto-submitted' };
  }
  if (mail.report?.kind === 'disposition') return { kind: 'auto-reply', reason: 'disposition-report' };
  const present = PRESENT.find((name) => headerOf(mail, name) !== undefined);
  if (present) return { kind: 'auto-reply', reason: present };
  const valued = VALUES.find(([name, value]) => headersOf(mail.headers, name).some((each) => value.test(each)));
  if (valued) return { kind: 'auto-reply', reason: valued[0] };
  if (facts.envelopeFrom === '') return { kind: 'auto-reply', reason: 'null-sender' };
  return SUBJECT.test(mail.subject) ? { kind: 'auto-reply', reason: 'subject' } : undefined;
};
