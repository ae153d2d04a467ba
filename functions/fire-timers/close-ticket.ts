import { text } from '../../shared/platform/i18n/text.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import { bySystem, type TimerUse } from './deps.ts';

/** Closes a ticket that is still solved, and has not been reopened and solved again since. */
export const closeTicket: TimerUse = async (timer, deps) => {
  await updateTicket(
    deps.table,
    timer.subject,
    (ticket) =>
      ticket.status === 'solved' && ticket.resolution === timer.guard
        ? { change: { fields: { status: 'closed' } } }
        : undefined,
    () => bySystem(text(deps.defaultLocale, 'timers.reason.closed'), deps),
  );
};
