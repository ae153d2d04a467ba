import type { Said } from '../workload/ledger.ts';
import { MAIL_BUCKET } from '../world/environment.ts';
import type { Evidence, Invariant } from './evidence.ts';

/** What was set aside waits with its cause until an agent has said what to do with it; then that, and only that, is so. */
export const reviewsHold: Invariant = (evidence) => [
  ...evidence.ledger.said.flatMap((said) => (said.setAside ? check(said, said.setAside, evidence) : [])),
  ...evidence.suspended.flatMap(({ id, error }) =>
    error === null ? [] : [`the suspended mail ${id} could not be recovered: ${error}`],
  ),
  ...rawMailIsDeleted(evidence),
];

function check({ marker }: Said, causes: readonly string[], { ledger, comments, suspended }: Evidence): string[] {
  const reviews = ledger.reviewed.filter(({ markers }) => markers.includes(marker));
  const was = (did: 'recover' | 'delete') => reviews.some((each) => each.did === did && each.outcome === 'accepted');
  const asked = (did: 'recover' | 'delete') => reviews.some((each) => each.did === did && each.outcome !== 'refused');
  const waiting = suspended.find(({ content }) => content.includes(marker));
  const place = comments.find(({ body }) => body.includes(marker));
  const violations: string[] = [];
  if (waiting && !causes.includes(waiting.cause)) violations.push(`${marker} waits because of ${waiting.cause}`);
  if (waiting && (was('recover') || was('delete'))) violations.push(`${marker} was dealt with and still waits`);
  if (!waiting && !asked('recover') && !asked('delete')) violations.push(`${marker} waits no more, and nobody asked`);
  if (place && !asked('recover')) violations.push(`${marker} was taken in, and nobody recovered it`);
  if (place && was('delete')) violations.push(`${marker} was deleted and is there all the same`);
  if (!place && was('recover')) violations.push(`${marker} was recovered and is gone`);
  for (const { ticketId } of reviews)
    if (place && ticketId !== undefined && ticketId !== place.ticket_id)
      violations.push(`${marker} was recovered as ticket ${ticketId} and is on ${place.ticket_id}`);
  return violations;
}

/** Whoever was told that a mail is deleted is not to find it in the bucket. */
function rawMailIsDeleted({ ledger, items, world }: Evidence): string[] {
  const kept = new Set(world.buckets.keys(MAIL_BUCKET));
  return ledger.reviewed.flatMap(({ suspendedId, did, outcome }) => {
    if (did !== 'delete' || outcome !== 'accepted') return [];
    const remains = items.find((item) => item['id'] === suspendedId && item['entity'] === 'deleted_mail');
    if (!remains) return [`the suspended mail ${suspendedId} was deleted and the table does not know`];
    const key = `/${MAIL_BUCKET}/${remains['raw_key']}`;
    return kept.has(key) ? [`the suspended mail ${suspendedId} was deleted and is still in the bucket`] : [];
  });
}
