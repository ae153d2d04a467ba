import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { text } from '../people/wire-fields.ts';
import { NamesByLanguage } from './ticket-field.ts';

export const MAX_TITLE = 255;
/** What a field, a choice or a form is called. */
export const Title = text(MAX_TITLE).check(z.refine((title) => title.trim() !== '', 'field_required'));
/** Such names as an administrator gives them. */
export const GivenNames = onFirstUse(() =>
  z.record(z.string().check(z.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)), Title),
);

/** A choice as the wire shows it. */
export const FieldOptionWire = onFirstUse(() =>
  z.object({
    url: z.string(),
    id: z.int(),
    name: z.string(),
    raw_name: z.string(),
    /** Ours: the name by language, where it has several. */
    names: z.optional(NamesByLanguage),
    value: z.string(),
    /** Ours: what a ticket of this category, or with this reason, has to tell. */
    facts: z.optional(z.array(z.string())),
    position: z.int(),
    default: z.boolean(),
  }),
);
export type FieldOptionWire = z.input<typeof FieldOptionWire>;

/** A field as the wire shows it. */
export const TicketFieldWire = onFirstUse(() =>
  z.object({
    url: z.string(),
    id: z.int(),
    type: z.string(),
    title: z.string(),
    raw_title: z.string(),
    /** Ours: the title by language, where it has several. */
    titles: z.optional(NamesByLanguage),
    description: z.string(),
    raw_description: z.string(),
    /** Ours: the description by language, where it has several. */
    descriptions: z.optional(NamesByLanguage),
    position: z.int(),
    active: z.boolean(),
    required: z.boolean(),
    collapsed_for_agents: z.boolean(),
    regexp_for_validation: z.nullable(z.string()),
    title_in_portal: z.string(),
    raw_title_in_portal: z.string(),
    visible_in_portal: z.boolean(),
    editable_in_portal: z.boolean(),
    required_in_portal: z.boolean(),
    agent_can_edit: z.boolean(),
    tag: z.nullable(z.string()),
    created_at: z.string(),
    updated_at: z.string(),
    removable: z.boolean(),
    key: z.nullable(z.string()),
    agent_description: z.nullable(z.string()),
    custom_field_options: z.optional(z.array(FieldOptionWire)),
    system_field_options: z.optional(z.array(z.object({ name: z.string(), value: z.string() }))),
  }),
);
export type TicketFieldWire = z.input<typeof TicketFieldWire>;
