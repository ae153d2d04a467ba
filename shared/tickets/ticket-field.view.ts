import { toIso } from '../kernel/clock.ts';
import { isStaff, type Principal } from '../kernel/principal.ts';
import { PRIORITIES, STATUSES, TICKET_TYPES } from './ticket.ts';
import { type FieldOption, hasOptions, isSystemField, type TicketField } from './ticket-field.ts';
import type { FieldOptionWire, TicketFieldWire } from './ticket-field-wire.ts';

const SYSTEM_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  status: STATUSES,
  priority: PRIORITIES,
  tickettype: TICKET_TYPES,
};

/** A field as the wire shows it; what is meant for agents only for them. */
export function ticketFieldView(field: TicketField, principal: Principal, baseUrl: string): TicketFieldWire {
  const isSystem = isSystemField(field);
  const systemOptions = isSystem ? SYSTEM_OPTIONS[field.type] : undefined;
  return {
    url: `${baseUrl}/ticket_fields/${field.id}.json`,
    id: field.id,
    type: field.type,
    title: field.title,
    raw_title: field.title,
    description: field.description,
    raw_description: field.description,
    position: field.position,
    active: field.active,
    required: field.required,
    collapsed_for_agents: field.collapsed_for_agents,
    regexp_for_validation: field.regexp_for_validation,
    title_in_portal: field.title_in_portal,
    raw_title_in_portal: field.title_in_portal,
    visible_in_portal: field.visible_in_portal,
    editable_in_portal: field.editable_in_portal,
    required_in_portal: field.required_in_portal,
    agent_can_edit: true,
    tag: field.tag,
    created_at: toIso(field.created_at),
    updated_at: toIso(field.updated_at),
    removable: !isSystem,
    key: null,
    agent_description: isStaff(principal) ? field.agent_description : null,
    ...(hasOptions(field.type)
      ? { custom_field_options: field.options.map((option, at) => fieldOptionView(field, option, at, baseUrl)) }
      : {}),
    ...(systemOptions ? { system_field_options: systemOptions.map((value) => ({ name: titled(value), value })) } : {}),
  };
}

/** A choice as the wire shows it. */
export function fieldOptionView(
  field: TicketField,
  option: FieldOption,
  position: number,
  baseUrl: string,
): FieldOptionWire {
  const { id, name, value } = option;
  const url = `${baseUrl}/ticket_fields/${field.id}/options/${id}.json`;
  return { url, id, name, raw_name: name, value, position, default: false };
}

function titled(value: string): string {
  return value.charAt(0).toUpperCase() + value.slice(1);
}
