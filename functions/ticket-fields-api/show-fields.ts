import { toIso } from '../../shared/kernel/clock.ts';
import { notFound } from '../../shared/kernel/errors.ts';
import type { Principal } from '../../shared/kernel/principal.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { pageEnvelope, pageOf, pagingOf } from '../../shared/platform/http/paging.ts';
import { getTicketField, listTicketFields } from '../../shared/tickets/ticket-field.store.ts';
import type { TicketField } from '../../shared/tickets/ticket-field.ts';
import { type FieldReader, fieldOptionView, ticketFieldView } from '../../shared/tickets/ticket-field.view.ts';
import type { ticketFieldsApi } from '../../shared/tickets/ticket-fields.api.ts';
import { maySeeField } from '../../shared/tickets/ticket-form.policy.ts';
import type { TicketFieldsDeps } from './deps.ts';

type Routes = typeof ticketFieldsApi.routes;

export const listFields: UseCase<Routes['list'], TicketFieldsDeps> = async (request, { table }) => {
  const { principal } = request;
  const fields = (await listTicketFields(table)).filter((field) => maySeeField(principal, field));
  const paging = pagingOf(request.query);
  const page = await pageOf(paging, { descending: false }, fields);
  const ticket_fields = page.items.map((field) => ticketFieldView(field, readerOf(request)));
  return { body: { ticket_fields, ...pageEnvelope(request, paging, page, fields.length) } };
};

export const countFields: UseCase<Routes['count'], TicketFieldsDeps> = async (_request, { table, now }) => ({
  body: { count: { value: (await listTicketFields(table)).length, refreshed_at: toIso(now()) } },
});

export const showField: UseCase<Routes['show'], TicketFieldsDeps> = async (request, deps) => {
  const field = await visibleField(deps, request.params.id, request.principal);
  return { body: { ticket_field: ticketFieldView(field, readerOf(request)) } };
};

export const listOptions: UseCase<Routes['listOptions'], TicketFieldsDeps> = async (request, deps) => {
  const field = await visibleField(deps, request.params.id, request.principal);
  const paging = pagingOf(request.query);
  const page = await pageOf(paging, { descending: false }, field.options);
  const position = new Map(field.options.map(({ id }, at) => [id, at]));
  const custom_field_options = page.items.map((option) =>
    fieldOptionView(field, option, position.get(option.id) ?? 0, readerOf(request)),
  );
  return { body: { custom_field_options, ...pageEnvelope(request, paging, page, field.options.length) } };
};

export const showOption: UseCase<Routes['showOption'], TicketFieldsDeps> = async (request, deps) => {
  const { params, principal } = request;
  const field = await visibleField(deps, params.id, principal);
  const at = field.options.findIndex((option) => option.id === params.option_id);
  const option = field.options[at];
  if (!option) throw notFound('option');
  return { body: { custom_field_option: fieldOptionView(field, option, at, request) } };
};

/** Whoever names a language gets titles and names in it, others in their own. */
export function readerOf(
  request: FieldReader & { readonly query: { readonly locale?: string | undefined } },
): FieldReader {
  const { principal, baseUrl, locale, query } = request;
  return { principal, baseUrl, locale: query.locale ?? locale };
}

async function visibleField({ table }: TicketFieldsDeps, id: number, principal: Principal): Promise<TicketField> {
  const field = await getTicketField(table, id);
  if (!field || !maySeeField(principal, field)) throw notFound('ticket_field');
  return field;
}
