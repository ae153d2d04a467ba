import { MERGED_TAG } from '../../shared/tickets/merge-tickets.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';

/**
 * What a follow-up has from the ticket it follows: where it comes from, and what is noted there about the matter. Values
 * of fields can be for their customer to see: whoever was only copied does not get them.
 */
export function followUpFields(
  source: Ticket,
  requesterId: number,
): Pick<Ticket, 'followup_source_id' | 'tags' | 'custom_fields'> {
  return {
    followup_source_id: source.id,
    tags: source.tags.filter((tag) => tag !== MERGED_TAG),
    custom_fields: source.requester_id === requesterId ? source.custom_fields : [],
  };
}

/** The subject without the number of the ticket it follows: the follow-up has one of its own. */
export function followUpSubject(subject: string, followed: number): string {
  return subject.replaceAll(`[#${followed}]`, ' ').replace(/ +/g, ' ').trim();
}
