import { readMail } from '../workload/mail-text.ts';
import type { Evidence, Invariant } from './evidence.ts';

/** What an agent passes on opens the ticket of whoever wrote it, with the agent's words as a note, which nobody else reads. */
export const forwardsAreTheirs: Invariant = (evidence) =>
  evidence.ledger.said.flatMap(({ marker, by, forwarded }) => {
    const { comments, tickets, addresses } = evidence;
    const comment = comments.find(({ body }) => body.includes(marker));
    if (!forwarded || !comment) return [];
    const ticket = tickets.get(comment.ticket_id);
    const violations: string[] = [];
    if (ticket?.first_comment_id !== comment.id) violations.push(`the forwarded ${marker} opened no ticket`);
    if (addresses.get(ticket?.requester_id ?? 0) !== by) violations.push(`the forwarded ${marker} is not ${by}'s`);
    if (addresses.get(ticket?.submitter_id ?? 0) !== forwarded.by)
      violations.push(`${forwarded.by} did not submit the forwarded ${marker}`);
    const note = comments.find(({ body }) => body.includes(forwarded.note));
    if (note?.ticket_id !== ticket?.id) violations.push(`what came with the forwarded ${marker} is elsewhere`);
    return [...violations, ...repeatedByAcknowledgement(marker, evidence)];
  });

/** Nobody has checked who wrote it: who asks by it hears that we have it, and not what it says. */
function repeatedByAcknowledgement(marker: string, { sent, deliveries }: Evidence): string[] {
  return sent.flatMap(({ deliveryId, raw }) =>
    deliveries.get(deliveryId)?.template === 'acknowledgement' && readMail(raw).text.includes(marker)
      ? [`the acknowledgement repeats the forwarded ${marker}`]
      : [],
  );
}
