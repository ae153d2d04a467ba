import { composeMail, type Mailbox } from '../../shared/mail/compose-mail.ts';
import { threadHeaders, type Voice } from '../../shared/mail/outgoing-headers.ts';
import { mailSubject, renderMail } from '../../shared/mail/render/render-mail.ts';
import { type Delivery, isForStaff, type Template } from '../../shared/notifications/delivery.ts';
import { nearestLocale } from '../../shared/platform/i18n/locale.ts';
import type { RawMail } from '../../shared/platform/ses.ts';
import { commentsOf } from './comments-of.ts';
import type { DeliverDeps } from './deliver-mail.ts';
import { filesOf } from './files-of.ts';

const VOICES: Readonly<Record<Template, Voice>> = {
  acknowledgement: 'auto-replied',
  answer: 'person',
  asked: 'auto-generated',
  assigned: 'auto-generated',
  'customer-commented': 'auto-generated',
  escalated: 'auto-generated',
  followed: 'auto-generated',
  survey: 'auto-generated',
  unsent: 'auto-generated',
};
/** What staff answer to these goes to the customer: the mail says so. */
const ANSWERED_IN_PUBLIC: readonly Template[] = ['customer-commented'];

/** Whether an answer to a mail is not for the customer: it is for staff, and does not say otherwise. */
export function isNotice({ template }: Delivery): boolean {
  return isForStaff(template) && !ANSWERED_IN_PUBLIC.includes(template);
}

/** The mail of a delivery as it goes out; undefined when what it was to bring is not public any more. */
export async function makeMail(delivery: Delivery, deps: DeliverDeps): Promise<RawMail | undefined> {
  const { template, ticket_id: ticketId } = delivery;
  const [comments, secrets] = await Promise.all([commentsOf(delivery, deps), deps.secrets()]);
  if (!comments) return undefined;
  const forCustomer = !isForStaff(template);
  const files = forCustomer ? comments.attachments : [];
  const { attached, linked, withheld } = await filesOf(delivery, files, secrets.link_key, deps);
  const { to, cc } = addressees(delivery);
  const locale = nearestLocale(delivery.locale);
  const { text, html } = renderMail(template, {
    locale,
    timeZone: delivery.time_zone,
    company: deps.company,
    ticketId,
    ticketSubject: delivery.ticket_subject,
    recipientName: delivery.name,
    params: delivery.params,
    words: comments.words,
    isFirst: delivery.comment_id === delivery.root_comment_id,
    history: comments.history,
    fileNames: forCustomer ? [] : comments.attachments.map(({ file_name }) => file_name),
    linkedFiles: linked,
    withheldFiles: withheld,
    others: [...to, ...cc].map(({ address }) => address).filter((address) => address !== delivery.address),
  });
  const from = supportAddressOf(delivery, deps);
  const keys = { current: secrets.mail_key };
  const thread = threadHeaders(
    {
      deliveryId: delivery.id,
      ticketId,
      commentId: delivery.comment_id,
      rootCommentId: delivery.root_comment_id,
      voice: VOICES[template],
      isNotice: isNotice(delivery),
      supportAddress: from,
      inReplyTo: forCustomer ? delivery.in_reply_to : null,
      references: forCustomer ? delivery.references : [],
    },
    deps.ours.domain,
    keys,
  );
  const raw = await composeMail(
    {
      from: { name: deps.company, address: from },
      to,
      cc,
      language: locale,
      subject: mailSubject(ticketId, delivery.ticket_subject, forCustomer && delivery.in_reply_to !== null),
      text,
      html,
      thread,
      files: attached,
      at: delivery.created_at,
    },
    delivery.id,
  );
  return { from, to: delivery.address, raw, deliveryId: delivery.id };
}

/**
 * Whom the mail names as its recipients: all who get the message, where several customers do, though each by a mail of
 * their own. Of the others it tells the addresses only: their names are known to us, not to everybody in copy.
 */
function addressees({ name, address, addressed }: Delivery): Record<'to' | 'cc', Mailbox[]> {
  const own = { name, address };
  const mailbox = (each: string) => (each === address ? own : { name: '', address: each });
  return addressed ? { to: [mailbox(addressed.to)], cc: addressed.cc.map(mailbox) } : { to: [own], cc: [] };
}

/** We answer from the address that the customer wrote to, as long as it is still ours. */
function supportAddressOf({ support_address: wanted }: Delivery, { ours }: DeliverDeps): string {
  const [first = ''] = ours.supportAddresses;
  return wanted !== null && ours.supportAddresses.includes(wanted) ? wanted : first;
}
