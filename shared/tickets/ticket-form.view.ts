import * as z from 'zod/mini';
import { toIso } from '../kernel/clock.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { isStaff } from '../kernel/principal.ts';
import { NamesByLanguage, type TicketField } from './ticket-field.ts';
import { type FieldReader, inLanguage } from './ticket-field.view.ts';
import { maySeeField } from './ticket-form.policy.ts';
import { FormCondition, type FormOrder, type TicketForm } from './ticket-form.ts';

/** A form as the wire shows it. */
export const TicketFormWire = onFirstUse(() =>
  z.object({
    url: z.string(),
    id: z.int(),
    name: z.string(),
    raw_name: z.string(),
    /** Ours: the names by language, where there are several. */
    names: z.optional(NamesByLanguage),
    display_name: z.string(),
    raw_display_name: z.string(),
    display_names: z.optional(NamesByLanguage),
    position: z.int(),
    active: z.boolean(),
    default: z.boolean(),
    end_user_visible: z.boolean(),
    in_all_brands: z.boolean(),
    restricted_brand_ids: z.array(z.int()),
    ticket_field_ids: z.array(z.int()),
    agent_conditions: z.optional(z.array(FormCondition)),
    end_user_conditions: z.array(FormCondition),
    created_at: z.string(),
    updated_at: z.string(),
  }),
);
export type TicketFormWire = z.input<typeof TicketFormWire>;

/** What a form is shown with: who reads, the order of all forms, and the fields that they can see. */
export interface FormReader extends FieldReader {
  readonly order: Pick<FormOrder, 'ids' | 'default_id'>;
  readonly fields: readonly TicketField[];
}

/** A form as the wire shows it, with the fields that its reader may see: what is meant for agents only for them. */
export function ticketFormView(form: TicketForm, reader: FormReader): TicketFormWire {
  const { principal, baseUrl, locale, order, fields } = reader;
  const known = new Set(fields.filter((field) => maySeeField(principal, field)).map(({ id }) => id));
  const isAgent = isStaff(principal);
  const display_name = inLanguage(form.display_names, locale) ?? form.display_name;
  return {
    url: `${baseUrl}/ticket_forms/${form.id}.json`,
    id: form.id,
    name: isAgent ? (inLanguage(form.names, locale) ?? form.name) : display_name,
    raw_name: isAgent ? form.name : form.display_name,
    ...(form.names && isAgent ? { names: form.names } : {}),
    display_name,
    raw_display_name: form.display_name,
    ...(form.display_names ? { display_names: form.display_names } : {}),
    position: order.ids.indexOf(form.id),
    active: form.active,
    default: form.id === order.default_id,
    end_user_visible: form.end_user_visible,
    in_all_brands: true,
    restricted_brand_ids: [],
    ticket_field_ids: form.ticket_field_ids.filter((id) => known.has(id)),
    ...(isAgent ? { agent_conditions: form.agent_conditions } : {}),
    end_user_conditions: isAgent ? form.end_user_conditions : conditionsAmong(known, form.end_user_conditions),
    created_at: toIso(form.created_at),
    updated_at: toIso(form.updated_at),
  };
}

/** Conditions as whoever knows only these fields may read them: of others they learn neither that they are there nor what for. */
function conditionsAmong(known: ReadonlySet<number>, conditions: readonly FormCondition[]): FormCondition[] {
  return conditions.flatMap((condition) => {
    const child_fields = condition.child_fields.filter(({ id }) => known.has(id));
    return known.has(condition.parent_field_id) && child_fields.length > 0 ? [{ ...condition, child_fields }] : [];
  });
}
