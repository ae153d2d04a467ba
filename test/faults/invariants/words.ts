import type { Comment } from '../../../shared/tickets/comment.ts';
import { markersIn, type Said } from '../workload/ledger.ts';
import { FILES_BUCKET } from '../world/environment.ts';
import type { Evidence, Invariant } from './evidence.ts';
import { wayOf } from './merges.ts';

/** Whatever was accepted is there exactly once; what was not, at most once. */
export const wordsOnce: Invariant = (evidence) => {
  const places = commentsByMarker(evidence.comments);
  return evidence.ledger.said.flatMap((said) => {
    const found = places.get(said.marker) ?? [];
    // Only what is nobody's own word, in another's name, or taken for spam may wait for somebody to look.
    const mayWait = said.channel === 'mail' && (said.automatic || said.forged || said.setAside);
    const kept = mayWait ? evidence.suspended.filter(({ content }) => content.includes(said.marker)).length : 0;
    const times = found.length + kept;
    if (times > 1) return [`${said.marker} of ${said.by} is there ${times} times: ${found.map(placeOf).join(', ')}`];
    if (times === 0 && said.outcome === 'accepted' && !mayBeDeleted(said, evidence))
      return [`${said.marker} of ${said.by} was accepted by ${said.channel} and is gone`];
    if (times === 1 && said.outcome === 'refused' && !onDeleted(found, evidence))
      return [`${said.marker} of ${said.by} was refused and is there all the same`];
    return found.flatMap((comment) => rightPlace(said, comment, evidence));
  });
};

/** Whoever deletes a mail that was set aside, or may have, wants it gone. */
function mayBeDeleted({ marker }: Said, { ledger }: Evidence): boolean {
  return ledger.reviewed.some(
    ({ did, markers, outcome }) => did === 'delete' && markers.includes(marker) && outcome !== 'refused',
  );
}

/** Who asks again for what an agent has deleted meanwhile is told that it is not there. */
function onDeleted(found: readonly Comment[], { tickets }: Evidence): boolean {
  return found.every(({ ticket_id }) => isGone(ticket_id, tickets));
}

function rightPlace(said: Said, comment: Comment, evidence: Evidence): string[] {
  const { tickets, addresses, world } = evidence;
  const violations: string[] = [];
  if (said.forged) {
    const mayBeThere = isFirst(comment, tickets) || (said.setAside && !comment.public);
    return mayBeThere ? [] : [`the forged ${said.marker} got onto ticket ${comment.ticket_id}`];
  }
  if (!isOnItsTicket(said, comment, evidence))
    violations.push(`${said.marker} is on ticket ${comment.ticket_id}, where it does not belong`);
  if (said.side === 'customer' && comment.public && !isOfTheirs(said, comment, evidence))
    violations.push(`${said.marker} of ${said.by} speaks on ticket ${comment.ticket_id}, which is not theirs`);
  const isPublic = said.audience === 'public';
  if (comment.public !== isPublic && !said.automatic) violations.push(`${said.marker} was ${said.audience} and is not`);
  if (addresses.get(comment.author_id) !== said.by) violations.push(`${said.marker} of ${said.by} has another author`);
  if (said.file !== undefined) violations.push(...fileOf(said, comment, world));
  return violations;
}

/** On the ticket that was named, where that goes on if it was merged, or, by mail, on a follow-up of one of them. */
function isOnItsTicket({ by, ticketId, answersDelivery }: Said, comment: Comment, evidence: Evidence): boolean {
  const { deliveries, tickets } = evidence;
  if (ticketId !== undefined) return comment.ticket_id === ticketId;
  const answered = deliveries.get(answersDelivery ?? '')?.ticket_id;
  if (answered === undefined) return true;
  const way = wayOf(answered, tickets).ids;
  if (way.includes(comment.ticket_id) || way.some((id) => isGone(id, tickets))) return true;
  const source = tickets.get(comment.ticket_id)?.followup_source_id ?? -1;
  return way.includes(source) && !goesOnAsTheirs(source, by, evidence);
}

/** Whoever asks on all the tickets in which one goes on is heard there, and not on a follow-up of that one. */
function goesOnAsTheirs(id: number, address: string, { tickets, addresses }: Evidence): boolean {
  const onward = wayOf(id, tickets).ids.slice(1);
  const isTheirs = (each: number) => {
    const ticket = tickets.get(each);
    return ticket?.is_public && addresses.get(ticket.requester_id) === address;
  };
  return onward.length > 0 && onward.every(isTheirs);
}

function isOfTheirs({ by }: Said, { ticket_id }: Comment, { tickets, addresses }: Evidence): boolean {
  const ticket = tickets.get(ticket_id);
  return [ticket?.requester_id ?? 0, ...(ticket?.email_cc_ids ?? [])].some((id) => addresses.get(id) === by);
}

function isFirst({ id, ticket_id }: Comment, tickets: Evidence['tickets']): boolean {
  return tickets.get(ticket_id)?.first_comment_id === id;
}

/** What answers a deleted ticket opens another one. */
function isGone(ticketId: number, tickets: Evidence['tickets']): boolean {
  const ticket = tickets.get(ticketId);
  return !ticket || ticket.deleted_at !== null;
}

function fileOf(said: Said, comment: Comment, world: Evidence['world']): string[] {
  const [attachment, ...more] = comment.attachments;
  if (!attachment || more.length > 0) return [`${said.marker} came with a file and has ${comment.attachments.length}`];
  const answer = world.buckets.text(FILES_BUCKET, `attachments/${attachment.id}`);
  return answer?.trim() === said.file ? [] : [`the file of ${said.marker} is not what was sent: ${answer}`];
}

/** Rows of a bulk request: each once when its job was accepted. */
export const bulkOnce: Invariant = ({ ledger, comments }) => {
  const places = commentsByMarker(comments);
  return ledger.bulk.flatMap(({ markers, outcome }) =>
    markers.flatMap((marker) => {
      const times = places.get(marker)?.length ?? 0;
      if (times > 1) return [`row ${marker} was carried out ${times} times`];
      return times === 0 && outcome === 'accepted' ? [`row ${marker} was accepted and never carried out`] : [];
    }),
  );
};

function commentsByMarker(comments: readonly Comment[]): Map<string, Comment[]> {
  const places = new Map<string, Comment[]>();
  for (const comment of comments)
    for (const marker of new Set(markersIn(comment.body))) places.set(marker, [...(places.get(marker) ?? []), comment]);
  return places;
}

function placeOf({ ticket_id, id }: Comment): string {
  return `comment ${id} of ticket ${ticket_id}`;
}
