import { createSlaPolicy } from './create-sla-policy.ts';
import { deleteSlaPolicy } from './delete-sla-policy.ts';
import { createHoliday, importHolidays, listHolidays, removeHoliday, showHoliday, updateHoliday } from './holidays.ts';
import { listSlaPolicies } from './list-sla-policies.ts';
import { reorderSlaPolicies } from './reorder-sla-policies.ts';
import {
  createSchedule,
  listSchedules,
  removeSchedule,
  showSchedule,
  updateSchedule,
  updateWorkweek,
} from './schedules.ts';
import { showDefinitions } from './show-definitions.ts';
import { showSlaPolicy } from './show-sla-policy.ts';
import { updateSlaPolicy } from './update-sla-policy.ts';
import { listAttempts, listInvocations, testWebhook } from './webhook-calls.ts';
import {
  changeWebhook,
  createWebhook,
  listWebhooks,
  removeWebhook,
  replaceWebhook,
  resetSigningSecret,
  showSigningSecret,
  showWebhook,
} from './webhooks.ts';

/** What serves each route of the contract. */
export const slaPoliciesUseCases = {
  list: listSlaPolicies,
  definitions: showDefinitions,
  show: showSlaPolicy,
  create: createSlaPolicy,
  reorder: reorderSlaPolicies,
  update: updateSlaPolicy,
  remove: deleteSlaPolicy,
  listSchedules,
  showSchedule,
  createSchedule,
  updateSchedule,
  removeSchedule,
  updateWorkweek,
  listHolidays,
  showHoliday,
  createHoliday,
  importHolidays,
  updateHoliday,
  removeHoliday,
  listWebhooks,
  showWebhook,
  createWebhook,
  testWebhook,
  replaceWebhook,
  changeWebhook,
  removeWebhook,
  showSigningSecret,
  resetSigningSecret,
  listInvocations,
  listAttempts,
};
