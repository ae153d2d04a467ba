import { text } from '../../shared/platform/i18n/text.ts';
import { languageOf } from '../../shared/routing/need.ts';
import { placingRule } from '../../shared/routing/routing-rules.ts';
import type { RoutingSettings } from '../../shared/routing/routing-settings.store.ts';
import { statusClass, via } from '../../shared/tickets/ticket.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import type { RoutingDeps } from './deps.ts';

/** Puts a ticket that nobody has into the group that the rules name for it. True if it did: then an event tells of it. */
export async function placeTicket(ticketId: number, { rules }: RoutingSettings, deps: RoutingDeps): Promise<boolean> {
  if (!rules.some((rule) => rule.group_id !== null)) return false;
  let reason = '';
  const update = await updateTicket(
    deps.table,
    ticketId,
    (ticket) => {
      if (ticket.group_id !== null || ticket.assignee_id !== null || statusClass(ticket.status) === 'done')
        return undefined;
      const rule = placingRule(ticket, rules);
      if (!rule) return undefined;
      reason = text(deps.defaultLocale, 'routing.reason.placed', {
        category: rule.category ?? text(deps.defaultLocale, 'routing.any'),
        language: rule.language ?? languageOf(ticket.locale),
      });
      return { change: { fields: { group_id: rule.group_id } } };
    },
    () => ({
      now: deps.now(),
      newId: deps.newId,
      actor: { kind: 'system', reason },
      via: via('system'),
      // Nothing is solved here.
      closeAfter: 0,
    }),
  );
  return update?.commit !== undefined;
}
