import { invalid } from '../kernel/errors.ts';
import { ABOUT_FIELDS, categoryOfReason } from './about-fields.ts';
import type { Ticket } from './ticket.ts';
import type { TicketField } from './ticket-field.ts';

type Values = Ticket['custom_fields'];
type Choices = readonly Pick<TicketField, 'id' | 'options'>[];

/** Choices that a refusal names. */
const ALLOWED_TOLD = 50;

/**
 * A ticket's values after a person changed them, with a reason of their category only. A reason that somebody gives with, or
 * to, another category is refused; one that is left over from the category before is taken away. A reason that is of no
 * category goes with each. What was there before stays.
 */
export function withFittingReason(
  before: Values,
  after: Values,
  given: readonly { readonly id: number }[],
  fields: Choices,
): Values {
  const [category, reason] = [chosen(after, ABOUT_FIELDS.category), chosen(after, ABOUT_FIELDS.reason)];
  const isAsBefore =
    category === chosen(before, ABOUT_FIELDS.category) && reason === chosen(before, ABOUT_FIELDS.reason);
  if (isAsBefore || category === null || reason === null || fits(reason, category, fields)) return after;
  if (!given.some(({ id }) => id === ABOUT_FIELDS.reason)) return after.filter(({ id }) => id !== ABOUT_FIELDS.reason);
  const allowed = choicesOf(ABOUT_FIELDS.reason, fields).filter((each) => fits(each, category, fields));
  throw invalid(`custom_fields.${ABOUT_FIELDS.reason}`, 'ticket.reason_of_other_category', {
    category,
    allowed: allowed.slice(0, ALLOWED_TOLD).join(', '),
  });
}

function fits(reason: string, category: string, fields: Choices): boolean {
  const of = categoryOfReason(reason);
  return of === null || of === category || !choicesOf(ABOUT_FIELDS.category, fields).includes(of);
}

function choicesOf(id: number, fields: Choices): string[] {
  return fields.find((field) => field.id === id)?.options.map(({ value }) => value) ?? [];
}

function chosen(values: Values, id: number): string | null {
  const value = values.find((each) => each.id === id)?.value;
  return typeof value === 'string' ? value : null;
}
