import { invalid } from '../kernel/errors.ts';
import { normalEmail } from '../people/text-rules.ts';
import type { User as Caller } from '../platform/http/contract.ts';
import type { Write } from '../platform/table/table-input.ts';
import { type ChangeContext, openTicket, type TicketCommit } from './change-ticket.ts';
import { prepareComment } from './new-comment.store.ts';
import { withFittingReason } from './reason-in-category.ts';
import type { TicketDeps } from './ticket.deps.ts';
import { commitTicket } from './ticket.store.ts';
import type { Ticket } from './ticket.ts';
import { customValues, plainValues, tagChange, viaOf } from './ticket-asked.ts';
import { checkedValues } from './ticket-field.ts';
import type { TicketInput } from './ticket-input.ts';
import { changedOwners } from './ticket-owners.store.ts';
import { type PeopleByEmail, withEverybody } from './ticket-people.store.ts';
import { changedRecipients } from './ticket-recipients.ts';
import { findReferences } from './ticket-references.store.ts';
import { changedTags, cleanSubject, mergedCustomFields, subjectFromText } from './ticket-values.ts';

const UNOWNED = { assignee_id: null, group_id: null, email_cc_ids: [], follower_ids: [] };

/**
 * Opens a ticket as an agent asks for it. `also` joins the transaction and gets the ticket's number. Throws one
 * `invalid` error that names the fields that are wrong; then nothing was done.
 */
export async function createTicket(
  deps: TicketDeps,
  asked: TicketInput,
  caller: Caller,
  also: (id: number) => readonly Write[] = () => [],
): Promise<TicketCommit> {
  const input = withRequester(asked, caller);
  const said = input.comment ?? (input.description ? { body: input.description } : undefined);
  if (!said) throw invalid('comment', 'field_required');
  const [id, references, custom_fields] = await Promise.all([
    deps.nextNumber(),
    findReferences(deps.table, input),
    checkedFields(deps, input, []),
  ]);
  const { named, recipients: byId, followupSource, assignee } = references;
  // What an agent enters for somebody are that person's words, unless it is a note.
  const own = { id: caller.userId, role: caller.role };
  const isNote = said.public === false;
  const requesterKnown = references.requester ?? personOf(input, named.known);
  const speaker = references.author ?? references.submitter ?? (isNote ? own : requesterKnown);
  const from = speaker && speaker.role !== 'end-user' ? 'staff' : 'customer';
  const [{ comment, writes }, owners] = await Promise.all([
    prepareComment(deps, id, said, { principal: caller, from }),
    changedOwners(deps.table, { group_id: input.group_id, assignee }, UNOWNED),
  ]);
  const context: ChangeContext = {
    now: deps.now(),
    actor: { kind: 'user', ...own },
    via: viaOf(input),
    newId: deps.newId,
    closeAfter: deps.closeAfter,
  };
  const commit = await withEverybody(deps, named, (byEmail) => {
    const requester = references.requester ?? personOf(input, byEmail);
    if (!requester) throw invalid('requester_id', 'ticket.reference_unknown');
    const submitter = references.submitter ?? (isNote ? own : requester);
    const author = references.author ?? submitter;
    return openTicket(
      {
        ...plainValues(input),
        ...owners,
        ...changedRecipients(input, UNOWNED, { byId, byEmail }),
        id,
        custom_fields,
        comment: { ...comment, author: { id: author.id, role: author.role } },
        subject: cleanSubject(input.subject ?? input.raw_subject ?? '') || subjectFromText(comment.body),
        requester_id: requester.id,
        submitter_id: submitter.id,
        organization_id: input.organization_id === undefined ? requester.organization_id : input.organization_id,
        locale: requester.locale,
        tags: changedTags([], tagChange(input)),
        followup_source_id: followupSource?.id ?? null,
        requester_assurance: requester.id === caller.userId ? caller.assurance : 'unverified',
      },
      context,
    );
  });
  await commitTicket(deps.table, commit, [...writes, ...also(id)]);
  return commit;
}

/** Without a requester it is the caller's own ticket. */
function withRequester(input: TicketInput, caller: Caller): TicketInput {
  return input.requester || input.requester_id !== undefined ? input : { ...input, requester_id: caller.userId };
}

/** The requester who is named by address. */
export function personOf(input: Pick<TicketInput, 'requester'>, people: PeopleByEmail) {
  return input.requester && people.get(normalEmail(input.requester.email));
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
  const merged = mergedCustomFields(before, checkedValues(given, fields));
  return withFittingReason(before, merged, given, fields);
}
