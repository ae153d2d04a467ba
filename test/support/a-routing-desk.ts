import { routeAgain } from '../../functions/fire-timers/route-again.ts';
import type { RoutingDeps } from '../../functions/route-tickets/deps.ts';
import { routeTickets } from '../../functions/route-tickets/route-tickets.ts';
import { listGroupMembers } from '../../shared/people/group.store.ts';
import type { Group, GroupRouting } from '../../shared/people/group.ts';
import { updateGroup } from '../../shared/people/write-group.store.ts';
import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { getAvailability, saveAvailability } from '../../shared/routing/availability.store.ts';
import {
  type AgentAvailability,
  type AvailabilityFields,
  changedAvailability,
} from '../../shared/routing/availability.ts';
import { settingsSource } from '../../shared/routing/routing-settings.store.ts';
import { headOfLane, listLanes } from '../../shared/routing/waiting-list.store.ts';
import { type NewTicket, openTicket } from '../../shared/tickets/change-ticket.ts';
import { commitTicket, getTicket } from '../../shared/tickets/ticket.store.ts';
import { type EditableField, type Ticket, via } from '../../shared/tickets/ticket.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import { timersDue } from '../../shared/timers/timer.store.ts';
import { aGroup, aGroupMember } from './a-group.ts';
import { aUser } from './a-user.ts';
import type { TestClock } from './clock.ts';

/** A desk whose tickets are routed, over a test's table and clock. */
export interface RoutingDesk {
  readonly deps: RoutingDeps;
  /** A group, with routing unless said otherwise. */
  group(routing?: Partial<GroupRouting>): Promise<Group>;
  /** An agent of a group who is online with room for as many tickets. */
  agent(groupId: number, capacity: number, fields?: AvailabilityFields): Promise<number>;
  /** Says something else of an agent; nobody is told yet. */
  say(userId: number, fields: AvailabilityFields): Promise<AgentAvailability>;
  /** A ticket that came in; nobody is told yet. */
  ticket(fields: Partial<NewTicket>): Promise<Ticket>;
  /** A person changes a ticket; nobody is told yet. */
  change(ticketId: number, fields: Partial<Pick<Ticket, EditableField>>): Promise<void>;
  /** Tells routing that something happened to a ticket. */
  tellTicket(ticketId: number, ...names: string[]): Promise<void>;
  tellAgent(userId: number): Promise<void>;
  /** Tells routing of a group's switch, as often as it asks to be told to go on. */
  tellGroup(groupId: number): Promise<void>;
  switchRouting(groupId: number, enabled: boolean): Promise<void>;
  /** Fires the timers that are due, and tells routing of them. */
  fireDue(): Promise<number>;
  assignee(ticketId: number): Promise<number | null | undefined>;
  load(userId: number): Promise<number>;
  /** The tickets of a group's queue, in the order of each lane. */
  queue(groupId: number): Promise<number[]>;
  membersOf(groupId: number): Promise<number[]>;
}

let numbers = 0;

export function aRoutingDesk(table: Table, clock: TestClock): RoutingDesk {
  const deps: RoutingDeps = {
    table,
    now: clock.now,
    newId: clock.newId,
    // Settings are kept for a while; tests change them without waiting.
    settings: (asOf) => settingsSource(table, clock.now)(asOf),
    knownLanes: new Set(),
    defaultLocale: 'en',
  };
  const person = { now: clock.now, newId: clock.newId };
  const tell = (names: readonly string[], data: EventMessage['data']) =>
    routeTickets({ id: String(clock.newId()), names: [...names], subject: '1', at: clock.now(), data }, deps);
  let fired = clock.now() - 1;
  return {
    deps,
    group: (routing = {}) =>
      aGroup(table, clock, { routing: { enabled: true, skill_timeout_seconds: 600, ...routing } }),
    async agent(groupId, capacity, fields = {}) {
      const user = await aUser(table, clock, { role: 'agent' });
      await aGroupMember(table, clock, { group_id: groupId, user_id: user.id });
      await this.say(user.id, { status: 'online', capacity: { support: capacity, messaging: 0 }, ...fields });
      return user.id;
    },
    async say(userId, fields) {
      const agent = changedAvailability(await getAvailability(table, userId), fields, clock.now());
      await saveAvailability(table, agent);
      return agent;
    },
    async ticket(fields) {
      const commit = openTicket(
        {
          id: ++numbers,
          subject: 'Where is my withdrawal?',
          requester_id: 1,
          submitter_id: 1,
          locale: 'en',
          comment: { body: 'I wait.', public: true },
          ...fields,
        },
        {
          now: clock.now(),
          newId: clock.newId,
          actor: { kind: 'system', reason: '' },
          via: via('email'),
          closeAfter: 1,
        },
      );
      await commitTicket(table, commit);
      return commit.ticket;
    },
    async change(ticketId, fields) {
      const actor = { kind: 'user', id: 99, role: 'agent' } as const;
      await updateTicket(
        table,
        ticketId,
        () => ({ change: { fields } }),
        () => ({ now: person.now(), newId: person.newId, actor, via: via('api'), closeAfter: 1 }),
      );
    },
    tellTicket: (ticket_id, ...names) =>
      tell(names.length > 0 ? names : ['ticket.created.v1'], {
        ticket_id,
        audit_id: 1,
        version: 1,
        comment_id: null,
        automatic: false,
      }),
    tellAgent: (user_id) => tell(['agent.availability_changed.v1'], { user_id, version: 1 }),
    tellGroup: (group_id) => tell(['group.routing_changed.v1'], { group_id, version: 1 }),
    async switchRouting(groupId, enabled) {
      await updateGroup(table, groupId, { routing: { enabled } }, { now: clock.now(), newId: clock.newId });
      await this.tellGroup(groupId);
    },
    async fireDue() {
      if (clock.now() <= fired) return 0;
      let count = 0;
      for await (const timers of timersDue(table, fired, clock.now()))
        for (const timer of timers.filter(({ kind }) => kind.startsWith('routing.'))) {
          count++;
          await routeAgain(timer, { table, now: clock.now } as Parameters<typeof routeAgain>[1]);
          const { kind, subject, guard } = timer;
          await tell(['routing.due.v1'], { kind, subject, guard });
        }
      fired = clock.now();
      return count;
    },
    assignee: async (ticketId) => (await getTicket(table, ticketId))?.assignee_id,
    load: async (userId) => (await getAvailability(table, userId)).open_support,
    async queue(groupId) {
      const lanes = await listLanes(table, groupId);
      const heads = await Promise.all(lanes.map((lane) => headOfLane(table, lane, 1_000)));
      return heads.flat().map(({ ticket_id }) => ticket_id);
    },
    membersOf: async (groupId) => (await listGroupMembers(table, groupId)).map(({ user_id }) => user_id),
  };
}
