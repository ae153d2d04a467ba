import * as z from 'zod/mini';
import type { Instant } from '../kernel/clock.ts';
import { invalid } from '../kernel/errors.ts';
import type { NewId } from '../kernel/ids.ts';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { ABOUT_FIELDS } from './about-fields.ts';
import { STATUSES } from './ticket.ts';
import { NamesByLanguage, SYSTEM_FIELDS } from './ticket-field.ts';

/** On which statuses a field that a condition shows has to be filled in. */
export const REQUIRED_ON = ['ALL_STATUSES', 'SOME_STATUSES', 'NO_STATUSES'] as const;

/** Fields that are shown while another one has a value. */
export const FormCondition = onFirstUse(() =>
  z.object({
    parent_field_id: z.int(),
    value: z.union([z.string(), z.boolean()]),
    child_fields: z.array(
      z.object({
        id: z.int(),
        is_required: z.boolean(),
        required_on_statuses: z.optional(
          z.object({ type: z.enum(REQUIRED_ON), statuses: z.optional(z.array(z.enum(STATUSES))) }),
        ),
      }),
    ),
  }),
);
export type FormCondition = z.output<typeof FormCondition>;

/** Which fields are asked for together, in which order, when a ticket of some sort is opened. */
export const TicketForm = onFirstUse(() =>
  z.object({
    id: z.int(),
    version: z.int(),
    name: z.string(),
    names: z.optional(NamesByLanguage),
    /** What customers call it. */
    display_name: z.string(),
    display_names: z.optional(NamesByLanguage),
    active: z.boolean(),
    /** Whether customers can choose it. */
    end_user_visible: z.boolean(),
    ticket_field_ids: z.array(z.int()),
    agent_conditions: z.array(FormCondition),
    end_user_conditions: z.array(FormCondition),
    created_at: z.number(),
    updated_at: z.number(),
  }),
);
export type TicketForm = z.output<typeof TicketForm>;

/** Forms a company may have: all of them are read together. */
export const MAX_FORMS = 100;

type Changeable = Omit<TicketForm, 'id' | 'version' | 'created_at' | 'updated_at'>;
/** What an administrator says about a form. */
export type GivenForm = { readonly [K in keyof Changeable]?: Changeable[K] | undefined };

interface Context {
  readonly now: Instant;
  readonly newId: NewId;
}

/** The number of the form that every deployment has from the start. */
export const SHIPPED_FORM = 1;

/** That form, until an administrator changes it: what every ticket has, and what a ticket is about. */
export const DEFAULT_FORM: TicketForm = {
  id: SHIPPED_FORM,
  version: 0,
  name: 'Default form',
  names: { en: 'Default form', 'zh-CN': '默认表单' },
  display_name: 'Contact us',
  display_names: { en: 'Contact us', 'zh-CN': '联系我们' },
  active: true,
  end_user_visible: true,
  ticket_field_ids: [
    ...SYSTEM_FIELDS.map(({ id }) => id),
    ABOUT_FIELDS.kind,
    ABOUT_FIELDS.category,
    ABOUT_FIELDS.reason,
  ],
  agent_conditions: [],
  end_user_conditions: [],
  created_at: 0,
  updated_at: 0,
};

/** Which forms there are, in their order, and which of them is for whoever names none. */
export const FormOrder = onFirstUse(() => z.object({ ids: z.array(z.int()), default_id: z.int(), version: z.int() }));
export type FormOrder = z.output<typeof FormOrder>;

/** The order until an administrator adds a form. */
export const FIRST_ORDER: FormOrder = { ids: [SHIPPED_FORM], default_id: SHIPPED_FORM, version: 0 };

/** Every form has these: without them nobody can ask for anything. */
const ALWAYS = SYSTEM_FIELDS.filter(({ required_in_portal }) => required_in_portal).map(({ id }) => id);

/** A new form: with the fields of every ticket unless it names its own. */
export function newTicketForm(given: GivenForm & { readonly name: string }, { now, newId }: Context): TicketForm {
  const { name, names } = given;
  const blank: TicketForm = {
    ...DEFAULT_FORM,
    ...{ id: newId(), version: 0, name, display_name: name, end_user_visible: false, created_at: now },
    ticket_field_ids: SYSTEM_FIELDS.map(({ id }) => id),
  };
  delete blank.names;
  delete blank.display_names;
  return changedTicketForm(blank, { ...(names ? { display_names: names } : {}), ...given }, now);
}

/** A form after a change. A new name takes the place of those in other languages, unless they come with it. */
export function changedTicketForm(before: TicketForm, given: GivenForm, now: Instant): TicketForm {
  const known = Object.entries(given).filter(([, value]) => value !== undefined);
  const after: TicketForm = {
    ...before,
    ...Object.fromEntries(known),
    ticket_field_ids: fieldIds(given.ticket_field_ids ?? before.ticket_field_ids),
    version: before.version + 1,
    updated_at: now,
  };
  if (given.name !== undefined && given.name !== before.name && !given.names) delete after.names;
  if (given.display_name !== undefined && given.display_name !== before.display_name && !given.display_names)
    delete after.display_names;
  return after;
}

/** A form like another one, which customers do not see yet. */
export function clonedTicketForm(form: TicketForm, name: string, { now, newId }: Context): TicketForm {
  const { names: _names, ...rest } = form;
  return { ...rest, id: newId(), version: 1, name, end_user_visible: false, created_at: now, updated_at: now };
}

/** Each once, and first those that every form has. */
function fieldIds(asked: readonly number[]): number[] {
  return [...new Set([...ALWAYS.filter((id) => !asked.includes(id)), ...asked])];
}

/** Throws `invalid` for a form whose conditions ask about, or show, fields that it does not have. */
export function checkConditions({ ticket_field_ids, ...form }: TicketForm): void {
  const known = new Set(ticket_field_ids);
  for (const name of ['agent_conditions', 'end_user_conditions'] as const)
    for (const { parent_field_id, child_fields } of form[name]) {
      const stranger = [parent_field_id, ...child_fields.map(({ id }) => id)].find((id) => !known.has(id));
      if (stranger !== undefined) throw invalid(name, 'ticket_form.field_not_in_form', { id: stranger });
      if (child_fields.some(({ id }) => id === parent_field_id)) throw invalid(name, 'ticket_form.condition_of_itself');
    }
}

/** The order of forms with one put at a position (from 0); without one it stays, or comes last when it is new. */
export function placedForm(ids: readonly number[], id: number, position: number | undefined): number[] {
  if (position === undefined) return ids.includes(id) ? [...ids] : [...ids, id];
  const others = ids.filter((each) => each !== id);
  return [...others.slice(0, position), id, ...others.slice(position)];
}

/** The order that was asked for; forms it leaves out follow as before. Throws `invalid` for unknown and repeated ids. */
export function reorderedForms(ids: readonly number[], asked: readonly number[]): number[] {
  const wrong = asked.find((id, at) => !ids.includes(id) || asked.indexOf(id) !== at);
  if (wrong !== undefined) throw invalid('ticket_form_ids', 'ticket.reference_unknown', { id: wrong });
  return [...asked, ...ids.filter((id) => !asked.includes(id))];
}
