import { invalid, notFound } from '../kernel/errors.ts';
import type { User as Caller } from '../platform/http/contract.ts';
import type { Write } from '../platform/table/table-input.ts';
import { type ChangeContext, changeTicket, type TicketChange, type TicketCommit } from './change-ticket.ts';
import { checkedFields, personOf } from './create-ticket.store.ts';
import { prepareComment } from './new-comment.store.ts';
import type { TicketDeps } from './ticket.deps.ts';
import type { Ticket } from './ticket.ts';
import { via } from './ticket.ts';
import { plainValues, tagChange, viaOf } from './ticket-asked.ts';
import type { TicketInput } from './ticket-input.ts';
import { changedOwners } from './ticket-owners.store.ts';
import { type PeopleByEmail, withEverybody } from './ticket-people.store.ts';
import { changedRecipients } from './ticket-recipients.ts';
import { findReferences, type References } from './ticket-references.store.ts';
import { changedTags, cleanSubject } from './ticket-values.ts';
import { type TicketDecision, type TicketUpdate, updateTicket } from './update-ticket.store.ts';

type Also = (commit: TicketCommit) => readonly Write[];

/**
 * Changes a ticket as an agent asks for it; `also` joins the transaction. What is asked names the fields it changes, so
 * it is done again on the new state when somebody else was faster, unless the agent asked for `safe_update`. Throws
 * `not_found`, `conflict`, or one `invalid` error that names the fields that are wrong.
 */
export async function editTicket(
  deps: TicketDeps,
  id: number,
  input: TicketInput,
  caller: Caller,
  also: Also = () => [],
): Promise<TicketUpdate> {
  const seen = seenOf(input);
  let references: Promise<References> | undefined;
  let comment: ReturnType<typeof prepareComment> | undefined;
  const context = () => agentContext(deps, caller, viaOf(input), input.metadata?.custom?.reason?.trim());
  const decide = async (ticket: Ticket): Promise<TicketDecision> => {
    references ??= findReferences(deps.table, input);
    const found = await references;
    const from = (found.author ?? caller).role === 'end-user' ? 'customer' : 'staff';
    comment ??= input.comment && prepareComment(deps, id, input.comment, { principal: caller, from });
    const [owners, custom_fields, prepared] = await Promise.all([
      changedOwners(deps.table, { group_id: input.group_id, assignee: found.assignee }, ticket),
      checkedFields(deps, input, ticket.custom_fields),
      comment,
    ]);
    const author = found.author && { id: found.author.id, role: found.author.role };
    const change = await withEverybody(deps, found.named, (byEmail) => {
      const drafted: TicketChange = {
        fields: {
          ...askedFields(ticket, input, found, byEmail),
          ...owners,
          ...(custom_fields === ticket.custom_fields ? {} : { custom_fields }),
        },
        ...(prepared ? { comment: { ...prepared.comment, ...(author ? { author } : {}) } } : {}),
        ...(seen === undefined ? {} : { seen }),
      };
      if (found.named.missing.length > 0) changeTicket(ticket, drafted, context());
      return drafted;
    });
    return { change, also: (commit) => [...(prepared?.writes ?? []), ...also(commit)] };
  };
  const update = await updateTicket(deps.table, id, decide, context);
  if (!update) throw notFound('ticket');
  return update;
}

/** Deletes a ticket: it is gone for everyone, its record and audits stay. Throws `not_found`. */
export async function deleteTicket(
  deps: TicketDeps,
  id: number,
  caller: Caller,
  also: Also = () => [],
): Promise<TicketUpdate> {
  const decide = () => ({ change: { delete: true }, also });
  const update = await updateTicket(deps.table, id, decide, () => agentContext(deps, caller));
  if (!update) throw notFound('ticket');
  return update;
}

/** What the rules need to know when somebody on our side changes a ticket through the API. */
export function agentContext(deps: TicketDeps, caller: Caller, by = via('api'), reason?: string): ChangeContext {
  return {
    now: deps.now(),
    actor: { kind: 'user', id: caller.userId, role: caller.role, ...(reason ? { reason } : {}) },
    via: by,
    newId: deps.newId,
    closeAfter: deps.closeAfter,
  };
}

function seenOf(input: TicketInput): number | undefined {
  if (!input.safe_update) return undefined;
  if (input.updated_stamp === undefined) throw invalid('updated_stamp', 'field_required');
  return Date.parse(input.updated_stamp);
}

function askedFields(
  ticket: Ticket,
  input: TicketInput,
  references: References,
  byEmail: PeopleByEmail,
): NonNullable<TicketChange['fields']> {
  const requester = references.requester ?? personOf(input, byEmail);
  const handedOver = requester !== undefined && requester.id !== ticket.requester_id;
  const subject = input.subject ?? input.raw_subject;
  return {
    ...plainValues(input),
    ...changedRecipients(input, ticket, { byId: references.recipients, byEmail }),
    ...(subject ? { subject: cleanSubject(subject) } : {}),
    ...(handedOver ? { requester_id: requester.id, organization_id: requester.organization_id } : {}),
    ...(input.organization_id === undefined ? {} : { organization_id: input.organization_id }),
    ...(touchesTags(input) ? { tags: changedTags(ticket.tags, tagChange(input)) } : {}),
  };
}

function touchesTags({ tags, additional_tags, remove_tags }: TicketInput): boolean {
  return tags !== undefined || additional_tags !== undefined || remove_tags !== undefined;
}
