import type { Ticket } from './ticket.ts';

/** The field of tickets that says what a ticket is about; its number is the same in every deployment. */
export const CATEGORY_FIELD = 12;

/** What a ticket is about, by the value of its category field; null while nobody has said. */
export function categoryOf({ custom_fields }: Pick<Ticket, 'custom_fields'>): string | null {
  const value = custom_fields.find(({ id }) => id === CATEGORY_FIELD)?.value;
  return typeof value === 'string' && value !== '' ? value : null;
}
