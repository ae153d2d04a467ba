import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { Id, IdList, IdParams } from '../people/wire-fields.ts';
import { route } from '../platform/http/contract.ts';
import { STATUSES } from './ticket.ts';
import { MAX_FIELDS } from './ticket-field.ts';
import { GivenNames, MAX_TITLE, Title } from './ticket-field-wire.ts';
import { MAX_FORMS, REQUIRED_ON } from './ticket-form.ts';
import { TicketFormWire } from './ticket-form.view.ts';

const STAFF = ['agent', 'admin'] as const;
const SIGNED_IN = ['end-user', ...STAFF] as const;
const MAX_CONDITIONS = 100;
const MAX_CHILDREN = 50;

const Conditions = onFirstUse(() =>
  z
    .array(
      z.object({
        parent_field_id: Id,
        value: z.union([z.string().check(z.maxLength(MAX_TITLE)), z.boolean()]),
        child_fields: z
          .array(
            z.object({
              id: Id,
              is_required: z._default(z.boolean(), false),
              required_on_statuses: z.optional(
                z.object({
                  type: z.enum(REQUIRED_ON),
                  statuses: z.optional(z.array(z.enum(STATUSES)).check(z.maxLength(STATUSES.length))),
                }),
              ),
            }),
          )
          .check(z.maxLength(MAX_CHILDREN)),
      }),
    )
    .check(z.maxLength(MAX_CONDITIONS)),
);

const fields = onFirstUse(() => ({
  name: z.optional(Title),
  names: z.optional(GivenNames),
  display_name: z.optional(Title),
  display_names: z.optional(GivenNames),
  active: z.optional(z.boolean()),
  default: z.optional(z.boolean()),
  end_user_visible: z.optional(z.boolean()),
  position: z.optional(z.int().check(z.minimum(0), z.maximum(1_000_000))),
  ticket_field_ids: z.optional(z.array(Id).check(z.maxLength(MAX_FIELDS))),
  agent_conditions: z.optional(Conditions),
  end_user_conditions: z.optional(Conditions),
}));
const NewTicketForm = onFirstUse(() => z.object({ ...fields, name: Title }));
const ChangedTicketForm = onFirstUse(() => z.object(fields));

const Flag = onFirstUse(() => z.enum(['true', 'false']));
const One = onFirstUse(() => z.object({ ticket_form: TicketFormWire }));
/** All of them: they are few, and their order only means something as a whole. */
const All = onFirstUse(() =>
  z.object({
    ticket_forms: z.array(TicketFormWire),
    count: z.int(),
    next_page: z.nullable(z.string()),
    previous_page: z.nullable(z.string()),
  }),
);

/** Forms: which fields are asked for together. */
export const ticketFormRoutes = {
  listForms: route({
    method: 'GET',
    path: '/api/v2/ticket_forms',
    summary: 'Forms in their order; customers those that they can choose',
    allow: SIGNED_IN,
    query: () =>
      z.object({
        active: z.optional(Flag),
        end_user_visible: z.optional(Flag),
        fallback_to_default: z.optional(Flag),
        locale: z.optional(z.string()),
      }),
    response: All,
  }),
  showManyForms: route({
    method: 'GET',
    path: '/api/v2/ticket_forms/show_many',
    summary: 'Forms by their ids',
    allow: SIGNED_IN,
    query: () => z.object({ ids: IdList, locale: z.optional(z.string()) }),
    response: All,
  }),
  reorderForms: route({
    method: 'PUT',
    path: '/api/v2/ticket_forms/reorder',
    summary: 'Put the forms in another order',
    allow: ['admin'],
    body: () => z.object({ ticket_form_ids: z.array(Id).check(z.maxLength(MAX_FORMS)) }),
    response: All,
  }),
  showForm: route({
    method: 'GET',
    path: '/api/v2/ticket_forms/{id}',
    summary: 'Show a form',
    allow: SIGNED_IN,
    params: IdParams,
    query: () => z.object({ locale: z.optional(z.string()) }),
    response: One,
  }),
  createForm: route({
    method: 'POST',
    path: '/api/v2/ticket_forms',
    summary: 'Add a form',
    allow: ['admin'],
    body: () => z.object({ ticket_form: NewTicketForm }),
    status: 201,
    response: One,
  }),
  cloneForm: route({
    method: 'POST',
    path: '/api/v2/ticket_forms/{id}/clone',
    summary: 'Add a form like another one, which customers do not see yet',
    allow: ['admin'],
    params: IdParams,
    body: () => z.optional(z.object({ prepend_clone_title: z.optional(z.boolean()) })),
    status: 201,
    response: One,
  }),
  updateForm: route({
    method: 'PUT',
    path: '/api/v2/ticket_forms/{id}',
    summary: 'Change a form; fields that are given replace all',
    allow: ['admin'],
    params: IdParams,
    body: () => z.object({ ticket_form: ChangedTicketForm }),
    response: One,
  }),
  removeForm: route({
    method: 'DELETE',
    path: '/api/v2/ticket_forms/{id}',
    summary: 'Take a form away; tickets that were opened with it keep its id',
    allow: ['admin'],
    params: IdParams,
    status: 204,
  }),
};
