import { getRouting } from '../../shared/routing/routing-state.store.ts';
import type { TimerUse } from './deps.ts';
import { routeAgain } from './route-again.ts';

/** Has routing go on with a ticket that nobody has examined in time; most were examined long before. */
export const routeUnexamined: TimerUse = async (timer, deps) => {
  const state = await getRouting(deps.table, timer.subject);
  if (state?.unexamined_until) await routeAgain(timer, deps);
};
