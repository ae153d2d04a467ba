import { getGroup } from '../../shared/people/group.store.ts';
import { languageName } from '../../shared/platform/i18n/language-name.ts';
import { text } from '../../shared/platform/i18n/text.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { placingRule, type RoutingRule } from '../../shared/routing/routing-rules.ts';
import type { RoutingSettings } from '../../shared/routing/routing-settings.store.ts';
import { getRouting, placedWrites } from '../../shared/routing/routing-state.store.ts';
import type { RoutingState } from '../../shared/routing/routing-state.ts';
import { listAudits } from '../../shared/tickets/audit.store.ts';
import { choiceName } from '../../shared/tickets/choice-name.ts';
import { statusClass, type Ticket } from '../../shared/tickets/ticket.ts';
import type { TicketField } from '../../shared/tickets/ticket-field.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import { bySystem, type RoutingDeps } from './deps.ts';
import type { News } from './news.ts';

const ATTEMPTS = 5;

/**
 * Puts a ticket that nobody has into the group that the rules name for it. True if it did: then an event tells of it.
 * Once it is in a group, only what is said about it afterwards moves it, and only when no person has put it there. Where
 * somebody took it out of its group, none is where they want it.
 */
export async function placeTicket(
  ticketId: number,
  news: News,
  settings: RoutingSettings,
  deps: RoutingDeps,
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await place(ticketId, news, settings, deps);
    } catch (error) {
      if (!(error instanceof ConditionFailed) || attempt >= ATTEMPTS) throw error;
      await deps.table.giveWay(attempt);
    }
  }
}

/** Whether it is to be looked where a ticket belongs. */
export function mayBePlaced(
  ticket: Ticket,
  state: RoutingState | undefined,
  news: News,
  { rules }: RoutingSettings,
): boolean {
  // Also while it waits for its customer: those of its group are to see it.
  const isNobodys = ticket.assignee_id === null && ticket.deleted_at === null && statusClass(ticket.status) === 'live';
  if (!isNobodys || state?.unexamined_until) return false;
  const isFree = ticket.group_id === null || (news.about && ticket.group_id === state?.placed_in);
  return isFree && rules.some((rule) => rule.group_id !== null);
}

async function place(ticketId: number, news: News, settings: RoutingSettings, deps: RoutingDeps): Promise<boolean> {
  let reason = '';
  const update = await updateTicket(
    deps.table,
    ticketId,
    async (ticket) => {
      const state = await getRouting(deps.table, ticketId);
      if (!mayBePlaced(ticket, state, news, settings)) return undefined;
      const rule = placingRule(ticket, settings.rules);
      if (!rule || rule.group_id === null || rule.group_id === ticket.group_id) return undefined;
      // What means any ticket is no reason to move one.
      const stays = ticket.group_id === null ? await wasTakenOut(ticketId, deps.table) : rule.category === null;
      if (stays) return undefined;
      const { group_id } = rule;
      // The rules may name one that was deleted since they were saved.
      if (!(await getGroup(deps.table, group_id))) return undefined;
      reason = placingReason(rule, ticket, await deps.ticketFields([]), deps.defaultLocale);
      return { change: { fields: { group_id } }, also: () => placedWrites(ticketId, state, group_id) };
    },
    () => bySystem(reason, deps),
  );
  return update?.commit !== undefined;
}

/** Why a ticket is put into a group, in words for agents. */
function placingReason(
  { category, language }: RoutingRule,
  ticket: Ticket,
  fields: readonly TicketField[],
  locale: string,
): string {
  const any = text(locale, 'routing.any');
  return text(locale, 'routing.reason.placed', {
    category: category === null ? any : choiceName(category, ticket, fields, locale),
    language: language === null ? any : languageName(language, locale),
  });
}

/** More than a ticket has while nobody has it. */
const AUDITS = 200;

async function wasTakenOut(ticketId: number, table: Table): Promise<boolean> {
  const audits = await listAudits(table, ticketId, { descending: true, limit: AUDITS });
  return audits.some(({ events }) =>
    events.some((line) => line.type === 'Change' && line.field_name === 'group_id' && line.value === null),
  );
}
