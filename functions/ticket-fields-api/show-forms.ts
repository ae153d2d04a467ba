import { notFound } from '../../shared/kernel/errors.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { listTicketFields } from '../../shared/tickets/ticket-field.store.ts';
import type { ticketFieldsApi } from '../../shared/tickets/ticket-fields.api.ts';
import { maySeeForm } from '../../shared/tickets/ticket-form.policy.ts';
import { listTicketForms } from '../../shared/tickets/ticket-form.store.ts';
import type { TicketForm } from '../../shared/tickets/ticket-form.ts';
import { type FormReader, ticketFormView } from '../../shared/tickets/ticket-form.view.ts';
import type { TicketFieldsDeps } from './deps.ts';
import { readerOf } from './show-fields.ts';

type Routes = typeof ticketFieldsApi.routes;
/** A request for forms; only some of them can name a language. */
type FormRequest = Pick<FormReader, 'principal' | 'baseUrl' | 'locale'> & {
  readonly query?: { readonly locale?: string | undefined } | undefined;
};

export const listForms: UseCase<Routes['listForms'], TicketFieldsDeps> = async (request, deps) => {
  const { active, end_user_visible, fallback_to_default } = request.query;
  const { shown, reader } = await visibleForms(request, deps);
  const isAsked = (form: TicketForm) =>
    (active ?? String(form.active)) === String(form.active) &&
    (end_user_visible ?? String(form.end_user_visible)) === String(form.end_user_visible);
  const asked = shown.filter(isAsked);
  const none = asked.length === 0 && fallback_to_default === 'true';
  return { body: listed(none ? shown.filter(({ id }) => id === reader.order.default_id) : asked, reader) };
};

export const showManyForms: UseCase<Routes['showManyForms'], TicketFieldsDeps> = async (request, deps) => {
  const { shown, reader } = await visibleForms(request, deps);
  return {
    body: listed(
      shown.filter(({ id }) => request.query.ids.includes(id)),
      reader,
    ),
  };
};

export const showForm: UseCase<Routes['showForm'], TicketFieldsDeps> = async (request, deps) => ({
  body: { ticket_form: await formShown(request.params.id, request, deps) },
});

/** A form as whoever asks sees it. Throws `not_found` for one that they do not. */
export async function formShown(id: number, request: FormRequest, deps: TicketFieldsDeps) {
  const { shown, reader } = await visibleForms(request, deps);
  const form = shown.find((each) => each.id === id);
  if (!form) throw notFound('ticket_form');
  return ticketFormView(form, reader);
}

/** All forms as whoever asks sees them. */
export async function formsShown(request: FormRequest, deps: TicketFieldsDeps) {
  const { shown, reader } = await visibleForms(request, deps);
  return listed(shown, reader);
}

async function visibleForms(request: FormRequest, { table }: TicketFieldsDeps) {
  const [{ forms, order }, fields] = await Promise.all([listTicketForms(table), listTicketFields(table)]);
  const shown = forms.filter((form) => maySeeForm(request.principal, form));
  const reader: FormReader = { ...readerOf({ ...request, query: request.query ?? {} }), order, fields };
  return { shown, reader };
}

function listed(forms: readonly TicketForm[], reader: FormReader) {
  const ticket_forms = forms.map((form) => ticketFormView(form, reader));
  return { ticket_forms, count: ticket_forms.length, next_page: null, previous_page: null };
}
