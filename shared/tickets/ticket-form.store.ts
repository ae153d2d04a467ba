import * as z from 'zod/mini';
import { queryAll } from '../people/list-ids.store.ts';
import { ticketFormKey, ticketFormOrderKey } from '../platform/table/keys.ts';
import type { Table } from '../platform/table/table.ts';
import type { Write } from '../platform/table/table-input.ts';
import { DEFAULT_FORM, FIRST_ORDER, FormOrder, SHIPPED_FORM, TicketForm } from './ticket-form.ts';

/** All forms in their order, the shipped one among them until it is deleted. They share one partition. */
export async function listTicketForms(table: Table): Promise<{ forms: TicketForm[]; order: FormOrder }> {
  const items = await queryAll(table, { partition: ticketFormOrderKey.pk, consistent: true });
  const stored = items.find(({ entity }) => entity === 'ticket_form_order');
  const order = stored ? z.parse(FormOrder, stored) : FIRST_ORDER;
  const kept = new Map(
    items
      .filter(({ entity }) => entity === 'ticket_form')
      .map((item) => z.parse(TicketForm, item))
      .map((form) => [form.id, form]),
  );
  const forms = order.ids.flatMap((id) => kept.get(id) ?? (id === SHIPPED_FORM ? DEFAULT_FORM : []));
  return { forms, order };
}

/** The form of this id, or undefined. */
export async function getTicketForm(table: Table, id: number): Promise<TicketForm | undefined> {
  const item = await table.get(ticketFormKey(id), { consistent: true });
  if (item) return z.parse(TicketForm, item);
  if (id !== SHIPPED_FORM) return undefined;
  const order = await table.get(ticketFormOrderKey, { consistent: true });
  return !order || z.parse(FormOrder, order).ids.includes(id) ? DEFAULT_FORM : undefined;
}

/**
 * Commits a form's next state, or its first, together with the order of all; `also` joins the transaction. Throws
 * ConditionFailed when the form or the order was changed meanwhile.
 */
export async function putTicketForm(
  table: Table,
  form: TicketForm,
  order: FormOrder,
  also: readonly Write[] = [],
): Promise<void> {
  const put = { ...ticketFormKey(form.id), entity: 'ticket_form', ...form };
  const condition = form.version === 1 ? 'absent' : { version: form.version - 1 };
  await table.transact([{ put, condition }, orderWrite(order), ...also]);
}

/** Takes a form away, out of the order too. Throws ConditionFailed when the order was changed meanwhile. */
export async function deleteTicketForm(table: Table, id: number, order: FormOrder): Promise<void> {
  await table.transact([{ delete: ticketFormKey(id) }, orderWrite(order)]);
}

/** Puts the forms in another order. Throws ConditionFailed when it was changed meanwhile. */
export async function orderTicketForms(table: Table, order: FormOrder): Promise<void> {
  await table.transact([orderWrite(order)]);
}

/** `order` with the version that was read: the next one is written. */
function orderWrite({ version, ...order }: FormOrder): Write {
  const put = { ...ticketFormOrderKey, entity: 'ticket_form_order', ...order, version: version + 1 };
  return { put, condition: version === 0 ? 'absent' : { version } };
}
