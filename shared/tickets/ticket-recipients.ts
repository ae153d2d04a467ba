import { invalid } from '../kernel/errors.ts';
import { normalEmail } from '../people/text-rules.ts';
import type { User } from '../people/user.ts';
import { MAX_RECIPIENTS, type Ticket } from './ticket.ts';
import type { CollaboratorInput, PersonInput, RecipientInput, TicketInput } from './ticket-input.ts';

type Recipients = Pick<Ticket, 'email_cc_ids' | 'follower_ids'>;
type Person = Pick<User, 'id' | 'role'>;

/** The people a client named as recipients, by id and by address. */
export interface RecipientsNamed {
  readonly byId: ReadonlyMap<number, Person>;
  readonly byEmail: ReadonlyMap<string, Person>;
}

/** Ids of the people whom a client named as recipients. */
export function recipientIds(input: TicketInput): number[] {
  return everyLine(input).flatMap((line) => line.user_id ?? []);
}

/** Those named by address who are to be added, and so must be made where they are new. */
export function recipientsByEmail(input: TicketInput): PersonInput[] {
  return everyLine(input).flatMap(({ user_email: email, user_name: name, action }) =>
    email === undefined || action === 'delete' ? [] : [{ email, name }],
  );
}

/**
 * Who else hears of a ticket after what a client said; undefined when it said nothing about that. Throws `invalid` for
 * people who do not exist, followers who are no agents, and more than fit.
 */
export function changedRecipients(input: TicketInput, before: Recipients, named: RecipientsNamed): Partial<Recipients> {
  const copies = [input.collaborators, input.collaborator_ids, input.email_cc_ids];
  const replaced = copies.some((list) => list !== undefined);
  const ccs = copyLines(input);
  const followers = followerLines(input);
  return {
    ...(replaced || ccs.length > 0
      ? { email_cc_ids: changedList('email_ccs', replaced ? [] : before.email_cc_ids, ccs, named) }
      : {}),
    ...(input.follower_ids !== undefined || followers.length > 0
      ? { follower_ids: changedList('followers', input.follower_ids ? [] : before.follower_ids, followers, named) }
      : {}),
  };
}

function everyLine(input: TicketInput): RecipientInput[] {
  return [...copyLines(input), ...followerLines(input)];
}

function copyLines(input: TicketInput): RecipientInput[] {
  const { collaborators = [], collaborator_ids = [], email_cc_ids = [], additional_collaborators = [] } = input;
  const added = [...collaborators, ...collaborator_ids, ...email_cc_ids, ...additional_collaborators];
  return [...added.map(asLine), ...(input.email_ccs ?? [])];
}

function followerLines(input: TicketInput): RecipientInput[] {
  return [...(input.follower_ids ?? []).map(asLine), ...(input.followers ?? [])];
}

function asLine(each: CollaboratorInput): RecipientInput {
  if (typeof each === 'number') return { user_id: each };
  return typeof each === 'string' ? { user_email: each } : { user_email: each.email, user_name: each.name };
}

function changedList(
  field: 'email_ccs' | 'followers',
  before: readonly number[],
  lines: readonly RecipientInput[],
  { byId, byEmail }: RecipientsNamed,
): number[] {
  const ids = new Set(before);
  for (const { user_id, user_email = '', action } of lines) {
    const person = user_id === undefined ? byEmail.get(normalEmail(user_email)) : byId.get(user_id);
    if (action === 'delete') {
      ids.delete(person?.id ?? user_id ?? 0);
      continue;
    }
    if (!person) throw invalid(field, 'ticket.reference_unknown', { id: user_id ?? 0 });
    if (field === 'followers' && person.role === 'end-user') throw invalid(field, 'ticket.follower_not_agent');
    ids.add(person.id);
    if (ids.size > MAX_RECIPIENTS) throw invalid(field, 'field_too_long', { limit: MAX_RECIPIENTS });
  }
  return [...ids];
}
