import { toIso } from '../kernel/clock.ts';
import { isStaff, type Principal } from '../kernel/principal.ts';
import { nearestLocale } from '../platform/i18n/locale.ts';
import { isAboutField } from './about-fields.ts';
import { PRIORITIES, STATUSES, TICKET_TYPES } from './ticket.ts';
import { type FieldOption, hasOptions, isSystemField, type TicketField } from './ticket-field.ts';
import type { FieldOptionWire, TicketFieldWire } from './ticket-field-wire.ts';

const SYSTEM_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  status: STATUSES,
  priority: PRIORITIES,
  tickettype: TICKET_TYPES,
};

/** For whom fields are shown. */
export interface FieldReader {
  readonly principal: Principal;
  readonly baseUrl: string;
  /** The language of titles and names, where they have several. */
  readonly locale: string;
}

/** A field as the wire shows it; what is meant for agents only for them. */
export function ticketFieldView(field: TicketField, reader: FieldReader): TicketFieldWire {
  const { principal, baseUrl, locale } = reader;
  const isSystem = isSystemField(field);
  const systemOptions = isSystem ? SYSTEM_OPTIONS[field.type] : undefined;
  return {
    url: `${baseUrl}/ticket_fields/${field.id}.json`,
    id: field.id,
    type: field.type,
    title: inLanguage(field.titles, locale) ?? field.title,
    raw_title: field.title,
    ...(field.titles ? { titles: field.titles } : {}),
    description: inLanguage(field.descriptions, locale) ?? field.description,
    raw_description: field.description,
    ...(field.descriptions ? { descriptions: field.descriptions } : {}),
    position: field.position,
    active: field.active,
    required: field.required,
    collapsed_for_agents: field.collapsed_for_agents,
    regexp_for_validation: field.regexp_for_validation,
    title_in_portal: inLanguage(field.titles, locale) ?? field.title_in_portal,
    raw_title_in_portal: field.title_in_portal,
    visible_in_portal: field.visible_in_portal,
    editable_in_portal: field.editable_in_portal,
    required_in_portal: field.required_in_portal,
    agent_can_edit: true,
    tag: field.tag,
    created_at: toIso(field.created_at),
    updated_at: toIso(field.updated_at),
    removable: !isSystem && !isAboutField(field.id),
    key: null,
    agent_description: isStaff(principal) ? field.agent_description : null,
    ...(hasOptions(field.type)
      ? { custom_field_options: field.options.map((option, at) => fieldOptionView(field, option, at, reader)) }
      : {}),
    ...(systemOptions ? { system_field_options: systemOptions.map((value) => ({ name: titled(value), value })) } : {}),
  };
}

/** A choice as the wire shows it. */
export function fieldOptionView(
  field: TicketField,
  option: FieldOption,
  position: number,
  { baseUrl, locale }: Pick<FieldReader, 'baseUrl' | 'locale'>,
): FieldOptionWire {
  const { id, name, names, value, facts } = option;
  const url = `${baseUrl}/ticket_fields/${field.id}/options/${id}.json`;
  const shown = inLanguage(names, locale) ?? name;
  const ours = { ...(names ? { names } : {}), ...(facts ? { facts } : {}) };
  return { url, id, name: shown, raw_name: name, ...ours, value, position, default: false };
}

/** The name in the reader's language, of those there are. */
export function inLanguage(names: Readonly<Record<string, string>> | undefined, locale: string): string | undefined {
  return names?.[locale] ?? names?.[nearestLocale(locale)];
}

function titled(value: string): string {
  return value.charAt(0).toUpperCase() + value.slice(1);
}
