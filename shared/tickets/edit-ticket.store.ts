import { invalid, notFound } from '../kernel/errors.ts';
import type { User as Caller } from '../platform/http/contract.ts';
import type { Write } from '../platform/table/table-input.ts';
import type { ChangeContext, TicketChange, TicketCommit } from './change-ticket.ts';
import { checkedFields } from './create-ticket.store.ts';
import { prepareComment } from './new-comment.store.ts';
import type { Ticket } from './ticket.ts';
import { via } from './ticket.ts';
import { plainValues, tagChange, viaOf } from './ticket-asked.ts';
import type { TicketDeps } from './ticket-deps.store.ts';
import type { TicketInput } from './ticket-input.ts';
import { changedOwners } from './ticket-owners.store.ts';
import { changedRecipients } from './ticket-recipients.store.ts';
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
  const decide = async (ticket: Ticket): Promise<TicketDecision> => {
    references ??= findReferences(deps, input);
    const found = await references;
    comment ??= input.comment && prepareComment(deps, id, input.comment, { principal: caller, author: found.author });
    const [fields, prepared] = await Promise.all([askedFields(deps, ticket, input, found), comment]);
    const change: TicketChange = {
      fields,
      ...(prepared ? { comment: prepared.comment } : {}),
      ...(seen === undefined ? {} : { seen }),
    };
    return { change, also: (commit) => [...(prepared?.writes ?? []), ...also(commit)] };
  };
  const update = await updateTicket(deps.table, id, decide, () => agentContext(deps, caller, viaOf(input)));
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
export function agentContext(deps: TicketDeps, caller: Caller, by = via('api')): ChangeContext {
  return {
    now: deps.now(),
    actor: { kind: 'user', id: caller.userId, role: caller.role },
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

async function askedFields(
  deps: TicketDeps,
  ticket: Ticket,
  input: TicketInput,
  { requester, assignee }: References,
): Promise<NonNullable<TicketChange['fields']>> {
  const [owners, recipients, custom_fields] = await Promise.all([
    changedOwners(deps.table, { group_id: input.group_id, assignee }, ticket),
    changedRecipients(deps, input, ticket),
    checkedFields(deps, input, ticket.custom_fields),
  ]);
  const subject = input.subject ?? input.raw_subject;
  const handedOver = requester !== undefined && requester.id !== ticket.requester_id;
  const tags = changedTags(ticket.tags, tagChange(input));
  return {
    ...plainValues(input),
    ...owners,
    ...recipients,
    ...(custom_fields === ticket.custom_fields ? {} : { custom_fields }),
    ...(subject ? { subject: cleanSubject(subject) } : {}),
    ...(handedOver ? { requester_id: requester.id, organization_id: requester.organization_id } : {}),
    ...(input.organization_id === undefined ? {} : { organization_id: input.organization_id }),
    ...(tags.length === ticket.tags.length && tags.every((tag, at) => tag === ticket.tags[at]) ? {} : { tags }),
  };
}
