import { invalid, notFound } from '../../shared/kernel/errors.ts';
import { withFreshState } from '../../shared/people/guarded-commit.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { createOnce } from '../../shared/platform/idempotency.ts';
import type { Write } from '../../shared/platform/table/table-input.ts';
import { isAboutField } from '../../shared/tickets/about-fields.ts';
import {
  assertRemovable,
  changedTicketField,
  newTicketField,
  withOption,
  withoutOption,
} from '../../shared/tickets/change-ticket-field.ts';
import { ownFactsOf } from '../../shared/tickets/own-facts.ts';
import {
  createTicketField,
  deleteTicketField,
  getTicketField,
  listTicketFields,
  saveTicketField,
} from '../../shared/tickets/ticket-field.store.ts';
import { MAX_FIELDS, type TicketField } from '../../shared/tickets/ticket-field.ts';
import { fieldOptionView, ticketFieldView } from '../../shared/tickets/ticket-field.view.ts';
import type { ticketFieldsApi } from '../../shared/tickets/ticket-fields.api.ts';
import type { TicketFieldsDeps } from './deps.ts';

type Routes = typeof ticketFieldsApi.routes;

export const createField: UseCase<Routes['create'], TicketFieldsDeps> = async (request, deps) => {
  const { table } = deps;
  const context = { now: deps.now(), newId: deps.newId };
  const id = await createOnce<number>(table, request.idempotency, context.now, async (claim) => {
    if ((await listTicketFields(table)).length >= MAX_FIELDS)
      throw invalid('base', 'ticket_field.too_many', { limit: MAX_FIELDS });
    const made = newTicketField(request.body.ticket_field, context);
    await createTicketField(table, made, claim(made.id));
    return made.id;
  });
  const field = await fieldOf(deps, id);
  const body = { ticket_field: ticketFieldView(field, request) };
  return { body, headers: { location: `${request.baseUrl}/ticket_fields/${id}` } };
};

export const updateField: UseCase<Routes['update'], TicketFieldsDeps> = async (request, deps) => {
  const { params, body } = request;
  const context = await contextOf(deps, params.id);
  const field = await change(deps, params.id, (before) => changedTicketField(before, body.ticket_field, context));
  return { body: { ticket_field: ticketFieldView(field, request) } };
};

export const removeField: UseCase<Routes['remove'], TicketFieldsDeps> = async ({ params }, deps) => {
  assertRemovable(await fieldOf(deps, params.id));
  await deleteTicketField(deps.table, params.id);
  return {};
};

/** Adds a choice (201), or changes the one whose id is given (200). Added again with the same key, it is the choice of the first time. */
export const saveOption: UseCase<Routes['saveOption'], TicketFieldsDeps> = async (request, deps) => {
  const { params, idempotency } = request;
  const given = request.body.custom_field_option;
  const context = await contextOf(deps, params.id);
  const optionId = await createOnce<number>(deps.table, idempotency, context.now, async (claim) => {
    let id = 0;
    const also = (field: TicketField) => {
      id = optionIn(field, (each) => (given.id === undefined ? each.value === given.value : each.id === given.id)).id;
      return claim(id);
    };
    await change(deps, params.id, (before) => withOption(before, given, context), also);
    return id;
  });
  const field = await fieldOf(deps, params.id);
  const option = optionIn(field, ({ id }) => id === optionId);
  const body = { custom_field_option: fieldOptionView(field, option, field.options.indexOf(option), request) };
  return { body, status: given.id === undefined ? 201 : 200 };
};

type Option = TicketField['options'][number];

function optionIn({ options }: TicketField, isMeant: (option: Option) => boolean): Option {
  const option = options.find(isMeant);
  if (!option) throw notFound('option');
  return option;
}

export const removeOption: UseCase<Routes['removeOption'], TicketFieldsDeps> = async ({ params }, deps) => {
  const context = { now: deps.now(), newId: deps.newId };
  await change(deps, params.id, (before) => {
    if (!before.options.some((option) => option.id === params.option_id)) throw notFound('option');
    return withoutOption(before, params.option_id, context);
  });
  return {};
};

/** With the facts that a choice of that field may ask for. */
async function contextOf({ table, now, newId }: TicketFieldsDeps, fieldId: number) {
  const fields = isAboutField(fieldId) ? await listTicketFields(table) : [];
  return { now: now(), newId, ownFacts: ownFactsOf(fields).map(({ name }) => name) };
}

async function fieldOf({ table }: TicketFieldsDeps, id: number): Promise<TicketField> {
  const field = await getTicketField(table, id);
  if (!field) throw notFound('ticket_field');
  return field;
}

async function change(
  deps: TicketFieldsDeps,
  id: number,
  make: (before: TicketField) => TicketField,
  also: (after: TicketField) => Write[] = () => [],
) {
  return withFreshState(async () => {
    const after = make(await fieldOf(deps, id));
    await saveTicketField(deps.table, after, also(after));
    return after;
  });
}
