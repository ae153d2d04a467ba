import type { Clock } from '../../shared/kernel/clock.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import type { SettingsSource } from '../../shared/routing/routing-settings.store.ts';
import type { ChangeContext } from '../../shared/tickets/change-ticket.ts';
import { via } from '../../shared/tickets/ticket.ts';
import type { cachedTicketFields } from '../../shared/tickets/ticket-field.store.ts';
import type { FreeAgents } from './free-agents.ts';

/** What routing works with. */
export interface RoutingDeps {
  readonly table: Table;
  readonly now: Clock;
  readonly newId: NewId;
  readonly settings: SettingsSource;
  /** Lanes that this instance has made known. */
  readonly knownLanes: Set<string>;
  readonly freeAgents: FreeAgents;
  /** The fields of tickets, which have the names of what rules ask about. */
  readonly ticketFields: ReturnType<typeof cachedTicketFields>;
  /** Language of what agents read when it is written for all of them. */
  readonly defaultLocale: string;
}

/** A change that routing makes by itself, with its reason in words for agents. */
export function bySystem(reason: string, { now, newId }: RoutingDeps): ChangeContext {
  // Nothing is solved here.
  return { now: now(), newId, closeAfter: 0, actor: { kind: 'system', reason }, via: via('system') };
}
