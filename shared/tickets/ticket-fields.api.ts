import * as z from 'zod/mini';
import { linearPattern } from '../kernel/linear-pattern.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { CountResponse, Id, IdParams, text } from '../people/wire-fields.ts';
import { resource, route } from '../platform/http/contract.ts';
import { PAGE_ENVELOPE, PAGE_QUERY } from '../platform/http/paging.ts';
import { CUSTOM_FIELD_TYPES, MAX_OPTIONS } from './ticket-field.ts';
import { FieldOptionWire, GivenNames, MAX_TITLE, TicketFieldWire, Title } from './ticket-field-wire.ts';
import { ticketFormRoutes } from './ticket-forms.api.ts';

const STAFF = ['agent', 'admin'] as const;
const SIGNED_IN = ['end-user', ...STAFF] as const;
const MAX_TEXT = 2_000;
const MAX_FACTS = 30;

const Pattern = text(500).check(z.refine(isPattern, 'ticket_field.pattern_invalid'));

/** Whether a text is a regular expression (ECMAScript, with the `u` flag) that no text can keep busy. */
function isPattern(source: string): boolean {
  return linearPattern(source) !== undefined;
}

/** One choice as an administrator gives it. */
const FieldOptionInput = onFirstUse(() =>
  z.object({
    id: z.optional(Id),
    name: Title,
    names: z.optional(GivenNames),
    value: text(MAX_TITLE).check(z.minLength(1)),
    /** Null: those of its category, or of the shipped taxonomy. */
    facts: z.nullish(z.array(text(MAX_TITLE)).check(z.maxLength(MAX_FACTS))),
    position: z.optional(z.int()),
  }),
);
export type FieldOptionInput = z.output<typeof FieldOptionInput>;

const fields = onFirstUse(() => ({
  title: z.optional(Title),
  titles: z.optional(GivenNames),
  title_in_portal: z.optional(text(MAX_TITLE)),
  description: z.nullish(text(MAX_TEXT)),
  descriptions: z.optional(GivenNames),
  agent_description: z.nullish(text(MAX_TEXT)),
  position: z.optional(z.int().check(z.minimum(0), z.maximum(1_000_000))),
  active: z.optional(z.boolean()),
  required: z.optional(z.boolean()),
  required_in_portal: z.optional(z.boolean()),
  visible_in_portal: z.optional(z.boolean()),
  editable_in_portal: z.optional(z.boolean()),
  collapsed_for_agents: z.optional(z.boolean()),
  regexp_for_validation: z.nullish(Pattern),
  tag: z.nullish(text(MAX_TITLE)),
  custom_field_options: z.optional(z.array(FieldOptionInput).check(z.maxLength(MAX_OPTIONS))),
}));
const NewTicketField = onFirstUse(() => z.object({ ...fields, type: z.enum(CUSTOM_FIELD_TYPES), title: Title }));
const ChangedTicketField = onFirstUse(() => z.object(fields));
export type NewTicketField = z.output<typeof NewTicketField>;
export type ChangedTicketField = z.output<typeof ChangedTicketField>;

const One = onFirstUse(() => z.object({ ticket_field: TicketFieldWire }));
const OneOption = onFirstUse(() => z.object({ custom_field_option: FieldOptionWire }));
const OptionParams = onFirstUse(() => z.object({ id: Id, option_id: Id }));

/** The fields tickets have, those of every ticket and those the company added, and the forms that ask for them together. */
export const ticketFieldsApi = resource({
  name: 'ticket-fields',
  bases: ['/api/v2/ticket_fields', '/api/v2/ticket_forms'],
  routes: {
    list: route({
      method: 'GET',
      path: '/api/v2/ticket_fields',
      summary: 'Fields of tickets; customers those they see on their requests',
      allow: SIGNED_IN,
      query: () => z.object({ ...PAGE_QUERY, locale: z.optional(z.string()), creator: z.optional(z.string()) }),
      response: () => z.object({ ticket_fields: z.array(TicketFieldWire), ...PAGE_ENVELOPE }),
    }),
    count: route({
      method: 'GET',
      path: '/api/v2/ticket_fields/count',
      summary: 'The number of fields',
      allow: STAFF,
      response: CountResponse,
    }),
    show: route({
      method: 'GET',
      path: '/api/v2/ticket_fields/{id}',
      summary: 'Show a field',
      allow: SIGNED_IN,
      params: IdParams,
      query: () => z.object({ locale: z.optional(z.string()) }),
      response: One,
    }),
    create: route({
      method: 'POST',
      path: '/api/v2/ticket_fields',
      summary: 'Add a field',
      allow: ['admin'],
      body: () => z.object({ ticket_field: NewTicketField }),
      status: 201,
      response: One,
    }),
    update: route({
      method: 'PUT',
      path: '/api/v2/ticket_fields/{id}',
      summary: 'Change a field; its kind stays',
      allow: ['admin'],
      params: IdParams,
      body: () => z.object({ ticket_field: ChangedTicketField }),
      response: One,
    }),
    remove: route({
      method: 'DELETE',
      path: '/api/v2/ticket_fields/{id}',
      summary: 'Take a field away',
      allow: ['admin'],
      params: IdParams,
      status: 204,
    }),
    listOptions: route({
      method: 'GET',
      path: '/api/v2/ticket_fields/{id}/options',
      summary: 'Choices of a drop-down field',
      allow: SIGNED_IN,
      params: IdParams,
      query: () => z.object({ ...PAGE_QUERY, locale: z.optional(z.string()) }),
      response: () => z.object({ custom_field_options: z.array(FieldOptionWire), ...PAGE_ENVELOPE }),
    }),
    showOption: route({
      method: 'GET',
      path: '/api/v2/ticket_fields/{id}/options/{option_id}',
      summary: 'Show a choice',
      allow: SIGNED_IN,
      params: OptionParams,
      response: OneOption,
    }),
    saveOption: route({
      method: 'POST',
      path: '/api/v2/ticket_fields/{id}/options',
      summary: 'Add a choice, or change the one whose id is given',
      allow: ['admin'],
      params: IdParams,
      body: () => z.object({ custom_field_option: FieldOptionInput }),
      response: OneOption,
    }),
    removeOption: route({
      method: 'DELETE',
      path: '/api/v2/ticket_fields/{id}/options/{option_id}',
      summary: 'Take a choice away',
      allow: ['admin'],
      params: OptionParams,
      status: 204,
    }),
    ...ticketFormRoutes,
  },
});
