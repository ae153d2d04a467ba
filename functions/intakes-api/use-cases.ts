import type { intakesApi } from '../../shared/intake/intakes.api.ts';
import type { UseCases } from '../../shared/platform/http/contract.ts';
import { askCustomer } from './ask-customer.ts';
import type { IntakesDeps } from './deps.ts';
import { listCorrections } from './list-corrections.ts';
import { listFacts } from './list-facts.ts';
import { listNextSteps } from './list-next-steps.ts';
import { showIntake } from './show-intake.ts';

/** What serves each route of `intakesApi`. */
export const intakesUseCases: UseCases<typeof intakesApi.routes, IntakesDeps> = {
  show: showIntake,
  ask: askCustomer,
  listNextSteps,
  listFacts,
  listCorrections,
};
