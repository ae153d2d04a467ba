import { mailText } from '../../platform/i18n/mail-text.ts';
import type { MailContent } from './mail-content.ts';
import { type Block, type RenderedPage, renderPage } from './page.ts';
import {
  acknowledgement,
  answer,
  asked,
  assigned,
  customerCommented,
  escalated,
  followed,
  survey,
  type Template,
  unsent,
} from './templates.ts';

const TEMPLATES = {
  acknowledgement,
  answer,
  asked,
  assigned,
  'customer-commented': customerCommented,
  escalated,
  followed,
  survey,
  unsent,
} as const satisfies Record<string, Template>;

/** The mails there are. */
export type MailTemplate = keyof typeof TEMPLATES;

/** For people at work on a ticket; all others are for customers. */
const FOR_STAFF: readonly MailTemplate[] = ['assigned', 'customer-commented', 'escalated', 'followed', 'unsent'];

/** Brings words that say themselves what nobody should send: the ticket has them as well, wherever it is read. */
const WARN_THEMSELVES: readonly MailTemplate[] = ['asked'];

/** A mail's bodies in its reader's language. */
export function renderMail(template: MailTemplate, content: MailContent): RenderedPage {
  const { locale, company, ticketId, recipientName } = content;
  const hello: Block = {
    kind: 'text',
    text: recipientName
      ? mailText(locale, 'mail.hello', { name: recipientName })
      : mailText(locale, 'mail.hello_nobody'),
  };
  const forStaff = FOR_STAFF.includes(template);
  const { headline, preview, blocks } = TEMPLATES[template](content);
  return renderPage({
    locale,
    title: `#${ticketId} ${content.ticketSubject}`,
    preview,
    replyLine: mailText(locale, 'mail.reply_above'),
    headline,
    blocks: [hello, ...blocks],
    safety: forStaff || WARN_THEMSELVES.includes(template) ? undefined : mailText(locale, 'mail.safety', { company }),
    footer: [mailText(locale, forStaff ? 'mail.footer.staff' : 'mail.footer.customer', { number: ticketId, company })],
  });
}

/** Prefixes that clients put before a subject, and our own number. */
const PREFIX = /^\s*((re|aw|sv|antw|fwd?|wg|回复|答复|回覆|转发|轉寄)\s*[:：]|\[#\d+\])\s*/i;

/**
 * The subject of every mail of a ticket: the same each time, so that clients keep the thread together. It answers the
 * customer's own subject where the ticket began with a mail of theirs.
 */
export function mailSubject(ticketId: number, ticketSubject: string, isAnswer: boolean): string {
  let base = ticketSubject;
  for (let at = 0; at < 10 && PREFIX.test(base); at++) base = base.replace(PREFIX, '');
  return `${isAnswer ? 'Re: ' : ''}[#${ticketId}] ${base}`.trim();
}
