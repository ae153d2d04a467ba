import { headerOf, headersOf, type InboundMail } from '../mail.ts';
import { envelopeSender, isOurs, type MailFacts } from '../mail-facts.ts';
import type { MailFilter } from '../verdict.ts';
import { isFromMachine, isInBulk } from './silence.ts';

/** Headers that only list programs and mass mailers write; the value does not matter. */
const PRESENT = [
  'list-id',
  'list-post',
  'list-unsubscribe',
  'list-help',
  'list-subscribe',
  'list-owner',
  'list-archive',
  'list-unsubscribe-post',
  'mailing-list',
  'x-mailing-list',
  'x-mailinglist',
  'x-mailing-list-name',
  'x-beenthere',
  'x-mailman-version',
  'x-mailman-approved-at',
  'x-list-administrivia',
  'x-list',
  'x-list-id',
  'x-list-name',
  'x-list-host',
  'x-listname',
  'x-list-subscribe',
  'x-list-unsubscribe',
  'x-listserver',
  'x-listserv',
  'x-listprocessor-version',
  'x-listmember',
  'x-listar-version',
  'x-listar-originator',
  'x-ecartis-version',
  'x-ezmlm',
  'x-ml-name',
  'x-ml-count',
  'x-ml-info',
  'x-ml-server',
  'x-mlserver',
  'x-mlmmj',
  'x-majordomo',
  'x-majordomo-version',
  'x-sympa-to',
  'x-egroups-return',
  'x-egroups-msg-info',
  'x-yahoogroups-return',
  'x-yahoo-newman-property',
  'x-google-group-id',
  'x-google-groups',
  'x-topica-id',
  'x-lyris-message-id',
  'x-lyris-type',
  'x-smartlist',
  'x-diaglist',
  'x-mdmailing-list',
  'x-mailinglist-id',
  'x-subscription',
  'x-discussion-list',
  'x-archive-position',
  'x-mailer-recptid',
  'x-mailer-listid',
  'x-campaign',
  'x-campaign-id',
  'x-campaignid',
  'x-mc-user',
  'x-newsletter',
] as const;

/** Addresses by which list programs send: an owner's, or one that takes bounces of many. */
const SENDERS =
  /^(?:owner-[^@]+|[^@]+-(?:owner|admin|bounces?|request|errors|outgoing|relay|return-\d[^@]*|bounces?[+=-][^@]+|return-[^@]+=[^@]+|owner-[^@]+)|(?:listserv|majordomo|listar|ecartis|sentto)(?:-[^@]*)?)@/i;

/** Mails that came through a list (RFC 2369, RFC 2919) or to many at once: an answer could reach all of them. */
export const mailingList: MailFilter = (mail, facts) => {
  const header = PRESENT.find((name) => headerOf(mail, name) !== undefined);
  if (header) return { kind: 'list', reason: header };
  const precedence = (headerOf(mail, 'precedence') ?? headerOf(mail, 'x-precedence') ?? '').trim().toLowerCase();
  if (precedence.startsWith('list')) return { kind: 'list', reason: 'precedence' };
  const envelope = envelopeSender(mail, facts) ?? '';
  const senders = [...headersOf(mail.headers, 'sender').map(bareAddress), envelope];
  const isAuthor = (sender: string) => mail.from.some(({ address }) => address === sender);
  if (senders.some((sender) => SENDERS.test(sender) && !isAuthor(sender))) {
    return { kind: 'list', reason: 'list-sender' };
  }
  if (isNamedByLoop(mail, facts)) return { kind: 'list', reason: 'x-loop' };
  if (headersOf(mail.headers, 'delivered-to').some((value) => /^\s*(?:mailing[ -]list|moderator for)\b/i.test(value))) {
    return { kind: 'list', reason: 'delivered-to' };
  }
  return undefined;
};

/**
 * Mass mail that says so itself and is nothing else: it comes behind what tells automatic answers, which say it too. What
 * somebody writes to us alone is none, whatever precedence their server gives to it.
 */
export const bulkMail: MailFilter = (mail, facts) => {
  if (!isInBulk(mail)) return undefined;
  const [to] = mail.to;
  const isToUs = mail.to.length === 1 && mail.cc.length === 0 && to !== undefined && isOurs(to.address, facts.ours);
  if (isToUs && !isFromMachine(mail) && !UNSUBSCRIBE.test(mail.text)) return undefined;
  return { kind: 'list', reason: 'precedence-bulk' };
};
const UNSUBSCRIBE =
  /\bunsubscribe\b|\bopt[ -]?out\b|abbestellen|abmelden|désabonn|désinscri|darse de baja|cancelar (?:a )?(?:sua )?(?:inscrição|suscripción)|disiscri|afmelden|отписа|退订|取消订阅|配信停止|수신 ?거부/iu;

/** List programs of the nineties name the list, to which the mail was written, in the header that stops loops. */
function isNamedByLoop(mail: InboundMail, { ours }: MailFacts): boolean {
  const loops = headersOf(mail.headers, 'x-loop')
    .map(bareAddress)
    .filter((address) => !isOurs(address, ours));
  return loops.some((loop) => [...mail.to, ...mail.cc].some(({ address }) => address === loop));
}

function bareAddress(value: string): string {
  return (/<([^<>\s]{1,250})>/.exec(value)?.[1] ?? value).trim().toLowerCase().slice(0, 300);
}
