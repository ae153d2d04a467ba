import { type Ticket, type Via, via } from './ticket.ts';
import type { TicketInput } from './ticket-input.ts';
import { normalTags } from './ticket-values.ts';

type Plain = Pick<Ticket, 'status' | 'priority' | 'type' | 'external_id' | 'due_at' | 'problem_id' | 'ticket_form_id'>;

/** The values a client gave to fields that need no look-up; those it did not name are not there. */
export function plainValues(input: TicketInput): Partial<Plain> {
  const { status, priority, type, external_id, due_at, problem_id, ticket_form_id } = input;
  return {
    ...(status === undefined ? {} : { status }),
    ...(priority === undefined ? {} : { priority }),
    ...(type === undefined ? {} : { type }),
    ...(external_id === undefined ? {} : { external_id: external_id === null ? null : String(external_id) }),
    ...(due_at === undefined ? {} : { due_at: due_at === null ? null : Date.parse(due_at) }),
    ...(problem_id === undefined ? {} : { problem_id }),
    ...(ticket_form_id === undefined ? {} : { ticket_form_id }),
  };
}

/** What a client wants done to the tags. */
export function tagChange(input: Pick<TicketInput, 'tags' | 'additional_tags' | 'remove_tags'>) {
  return {
    ...(input.tags === undefined ? {} : { set: normalTags(input.tags) }),
    add: normalTags(input.additional_tags ?? []),
    remove: normalTags(input.remove_tags ?? []),
  };
}

/** The custom field values a client gave, in either of the two places where clients put them. */
export function customValues(input: Pick<TicketInput, 'custom_fields' | 'fields'>) {
  return [...(input.fields ?? []), ...(input.custom_fields ?? [])];
}

/** How a ticket reached us, as far as a client may say so itself. */
export function viaOf(input: TicketInput): Via {
  return via(input.via?.channel === 'web' ? 'web' : 'api');
}
