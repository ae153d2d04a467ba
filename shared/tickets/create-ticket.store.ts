import { invalid } from '../kernel/errors.ts';
import type { User as Caller } from '../platform/http/contract.ts';
import type { Write } from '../platform/table/table-input.ts';
import { openTicket, type TicketCommit } from './change-ticket.ts';
import { prepareComment } from './new-comment.store.ts';
import { commitTicket } from './ticket.store.ts';
import type { Ticket } from './ticket.ts';
import { customValues, plainValues, tagChange, viaOf } from './ticket-asked.ts';
import type { TicketDeps } from './ticket-deps.store.ts';
import { checkedValues } from './ticket-field.ts';
import type { TicketInput } from './ticket-input.ts';
import { changedOwners } from './ticket-owners.store.ts';
import { changedRecipients } from './ticket-recipients.store.ts';
import { findReferences } from './ticket-references.store.ts';
import { changedTags, cleanSubject, mergedCustomFields, subjectFromText } from './ticket-values.ts';

const UNOWNED = { assignee_id: null, group_id: null, email_cc_ids: [], follower_ids: [] };

/**
 * Opens a ticket as an agent asks for it. `also` joins the transaction and gets the ticket's number. Throws one
 * `invalid` error that names the fields that are wrong; then nothing was done.
 */
export async function createTicket(
  deps: TicketDeps,
  input: TicketInput,
  caller: Caller,
  also: (id: number) => readonly Write[] = () => [],
): Promise<TicketCommit> {
  const said = input.comment ?? (input.description ? { body: input.description } : undefined);
  if (!said) throw invalid('comment', 'field_required');
  const [id, references, custom_fields] = await Promise.all([
    deps.nextNumber(),
    findReferences(deps, withRequester(input, caller)),
    checkedFields(deps, input, []),
  ]);
  const { requester } = references;
  if (!requester) throw invalid('requester_id', 'ticket.reference_unknown');
  // What an agent enters for somebody are that person's words, unless it is a note.
  const own = { id: caller.userId, role: caller.role };
  const submitter = references.submitter ?? (said.public === false ? own : requester);
  const { id: authorId, role } = references.author ?? submitter;
  const [prepared, owners, recipients] = await Promise.all([
    prepareComment(deps, id, said, { principal: caller, author: { id: authorId, role } }),
    changedOwners(deps.table, { group_id: input.group_id, assignee: references.assignee }, UNOWNED),
    changedRecipients(deps, input, UNOWNED),
  ]);
  const { comment, writes } = prepared;
  const commit = openTicket(
    {
      ...plainValues(input),
      ...owners,
      ...recipients,
      id,
      comment,
      custom_fields,
      subject: cleanSubject(input.subject ?? input.raw_subject ?? '') || subjectFromText(comment.body),
      requester_id: requester.id,
      submitter_id: submitter.id,
      organization_id: input.organization_id === undefined ? requester.organization_id : input.organization_id,
      locale: requester.locale,
      tags: changedTags([], tagChange(input)),
      followup_source_id: references.followupSource?.id ?? null,
      requester_assurance: requester.id === caller.userId ? caller.assurance : 'unverified',
    },
    {
      now: deps.now(),
      actor: { kind: 'user', ...own },
      via: viaOf(input),
      newId: deps.newId,
      closeAfter: deps.closeAfter,
    },
  );
  await commitTicket(deps.table, commit, [...writes, ...also(id)]);
  return commit;
}

/** Without a requester it is the caller's own ticket. */
function withRequester(input: TicketInput, caller: Caller): TicketInput {
  return input.requester || input.requester_id !== undefined ? input : { ...input, requester_id: caller.userId };
}

/** The values of custom fields after a change, checked by their fields. Those are only read where values are given. */
export async function checkedFields(
  deps: Pick<TicketDeps, 'ticketFields'>,
  input: TicketInput,
  before: Ticket['custom_fields'],
): Promise<Ticket['custom_fields']> {
  const given = customValues(input);
  if (given.length === 0) return before;
  const fields = await deps.ticketFields(given.map(({ id }) => id));
  return mergedCustomFields(before, checkedValues(given, fields));
}
