import { invalid, notFound } from '../../shared/kernel/errors.ts';
import { withFreshState } from '../../shared/people/guarded-commit.store.ts';
import type { Request, UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import type { Write } from '../../shared/platform/table/table-input.ts';
import { listTicketFields } from '../../shared/tickets/ticket-field.store.ts';
import type { ticketFieldsApi } from '../../shared/tickets/ticket-fields.api.ts';
import {
  deleteTicketForm,
  listTicketForms,
  orderTicketForms,
  putTicketForm,
} from '../../shared/tickets/ticket-form.store.ts';
import {
  changedTicketForm,
  checkConditions,
  clonedTicketForm,
  type FormOrder,
  MAX_FORMS,
  newTicketForm,
  placedForm,
  reorderedForms,
  type TicketForm,
} from '../../shared/tickets/ticket-form.ts';
import type { TicketFieldsDeps } from './deps.ts';
import { formShown, formsShown } from './show-forms.ts';

type Routes = typeof ticketFieldsApi.routes;
type Forms = readonly TicketForm[];
interface Place {
  readonly default?: boolean | undefined;
  readonly position?: number | undefined;
}

export const createForm: UseCase<Routes['createForm'], TicketFieldsDeps> = async (request, deps) => {
  const { position, default: isDefault, ...given } = request.body.ticket_form;
  const form = newTicketForm(given, { now: deps.now(), newId: deps.newId });
  const id = await addOnce(request, deps, { position, default: isDefault }, () => form);
  const headers = { location: `${request.baseUrl}/ticket_forms/${id}` };
  return { body: { ticket_form: await formShown(id, request, deps) }, headers };
};

export const cloneForm: UseCase<Routes['cloneForm'], TicketFieldsDeps> = async (request, deps) => {
  const context = { now: deps.now(), newId: deps.newId };
  const copy = (forms: Forms) => {
    const form = formIn(forms, request.params.id);
    const name = request.body?.prepend_clone_title ? `Clone of ${form.name}`.slice(0, 255) : form.name;
    return clonedTicketForm(form, name, context);
  };
  const id = await addOnce(request, deps, {}, copy);
  return { body: { ticket_form: await formShown(id, request, deps) } };
};

export const updateForm: UseCase<Routes['updateForm'], TicketFieldsDeps> = async (request, deps) => {
  const { position, default: isDefault, ...given } = request.body.ticket_form;
  const { id } = request.params;
  await withFreshState(async () => {
    const { forms, order } = await listTicketForms(deps.table);
    const before = formIn(forms, id);
    const after = changedTicketForm(before, given, deps.now());
    await check(before, after, deps);
    await putTicketForm(deps.table, after, placed(order, after, { position, default: isDefault }));
  });
  return { body: { ticket_form: await formShown(id, request, deps) } };
};

export const reorderForms: UseCase<Routes['reorderForms'], TicketFieldsDeps> = async (request, deps) => {
  await withFreshState(async () => {
    const { order } = await listTicketForms(deps.table);
    await orderTicketForms(deps.table, { ...order, ids: reorderedForms(order.ids, request.body.ticket_form_ids) });
  });
  return { body: await formsShown(request, deps) };
};

export const removeForm: UseCase<Routes['removeForm'], TicketFieldsDeps> = async ({ params: { id } }, { table }) =>
  withFreshState(async () => {
    const { forms, order } = await listTicketForms(table);
    formIn(forms, id);
    if (order.default_id === id) throw invalid('base', 'ticket_form.is_default');
    await deleteTicketForm(table, id, { ...order, ids: order.ids.filter((each) => each !== id) });
    return {};
  });

async function addOnce(
  { idempotency }: Pick<Request, 'idempotency'>,
  deps: TicketFieldsDeps,
  place: Place,
  make: (forms: Forms) => TicketForm,
): Promise<number> {
  const { table } = deps;
  return createOnce<number>(table, idempotency, deps.now(), (claim: (id: number) => Write[]) =>
    withFreshState(async () => {
      const { forms, order } = await listTicketForms(table);
      if (forms.length >= MAX_FORMS) throw invalid('base', 'ticket_form.too_many', { limit: MAX_FORMS });
      const form = make(forms);
      await check(undefined, form, deps);
      await putTicketForm(table, form, placed(order, form, place), claim(form.id));
      return form.id;
    }),
  );
}

function formIn(forms: Forms, id: number): TicketForm {
  const form = forms.find((each) => each.id === id);
  if (!form) throw notFound('ticket_form');
  return form;
}

/** The order with the form in its place; one that is inactive cannot be the one for whoever names none. */
function placed(order: FormOrder, form: TicketForm, place: Place): FormOrder {
  const default_id = place.default ? form.id : order.default_id;
  if (default_id === form.id && !form.active) throw invalid('active', 'ticket_form.is_default');
  return { ...order, default_id, ids: placedForm(order.ids, form.id, place.position) };
}

/** Throws `invalid` for fields that do not exist, unless the form had them before: those show no more. */
async function check(before: TicketForm | undefined, after: TicketForm, { table }: TicketFieldsDeps): Promise<void> {
  const fields = new Set((await listTicketFields(table)).map(({ id }) => id));
  const had = before?.ticket_field_ids ?? [];
  const stranger = after.ticket_field_ids.find((id) => !fields.has(id) && !had.includes(id));
  if (stranger !== undefined) throw invalid('ticket_field_ids', 'ticket.reference_unknown', { id: stranger });
  checkConditions(after);
}
