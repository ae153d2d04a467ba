import { tellRoutingDue } from '../../shared/routing/routing-event.store.ts';
import type { TimerUse } from './deps.ts';

/** Has routing look again at a ticket that demands less by now, or at an agent whose shift begins. */
export const routeAgain: TimerUse = async (timer, deps) => {
  await tellRoutingDue(deps.table, timer, deps.now());
};
