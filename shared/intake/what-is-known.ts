import type { AttachmentSummary } from '../attachments/attachment.ts';
import type { ScanResult } from '../attachments/scan.ts';
import type { User } from '../people/user.ts';
import type { Comment } from '../tickets/comment.ts';
import { ownFactName } from '../tickets/own-facts.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { isByCustomer } from '../tickets/words-of-customer.ts';
import rules from './taxonomy/rules.json' with { type: 'json' };

/** What customers wrote on a ticket themselves. */
export function wordsOfCustomer(ticket: Pick<Ticket, 'requester_id'>, comments: readonly Comment[]): Comment[] {
  return comments.filter((comment) => isByCustomer(ticket, comment));
}

/** Whether somebody of ours has written to the customer. */
export function answeredByUs(ticket: Pick<Ticket, 'requester_id'>, comments: readonly Comment[]): boolean {
  return comments.some(
    (comment) =>
      comment.public &&
      comment.origin === 'person' &&
      comment.author_role !== 'end-user' &&
      comment.author_id !== ticket.requester_id,
  );
}

/**
 * Types of the files that count, as their content says: what is empty or cut off, is of no type that we know, or has
 * malware in it is nothing that anybody could look at.
 */
export function readableFiles(
  files: readonly AttachmentSummary[],
  scans: ReadonlyMap<number, { readonly scan: ScanResult }>,
): string[] {
  return files
    .filter(({ id, size, broken }) => size > 0 && !broken && scans.get(id)?.scan !== 'malware_found')
    .map(({ content_type }) => content_type);
}

/**
 * What need not be asked of a requester: whoever the exchange knows under an id has told who they are, and what a form or
 * one of us has put in a field is known.
 */
export function knownOf(
  requester: Pick<User, 'external_id'> | undefined,
  { custom_fields }: Pick<Ticket, 'custom_fields'>,
): string[] {
  return [...(requester?.external_id ? ['uid'] : []), ...custom_fields.map(({ id }) => ownFactName(id))];
}

/** Whether a requester is one of those who are served first. */
export function isVip(requester: Pick<User, 'tags'> | undefined): boolean {
  return hasTag(requester, rules.tags.vip);
}

/** Whether a requester writes for a regulator or a police force. */
export function speaksForLaw(requester: Pick<User, 'tags'> | undefined): boolean {
  return hasTag(requester, rules.tags.regulator);
}

function hasTag(requester: Pick<User, 'tags'> | undefined, tags: readonly string[]): boolean {
  return requester?.tags.some((tag) => tags.includes(tag)) ?? false;
}
