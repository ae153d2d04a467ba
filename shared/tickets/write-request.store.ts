import { DomainError, invalid, notFound } from '../kernel/errors.ts';
import type { Principal } from '../kernel/principal.ts';
import { getUser } from '../people/user.store.ts';
import type { Write } from '../platform/table/table-input.ts';
import { openTicket, type TicketChange, type TicketCommit } from './change-ticket.ts';
import { prepareComment } from './new-comment.store.ts';
import { withFittingReason } from './reason-in-category.ts';
import { canBeSolvedBy, isOwnRequest } from './request.policy.ts';
import type { TicketDeps } from './ticket.deps.ts';
import { commitTicket, getTicket } from './ticket.store.ts';
import { statusClass, type Ticket, via } from './ticket.ts';
import { customValues } from './ticket-asked.ts';
import { checkedValues, editableByCustomers } from './ticket-field.ts';
import { maySeeForm } from './ticket-form.policy.ts';
import { getTicketForm } from './ticket-form.store.ts';
import type { RequestInput } from './ticket-input.ts';
import { findNamed, type Named, withEverybody } from './ticket-people.store.ts';
import { cleanSubject, mergedCustomFields, subjectFromText } from './ticket-values.ts';
import { updateTicket } from './update-ticket.store.ts';

/** Who makes or changes a request, and in which language they speak. */
export interface RequestBy {
  readonly principal: Principal;
  readonly locale: string;
}

/**
 * Opens a request: the caller's own, or, of somebody who did not sign in, of the address they give, which then counts as
 * unverified. `also` joins the transaction and gets the number.
 */
export async function createRequest(
  deps: TicketDeps,
  input: RequestInput,
  by: RequestBy,
  also: (id: number) => readonly Write[] = () => [],
): Promise<TicketCommit> {
  const said = input.comment ?? (input.description ? { body: input.description } : undefined);
  if (!said) throw invalid('comment', 'field_required');
  const { principal } = by;
  const [id, requesters, custom_fields, source, ticket_form_id] = await Promise.all([
    deps.nextNumber(),
    requestersOf(deps, input, by),
    valuesFrom(deps, input, []),
    followupSource(deps, input, principal),
    formOf(deps, input, principal),
  ]);
  const { comment, writes } = await prepareComment(
    deps,
    id,
    { ...said, public: true },
    { principal, from: 'customer' },
  );
  const commit = await withEverybody(deps, requesters, (people) => {
    const [requester] = people.values();
    if (!requester) throw invalid('requester', 'field_required');
    return openTicket(
      {
        id,
        custom_fields,
        ticket_form_id,
        // Whoever calls here speaks as a customer, an agent with a request of their own too.
        comment: { ...comment, author: { id: requester.id, role: 'end-user' } },
        subject: cleanSubject(input.subject ?? '') || subjectFromText(comment.body),
        requester_id: requester.id,
        submitter_id: requester.id,
        organization_id: requester.organization_id,
        locale: requester.locale,
        followup_source_id: source?.id ?? null,
        requester_assurance: principal.kind === 'user' ? principal.assurance : 'unverified',
      },
      contextFor(deps, requester.id),
    );
  });
  await commitTicket(deps.table, commit, [...writes, ...also(id)]);
  return commit;
}

/** The one whose request it is: whoever signed in, or whoever has the address that was given. */
async function requestersOf(deps: TicketDeps, input: RequestInput, { principal, locale }: RequestBy): Promise<Named> {
  if (principal.kind === 'user') {
    const user = await getUser(deps.table, principal.userId);
    if (!user?.active) throw new DomainError('unauthenticated', 'unauthenticated');
    return { known: new Map([['', user]]), missing: [] };
  }
  if (!input.requester) throw invalid('requester', 'field_required');
  return findNamed(deps.table, [{ locale, ...input.requester }]);
}

async function followupSource(
  deps: TicketDeps,
  input: RequestInput,
  principal: Principal,
): Promise<Ticket | undefined> {
  const id = input.via_followup_source_id;
  if (id === undefined || id === null) return undefined;
  const source = await getTicket(deps.table, id);
  if (!source || !isOwnRequest(principal, source))
    throw invalid('via_followup_source_id', 'ticket.reference_unknown', { id });
  if (source.status !== 'closed') throw invalid('via_followup_source_id', 'ticket.followup_source_not_closed');
  return source;
}

/** The form that it is opened with: one that the caller can choose. */
async function formOf({ table }: TicketDeps, input: RequestInput, principal: Principal): Promise<number | null> {
  const id = input.ticket_form_id ?? null;
  if (id === null) return null;
  const form = await getTicketForm(table, id);
  if (!form || !maySeeForm(principal, form)) throw invalid('ticket_form_id', 'ticket.reference_unknown', { id });
  return id;
}

/** Customers give values only to fields that are theirs to fill in; the rest is passed over. */
async function valuesFrom(deps: TicketDeps, input: RequestInput, before: Ticket['custom_fields']) {
  const given = customValues(input);
  if (given.length === 0) return before;
  const fields = await deps.ticketFields(given.map(({ id }) => id));
  const merged = mergedCustomFields(before, checkedValues(given, editableByCustomers(fields)));
  return withFittingReason(before, merged, given, fields);
}

/**
 * Adds to a request of the caller's own, or declares it solved. Throws `not_found` for anybody else's, and `invalid` for
 * one that is closed or that nobody works on yet.
 */
export async function changeRequest(
  deps: TicketDeps,
  id: number,
  input: RequestInput,
  principal: Principal,
): Promise<Ticket> {
  if (principal.kind !== 'user') throw notFound('request');
  const author = { id: principal.userId, role: 'end-user' } as const;
  const speaker = { principal, from: 'customer' } as const;
  let comment: ReturnType<typeof prepareComment> | undefined;
  const update = await updateTicket(
    deps.table,
    id,
    async (ticket) => {
      assertMayChange(ticket, input, principal);
      comment ??= input.comment && prepareComment(deps, id, { ...input.comment, public: true }, speaker);
      const [prepared, custom_fields] = await Promise.all([comment, valuesFrom(deps, input, ticket.custom_fields)]);
      const change: TicketChange = {
        fields: {
          ...(input.solved ? { status: 'solved' } : {}),
          ...(custom_fields === ticket.custom_fields ? {} : { custom_fields }),
        },
        ...(prepared ? { comment: { ...prepared.comment, author }, requester_assurance: principal.assurance } : {}),
      };
      return { change, also: () => prepared?.writes ?? [] };
    },
    () => contextFor(deps, principal.userId),
  );
  if (!update) throw notFound('request');
  return update.ticket;
}

function assertMayChange(ticket: Ticket, input: RequestInput, principal: Principal): void {
  if (!isOwnRequest(principal, ticket)) throw notFound('request');
  if (ticket.status === 'closed') throw invalid('status', 'request.closed_open_followup', { id: ticket.id });
  const asksToSolve = input.solved === true && statusClass(ticket.status) === 'live';
  if (asksToSolve && !canBeSolvedBy(principal, ticket)) throw invalid('solved', 'request.cannot_be_solved');
}

function contextFor(deps: TicketDeps, userId: number) {
  return {
    now: deps.now(),
    actor: { kind: 'user', id: userId, role: 'end-user' } as const,
    via: via('web'),
    newId: deps.newId,
    closeAfter: deps.closeAfter,
  };
}
