import type { Comment } from '../../../shared/tickets/comment.ts';
import { markersIn, type Said } from '../workload/ledger.ts';
import { FILES_BUCKET } from '../world/environment.ts';
import type { Evidence, Invariant } from './evidence.ts';

/** Whatever was accepted is there exactly once; what was not, at most once. */
export const wordsOnce: Invariant = (evidence) => {
  const places = commentsByMarker(evidence.comments);
  return evidence.ledger.said.flatMap((said) => {
    const found = places.get(said.marker) ?? [];
    // Only what is nobody's own word, or in another's name, may wait for somebody to look.
    const mayWait = said.channel === 'mail' && (said.automatic || said.forged);
    const kept = mayWait ? evidence.suspended.filter((item) => holds(item, said.marker)).length : 0;
    const times = found.length + kept;
    if (times > 1) return [`${said.marker} of ${said.by} is there ${times} times: ${found.map(placeOf).join(', ')}`];
    if (times === 0 && said.outcome === 'accepted')
      return [`${said.marker} of ${said.by} was accepted by ${said.channel} and is gone`];
    if (times === 1 && said.outcome === 'refused' && !onDeleted(found, evidence))
      return [`${said.marker} of ${said.by} was refused and is there all the same`];
    return found.flatMap((comment) => rightPlace(said, comment, evidence));
  });
};

/** Who asks again for what an agent has deleted meanwhile is told that it is not there. */
function onDeleted(found: readonly Comment[], { tickets }: Evidence): boolean {
  return found.every(({ ticket_id }) => isGone(ticket_id, tickets));
}

function rightPlace(said: Said, comment: Comment, { deliveries, tickets, addresses, world }: Evidence): string[] {
  const violations: string[] = [];
  if (said.forged)
    return isFirst(comment, tickets) ? [] : [`the forged ${said.marker} got onto ticket ${comment.ticket_id}`];
  const expected = said.ticketId ?? deliveries.get(said.answersDelivery ?? '')?.ticket_id;
  const ticket = tickets.get(comment.ticket_id);
  if (
    expected !== undefined &&
    comment.ticket_id !== expected &&
    ticket?.followup_source_id !== expected &&
    !isGone(expected, tickets)
  )
    violations.push(`${said.marker} belongs to ticket ${expected} and is on ${comment.ticket_id}`);
  const isPublic = said.audience === 'public';
  if (comment.public !== isPublic && !said.automatic) violations.push(`${said.marker} was ${said.audience} and is not`);
  if (addresses.get(comment.author_id) !== said.by) violations.push(`${said.marker} of ${said.by} has another author`);
  if (said.file !== undefined) violations.push(...fileOf(said, comment, world));
  return violations;
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

function holds(item: Readonly<Record<string, unknown>>, marker: string): boolean {
  return JSON.stringify(item).includes(marker);
}

function placeOf({ ticket_id, id }: Comment): string {
  return `comment ${id} of ticket ${ticket_id}`;
}
