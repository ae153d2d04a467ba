import * as z from 'zod/mini';
import { Job } from '../../../shared/jobs/job.ts';
import { MERGED_TAG } from '../../../shared/tickets/merge-tickets.ts';
import type { Ticket } from '../../../shared/tickets/ticket.ts';
import type { Merge } from '../workload/ledger.ts';
import type { Evidence, Invariant } from './evidence.ts';

/** Each merge that was accepted is carried out ticket by ticket, or says why not; what was refused has left nothing. */
export const mergesOnce: Invariant = (evidence) => {
  const jobs = new Map(
    evidence.items
      .filter((item) => item['entity'] === 'job')
      .map((item) => z.parse(Job, item))
      .map((job) => [job.id, job]),
  );
  return evidence.ledger.merges.flatMap((merge) => {
    const job = jobs.get(merge.jobId ?? '');
    if (merge.outcome !== 'accepted') return [...atMostOnce(merge, evidence), ...nothingOfRefused(merge, evidence)];
    if (job?.status !== 'completed') return [`${nameOf(merge)} was accepted and never carried out`];
    const done = new Set((job.results ?? []).flatMap(({ id, success }) => (success ? [id] : [])));
    return [
      ...atMostOnce(merge, evidence),
      ...merge.ids.flatMap((id) => (done.has(id) ? isCarriedOut(merge, id, evidence) : couldNot(merge, id, evidence))),
      ...(merge.ids.some((id) => done.has(id)) ? isToldOnTarget(merge, done.has(merge.ids[0] ?? 0), evidence) : []),
    ];
  });
};

/** A ticket that goes on in another is closed for good, by one change that somebody asked for, and its way has an end. */
export const mergedStayMerged: Invariant = (evidence) =>
  [...evidence.tickets.values()].flatMap((ticket) => {
    const { id, merged_into_id: into } = ticket;
    const changes = (evidence.audits.get(id) ?? [])
      .flatMap(({ events }) => events)
      .filter((event) => event.type === 'Change' && event.field_name === 'merged_into_id');
    if (into === null) return changes.length === 0 ? [] : [`ticket ${id} was merged and is no more`];
    const violations: string[] = [];
    if (changes.length !== 1) violations.push(`ticket ${id} was merged ${changes.length} times`);
    if (ticket.status !== 'closed') violations.push(`ticket ${id} was merged and is ${ticket.status}`);
    if (!ticket.tags.includes(MERGED_TAG)) violations.push(`ticket ${id} was merged and is not tagged so`);
    if (!asksFor(evidence, id, into)) violations.push(`nobody asked to merge ticket ${id} into ticket ${into}`);
    if (isSpokenOnAfterwards(id, evidence)) violations.push(`ticket ${id} was merged and somebody spoke on it since`);
    if (wayOf(id, evidence.tickets).isRound) violations.push(`merged tickets go round in a circle from ticket ${id}`);
    return violations;
  });

/** Only a merge that tells the people of its target openly brings them others. */
export const copiedByPublicMerge: Invariant = ({ tickets, ledger }) =>
  [...tickets.values()].flatMap(({ id, email_cc_ids }) => {
    const brought = ledger.merges
      .filter(({ into, onTarget, outcome }) => into === id && onTarget.public && outcome !== 'refused')
      .flatMap(({ ids }) => ids.flatMap((source) => peopleOf(tickets.get(source))));
    const others = email_cc_ids.filter((person) => !brought.includes(person));
    return others.map((person) => `ticket ${id} is copied to ${person}, whom no merge brought`);
  });

/** The tickets on the way from one to where it goes on, itself first. */
export function wayOf(id: number, tickets: Evidence['tickets']): { readonly ids: number[]; readonly isRound: boolean } {
  const ids: number[] = [];
  for (let next: number | null | undefined = id; next != null; next = tickets.get(next)?.merged_into_id) {
    if (ids.includes(next)) return { ids, isRound: true };
    ids.push(next);
  }
  return { ids, isRound: false };
}

/** What is said once a ticket is merged is said where it goes on; only we may still note something on it. */
function isSpokenOnAfterwards(id: number, { audits, comments }: Evidence): boolean {
  const all = audits.get(id) ?? [];
  const merging = all.findIndex(({ events }) =>
    events.some((event) => event.type === 'Change' && event.field_name === 'merged_into_id'),
  );
  const later = all.slice(merging + 1).flatMap(({ events }) => events);
  const said = new Set(later.flatMap((event) => (event.type === 'Comment' ? [event.comment_id] : [])));
  return comments.some((comment) => comment.public && said.has(comment.id));
}

function peopleOf(ticket: Ticket | undefined): number[] {
  return ticket?.is_public ? [ticket.requester_id, ...ticket.email_cc_ids] : [];
}

function asksFor({ ledger }: Evidence, id: number, target: number): boolean {
  return ledger.merges.some(({ into, ids, outcome }) => into === target && ids.includes(id) && outcome !== 'refused');
}

function isCarriedOut(merge: Merge, id: number, { tickets, comments }: Evidence): string[] {
  const violations: string[] = [];
  const goesOn = tickets.get(id)?.merged_into_id;
  if (goesOn !== merge.into)
    violations.push(`${nameOf(merge)} says that it is done, ticket ${id} goes on in ${goesOn}`);
  const told = comments.filter(({ ticket_id, body }) => ticket_id === id && body.includes(merge.onSource.marker));
  if (told[0]?.public !== merge.onSource.public) violations.push(`${nameOf(merge)} did not say so on ticket ${id}`);
  return violations;
}

/** What is refused is a ticket that was final by then: closed, or gone. */
function couldNot(merge: Merge, id: number, { tickets, comments }: Evidence): string[] {
  const isFinal = (ticket: Ticket | undefined) => ticket?.status === 'closed' || ticket?.deleted_at !== null;
  const violations: string[] = [];
  if (!isFinal(tickets.get(id)) && !isFinal(tickets.get(merge.into)))
    violations.push(`${nameOf(merge)} refused ticket ${id} for no reason`);
  if (comments.some(({ ticket_id, body }) => ticket_id === id && body.includes(merge.onSource.marker)))
    violations.push(`${nameOf(merge)} refused ticket ${id} and says there that it was merged`);
  return violations;
}

/** A target that was closed before the row that speaks for all may say nothing. */
function isToldOnTarget(merge: Merge, firstIsDone: boolean, { tickets, comments }: Evidence): string[] {
  const told = comments.find(({ body }) => body.includes(merge.onTarget.marker));
  if (!told) {
    const excused = !firstIsDone && tickets.get(merge.into)?.status === 'closed';
    return excused ? [] : [`${nameOf(merge)} said nothing on ticket ${merge.into}`];
  }
  return told.public === merge.onTarget.public
    ? []
    : [`${nameOf(merge)} told the wrong people of ticket ${merge.into}`];
}

function atMostOnce(merge: Merge, { comments }: Evidence): string[] {
  const { into, ids, onTarget, onSource } = merge;
  const places = (marker: string) =>
    comments.filter(({ body }) => body.includes(marker)).map(({ ticket_id }) => ticket_id);
  const [onTargets, onSources] = [places(onTarget.marker), places(onSource.marker)];
  const isOnce = onTargets.length <= 1 && new Set(onSources).size === onSources.length;
  const isInPlace = onTargets.every((id) => id === into) && onSources.every((id) => ids.includes(id));
  return isOnce && isInPlace ? [] : [`${nameOf(merge)} spoke on tickets ${[...onTargets, ...onSources].join(' ')}`];
}

function nothingOfRefused(merge: Merge, { comments }: Evidence): string[] {
  const { outcome, onTarget, onSource } = merge;
  const isThere = comments.some(({ body }) => body.includes(onTarget.marker) || body.includes(onSource.marker));
  return outcome === 'refused' && isThere ? [`${nameOf(merge)} was refused and carried out all the same`] : [];
}

function nameOf({ into, ids, onTarget }: Merge): string {
  return `the merge ${onTarget.marker} of ${ids.map((id) => `ticket ${id}`).join(', ')} into ticket ${into}`;
}
