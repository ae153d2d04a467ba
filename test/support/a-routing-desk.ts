import * as z from 'zod/mini';
import type { TimerDeps } from '../../functions/fire-timers/deps.ts';
import { fireTimer } from '../../functions/fire-timers/fire-timer.ts';
import { followTicket } from '../../functions/follow-tickets/follow-ticket.ts';
import type { RoutingDeps } from '../../functions/route-tickets/deps.ts';
import { freeAgents } from '../../functions/route-tickets/free-agents.ts';
import { routeTickets } from '../../functions/route-tickets/route-tickets.ts';
import { HOUR } from '../../shared/kernel/clock.ts';
import { listGroupMembers } from '../../shared/people/group.store.ts';
import type { Group, GroupRouting } from '../../shared/people/group.ts';
import { updateGroup } from '../../shared/people/write-group.store.ts';
import { EVENT_ATTRIBUTE, EventMessage } from '../../shared/platform/messaging/event.ts';
import { AUDIT_PREFIX, auditKey } from '../../shared/platform/table/keys.ts';
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
import { cachedTicketFields } from '../../shared/tickets/ticket-field.store.ts';
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
  /** A ticket in a customer's own words, which intake will look at; nobody is told yet. */
  customerTicket(words: string, fields?: Partial<NewTicket>): Promise<Ticket>;
  /** Intake hears that a ticket came, and looks at it; `triage` names the group for what it is not sure of, customers are asked if it `asks`. */
  examine(ticketId: number, settings?: { triage?: string; asks?: boolean }): Promise<void>;
  /** The events of a ticket as they were committed, oldest first. */
  events(ticketId: number): Promise<EventMessage[]>;
  /** Tells routing of an event. */
  tell(event: EventMessage | undefined): Promise<void>;
  /** A person changes a ticket; nobody is told yet. */
  change(ticketId: number, fields: Partial<Pick<Ticket, EditableField>>, agentId?: number): Promise<void>;
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
const CUSTOMER = { id: 1, role: 'end-user' } as const;

export function aRoutingDesk(table: Table, clock: TestClock): RoutingDesk {
  const deps: RoutingDeps = {
    table,
    now: clock.now,
    newId: clock.newId,
    // Settings are kept for a while; tests change them without waiting.
    settings: (asOf) => settingsSource(table, clock.now)(asOf),
    knownLanes: new Set(),
    freeAgents: freeAgents(table, clock.now),
    ticketFields: cachedTicketFields(table, clock.now),
    defaultLocale: 'en',
  };
  const person = { now: clock.now, newId: clock.newId };
  const told: EventMessage[] = [];
  const listening: Table = {
    ...table,
    async transact(writes) {
      await table.transact(writes);
      for (const { put } of writes) if (put?.[EVENT_ATTRIBUTE]) told.push(z.parse(EventMessage, put[EVENT_ATTRIBUTE]));
    },
  };
  const tell = (names: readonly string[], data: EventMessage['data']) =>
    routeTickets({ id: String(clock.newId()), names: [...names], subject: '1', at: clock.now(), data }, deps);
  let fired = clock.now() - 1;
  const desk: RoutingDesk = {
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
    customerTicket: (words, fields = {}) =>
      desk.ticket({ comment: { body: words, public: true, author: CUSTOMER, origin: 'person' }, ...fields }),
    async examine(ticketId, { triage = '', asks = false } = {}) {
      const [created] = await desk.events(ticketId);
      if (!created) throw new Error(`There is no ticket ${ticketId}`);
      await followTicket(created, {
        ...person,
        table,
        ticketFields: cachedTicketFields(table, clock.now),
        closeAfter: HOUR,
        defaultLocale: 'en',
        asks,
        deadline: HOUR,
        triageGroup: triage,
        surveyDelay: HOUR,
      });
    },
    async events(ticketId) {
      const { items } = await table.query({
        partition: auditKey(ticketId, 0).pk,
        startsWith: AUDIT_PREFIX,
        consistent: true,
      });
      return items.map((item) => z.parse(EventMessage, item[EVENT_ATTRIBUTE]));
    },
    async tell(event) {
      if (!event) throw new Error('There is no such event');
      await routeTickets(event, deps);
    },
    async change(ticketId, fields, agentId = 99) {
      const actor = { kind: 'user', id: agentId, role: 'agent' } as const;
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
          await fireTimer(timer, { table: listening, now: clock.now } as TimerDeps);
          for (const event of told.splice(0)) {
            count++;
            await routeTickets(event, deps);
          }
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
  return desk;
}
