import { isStaff, type Principal } from '../kernel/principal.ts';
import type { TicketField } from './ticket-field.ts';
import type { TicketForm } from './ticket-form.ts';

/** Customers know of the forms that they can choose. */
export function maySeeForm(principal: Principal, form: TicketForm): boolean {
  return isStaff(principal) || (form.end_user_visible && form.active);
}

/** Customers know of the fields that stand on their requests. */
export function maySeeField(principal: Principal, field: TicketField): boolean {
  return isStaff(principal) || (field.visible_in_portal && field.active);
}
