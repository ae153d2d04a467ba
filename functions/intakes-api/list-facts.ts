import { factViews } from '../../shared/intake/intake.view.ts';
import type { intakesApi } from '../../shared/intake/intakes.api.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { listTicketFields } from '../../shared/tickets/ticket-field.store.ts';
import type { IntakesDeps } from './deps.ts';

/** What an administrator can choose from for a category or a reason. */
export const listFacts: UseCase<typeof intakesApi.routes.listFacts, IntakesDeps> = async (
  { query, locale },
  { table },
) => ({
  body: { facts: factViews(await listTicketFields(table), query.locale ?? locale) },
});
