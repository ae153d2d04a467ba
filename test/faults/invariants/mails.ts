import { type Delivery, MAX_DOUBTS } from '../../../shared/notifications/delivery.ts';
import { bouncing } from '../workload/cast.ts';
import { markersIn } from '../workload/ledger.ts';
import { readMail } from '../workload/mail-text.ts';
import type { SentMail } from '../world/post-office.ts';
import type { Evidence, Invariant } from './evidence.ts';

/** A delivery goes out once; a second time only where SES left it in doubt, and then with the same id. */
export const mailsOnce: Invariant = ({ sent, deliveries }) => {
  const copies = byDelivery(sent);
  const violations = [...copies].flatMap(([id, mails]) => {
    const delivery = deliveries.get(id);
    if (!delivery) return [`a mail went out for ${id}, which is no delivery`];
    if (mails.some(({ to }) => to !== delivery.address)) return [`delivery ${id} went to somebody else`];
    const allowed = Math.min(MAX_DOUBTS, 1 + delivery.doubts);
    return mails.length > allowed
      ? [`${delivery.template} ${id} went out ${mails.length} times with ${delivery.doubts} doubts`]
      : [];
  });
  return [...violations, ...sameNotices(deliveries)];
};

/** Two deliveries for one thing that happened would be the same message twice under two ids. */
function sameNotices(deliveries: Evidence['deliveries']): string[] {
  const seen = new Map<string, Delivery>();
  return [...deliveries.values()].flatMap((delivery) => {
    if (delivery.template !== 'acknowledgement' && delivery.template !== 'answer' && delivery.template !== 'survey')
      return [];
    const about = delivery.template === 'survey' ? JSON.stringify(delivery.params) : delivery.comment_id;
    const key = `${delivery.template} ${delivery.ticket_id} ${about} ${delivery.recipient_id}`;
    const other = seen.get(key);
    seen.set(key, delivery);
    return other ? [`${key} was queued twice: ${other.id} and ${delivery.id}`] : [];
  });
}

/** Every delivery ends: it went out, or it was given up with its reason. */
export const deliveriesEnd: Invariant = ({ deliveries, sent }) => {
  const copies = byDelivery(sent);
  return [...deliveries.values()].flatMap((delivery) => {
    const { id, state, template } = delivery;
    if (state === 'sent') return copies.has(id) ? [] : [`${template} ${id} counts as sent and never went out`];
    if (state !== 'failed') return [`${template} ${id} is still ${state}`];
    return delivery.error ? [] : [`${template} ${id} was given up without a reason`];
  });
};

/** Every public answer reached the customer, unless it was given up, which agents can see. */
export const answersArrive: Invariant = ({ ledger, comments, tickets, deliveries, addresses, sent }) => {
  const words = new Map<string, SentMail[]>();
  for (const mail of sent)
    for (const marker of new Set(markersIn(readMail(mail.raw).text)))
      words.set(marker, [...(words.get(marker) ?? []), mail]);
  const spoken = [
    ...ledger.said.filter(({ side, audience }) => side === 'agent' && audience === 'public'),
    ...ledger.merges.flatMap(({ onTarget, onSource }) => [onTarget, onSource]).filter((each) => each.public),
  ];
  const places = spoken.flatMap(({ marker }) =>
    comments.filter(({ body }) => body.includes(marker)).map((comment) => ({ marker, comment })),
  );
  return places.flatMap(({ marker, comment }) => {
    const ticket = tickets.get(comment.ticket_id);
    const address = ticket && addresses.get(ticket.requester_id);
    if (!ticket || !address || bouncing(address) || ticket.deleted_at !== null) return [];
    // A recovered mail in an agent's name opens a ticket of theirs, and nobody is written to about their own words.
    if (comment.author_id === ticket.requester_id) return [];
    if (words.get(marker)?.some(({ to }) => to === address)) return [];
    const given = [...deliveries.values()].find(
      (each) => each.template === 'answer' && each.comment_id === comment.id && each.address === address,
    );
    return given?.state === 'failed'
      ? []
      : [`the answer ${marker} never reached ${address}: ${given ? given.state : 'no delivery'}`];
  });
};

/** Whoever asks hears that we have it. */
export const asksAreAcknowledged: Invariant = ({ ledger, comments, deliveries, tickets }) =>
  ledger.said.flatMap((said) => {
    if (!said.opens || said.forged || said.side !== 'customer' || bouncing(said.by)) return [];
    const comment = comments.find(({ body }) => body.includes(said.marker));
    if (comment?.origin !== 'person' || tickets.get(comment.ticket_id)?.deleted_at !== null) return [];
    const found = [...deliveries.values()].some(
      (each) => each.template === 'acknowledgement' && each.ticket_id === comment.ticket_id,
    );
    return found ? [] : [`nobody acknowledged ${said.marker} of ${said.by}`];
  });

function byDelivery(sent: readonly SentMail[]): Map<string, SentMail[]> {
  const copies = new Map<string, SentMail[]>();
  for (const mail of sent) copies.set(mail.deliveryId, [...(copies.get(mail.deliveryId) ?? []), mail]);
  return copies;
}
