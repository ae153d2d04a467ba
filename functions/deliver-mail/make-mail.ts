import { composeMail } from '../../shared/mail/compose-mail.ts';
import { threadHeaders, type Voice } from '../../shared/mail/outgoing-headers.ts';
import { mailSubject, renderMail } from '../../shared/mail/render/render-mail.ts';
import type { Delivery, Template } from '../../shared/notifications/delivery.ts';
import { nearestLocale } from '../../shared/platform/i18n/text.ts';
import type { RawMail } from '../../shared/platform/ses.ts';
import { commentsOf } from './comments-of.ts';
import type { DeliverDeps } from './deliver-mail.ts';
import { filesOf } from './files-of.ts';

const VOICES: Readonly<Record<Template, Voice>> = {
  acknowledgement: 'auto-replied',
  answer: 'person',
  assigned: 'auto-generated',
  'customer-commented': 'auto-generated',
  escalated: 'auto-generated',
  survey: 'auto-generated',
};
const FOR_CUSTOMERS: readonly Template[] = ['acknowledgement', 'answer', 'survey'];
const NOTICES: readonly Template[] = ['assigned', 'escalated'];

/** Whether nothing in a mail is the customer's, so that an answer to it is not for the customer either. */
export function isNotice({ template }: Delivery): boolean {
  return NOTICES.includes(template);
}

/** The mail of a delivery as it goes out; undefined when what it was to bring is not public any more. */
export async function makeMail(delivery: Delivery, deps: DeliverDeps): Promise<RawMail | undefined> {
  const { template, ticket_id: ticketId } = delivery;
  const [comments, secrets] = await Promise.all([commentsOf(delivery, deps), deps.secrets()]);
  if (!comments) return undefined;
  const { attached, linked } = await filesOf(delivery, comments.attachments, secrets.link_key, deps);
  const { text, html } = renderMail(template, {
    locale: nearestLocale(delivery.locale),
    company: deps.company,
    ticketId,
    ticketSubject: delivery.ticket_subject,
    recipientName: delivery.name,
    params: delivery.params,
    words: comments.words,
    answered: comments.answered,
    linkedFiles: linked,
  });
  const from = supportAddressOf(delivery, deps);
  const forCustomer = FOR_CUSTOMERS.includes(template);
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
      to: { name: delivery.name, address: delivery.address },
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

/** We answer from the address that the customer wrote to, as long as it is still ours. */
function supportAddressOf({ support_address: wanted }: Delivery, { ours }: DeliverDeps): string {
  const [first = ''] = ours.supportAddresses;
  return wanted !== null && ours.supportAddresses.includes(wanted) ? wanted : first;
}
