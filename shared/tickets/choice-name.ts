import { nearestLocale } from '../platform/i18n/locale.ts';
import { lastOf } from './own-facts.ts';
import type { Ticket } from './ticket.ts';
import type { TicketField } from './ticket-field.ts';

/** The name of a choice that a ticket has in one of its fields; what is chosen in none, as a tag, is its own name. */
export function choiceName(
  value: string,
  { custom_fields }: Pick<Ticket, 'custom_fields'>,
  fields: readonly Pick<TicketField, 'id' | 'options'>[],
  locale: string,
): string {
  const having = new Set(custom_fields.filter((each) => [each.value].flat().includes(value)).map(({ id }) => id));
  const option = fields
    .filter(({ id }) => having.has(id))
    .flatMap(({ options }) => options)
    .find((each) => each.value === value);
  return option ? lastOf(option.names?.[nearestLocale(locale)] ?? option.name) : value;
}
