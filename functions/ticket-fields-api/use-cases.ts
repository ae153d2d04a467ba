import type { UseCases } from '../../shared/platform/http/contract.ts';
import type { ticketFieldsApi } from '../../shared/tickets/ticket-fields.api.ts';
import { createField, removeField, removeOption, saveOption, updateField } from './change-fields.ts';
import { cloneForm, createForm, removeForm, reorderForms, updateForm } from './change-forms.ts';
import type { TicketFieldsDeps } from './deps.ts';
import { countFields, listFields, listOptions, showField, showOption } from './show-fields.ts';
import { listForms, showForm, showManyForms } from './show-forms.ts';

/** What serves each route of `ticketFieldsApi`. */
export const ticketFieldsUseCases: UseCases<typeof ticketFieldsApi.routes, TicketFieldsDeps> = {
  list: listFields,
  count: countFields,
  show: showField,
  create: createField,
  update: updateField,
  remove: removeField,
  listOptions,
  showOption,
  saveOption,
  removeOption,
  listForms,
  showManyForms,
  reorderForms,
  showForm,
  createForm,
  cloneForm,
  updateForm,
  removeForm,
};
