import { type Timer, type TimerKind, timerMessage } from '../../shared/timers/timer.ts';
import { checkIntake } from './check-intake.ts';
import { checkSla } from './check-sla.ts';
import { closeTicket } from './close-ticket.ts';
import type { TimerDeps, TimerUse } from './deps.ts';
import { recomputeSla, recomputeSlas } from './recompute-slas.ts';
import { routeAgain } from './route-again.ts';
import { routeUnexamined } from './route-unexamined.ts';
import { sendSurvey } from './send-survey.ts';
import { sweepUnclaimedFile } from './sweep-file.ts';

/** What each kind of timer wakes. */
const USES: Record<TimerKind, TimerUse> = {
  'ticket.close': closeTicket,
  'sla.check': checkSla,
  'sla.recompute': recomputeSlas,
  'sla.recompute_one': recomputeSla,
  'survey.send': sendSurvey,
  'file.sweep': sweepUnclaimedFile,
  'routing.skills': routeAgain,
  'routing.unexamined': routeUnexamined,
  'routing.shift': routeAgain,
  'intake.check': checkIntake,
};

/**
 * Acts on a timer. One that comes early, because a clock differs or it is due later than a queue can hold a message
 * back, goes back into the queue for the rest of its time.
 */
export async function fireTimer(timer: Timer, deps: TimerDeps): Promise<void> {
  const now = deps.now();
  if (timer.due_at <= now) return USES[timer.kind](timer, deps);
  const unsent = await deps.sendMessages(deps.timerQueue, [timerMessage(timer, now)]);
  if (unsent.size > 0) throw new Error('The queue did not take the timer back');
}
