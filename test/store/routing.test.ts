import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { dispatchGroup } from '../../functions/route-tickets/dispatch-group.ts';
import { routeTickets } from '../../functions/route-tickets/route-tickets.ts';
import { settleTicket } from '../../functions/route-tickets/settle-ticket.ts';
import { MINUTE, SECOND } from '../../shared/kernel/clock.ts';
import { GROUP_ROUTING_CHANGED } from '../../shared/people/group.events.ts';
import { getUser, updateUser } from '../../shared/people/user.store.ts';
import { updateGroup } from '../../shared/people/write-group.store.ts';
import { EVENT_ATTRIBUTE, EventMessage } from '../../shared/platform/messaging/event.ts';
import { routingEventKey } from '../../shared/platform/table/keys.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { dropDispatch, leaseDispatch, releaseDispatch } from '../../shared/routing/dispatch.store.ts';
import { saveRoutingRules } from '../../shared/routing/routing-rules.store.ts';
import { settingsSource } from '../../shared/routing/routing-settings.store.ts';
import { listAudits } from '../../shared/tickets/audit.store.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { aRoutingDesk, type RoutingDesk } from '../support/a-routing-desk.ts';
import { aUser } from '../support/a-user.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

describe('routing', () => {
  let table: Table;
  let clock: TestClock;
  let desk: RoutingDesk;

  beforeEach(async () => {
    [clock, table] = [aClock(), await aTable()];
    desk = aRoutingDesk(table, clock);
  });

  const newTicket = async (group_id: number | null, fields = {}) => {
    const ticket = await desk.ticket({ group_id, ...fields });
    await desk.tellTicket(ticket.id);
    return ticket.id;
  };

  test('leaves the tickets of a group alone that has not switched it on', async () => {
    const { id } = await desk.group({ enabled: false });
    const agent = await desk.agent(id, 5);
    const ticket = await newTicket(id);
    await desk.tellAgent(agent);
    expect(await desk.assignee(ticket)).toBeNull();
    expect(await desk.queue(id)).toEqual([]);
    expect(await listAudits(table, ticket, { descending: false, limit: 10 })).toHaveLength(1);
  });

  test('gives a new ticket to the one with the fewest open tickets, and the audit says why', async () => {
    const { id } = await desk.group();
    const [busy, idle] = [await desk.agent(id, 5), await desk.agent(id, 5)];
    const first = await desk.ticket({ group_id: id, assignee_id: busy });
    await desk.tellTicket(first.id);
    expect(await desk.load(busy)).toBe(1);
    clock.advance(3 * MINUTE);
    const ticket = await newTicket(id);
    expect(await desk.assignee(ticket)).toBe(idle);
    expect(await desk.load(idle)).toBe(1);
    expect(await desk.queue(id)).toEqual([]);
    const [, audit] = await listAudits(table, ticket, { descending: false, limit: 10 });
    expect(audit).toMatchObject({ author_id: -1, via: { channel: 'system' } });
    expect(audit?.reason).toBe(
      'Given by routing: of the 2 who could take it, this agent has the fewest open tickets (0 of 5). Language: English. It waited 0 min.',
    );
    expect((await getTicket(table, ticket))?.status).toBe('open');
  });

  test('gives nothing to who may not sign in any more, whatever their status says', async () => {
    const { id } = await desk.group();
    const agent = await desk.agent(id, 5);
    const user = await getUser(table, agent);
    if (!user) throw new Error('There is no such agent');
    await updateUser(table, user, { suspended: true }, { now: clock.now(), newId: clock.newId });
    const ticket = await newTicket(id);
    await desk.tellAgent(agent);
    expect(await desk.assignee(ticket)).toBeNull();
  });

  test('keeps a ticket waiting that nobody can take, and gives it to who comes online, gets room or learns', async () => {
    const { id } = await desk.group();
    const away = await desk.agent(id, 1, { status: 'away' });
    const [first, second] = [await newTicket(id), await newTicket(id)];
    expect(await desk.queue(id)).toEqual([first, second]);
    await desk.say(away, { status: 'online' });
    await desk.tellAgent(away);
    expect(await desk.assignee(first)).toBe(away);
    expect(await desk.queue(id)).toEqual([second]);
    // Solving frees room, and the event of it pulls the next one; told twice, it pulls one.
    await desk.change(first, { status: 'solved' });
    await desk.tellTicket(first, 'ticket.status_changed.v1', 'ticket.moved.v1');
    await desk.tellTicket(first, 'ticket.status_changed.v1', 'ticket.moved.v1');
    expect(await desk.assignee(second)).toBe(away);
    expect(await desk.load(away)).toBe(1);
    const third = await newTicket(id, { locale: 'zh-CN' });
    const chinese = await desk.agent(id, 1, { languages: ['en'] });
    await desk.tellAgent(chinese);
    expect(await desk.assignee(third)).toBeNull();
    await desk.say(chinese, { languages: ['en', 'zh'] });
    await desk.tellAgent(chinese);
    expect(await desk.assignee(third)).toBe(chinese);
  });

  test('serves by priority, then tier, then waiting time', async () => {
    const { id } = await desk.group();
    const low = await newTicket(id, { priority: 'low' });
    clock.advance(MINUTE);
    const normal = await newTicket(id, { priority: 'normal' });
    const vip = await newTicket(id, { priority: 'normal', tags: ['vip'] });
    const customer = await aUser(table, clock, { tags: ['vip'] });
    clock.advance(MINUTE);
    const vipToo = await newTicket(id, { priority: 'normal', requester_id: customer.id });
    const urgent = await newTicket(id, { priority: 'urgent' });
    const wanted = [urgent, vip, vipToo, normal, low];
    expect(await desk.queue(id)).toEqual(wanted);
    await desk.change(low, { priority: 'urgent' });
    await desk.tellTicket(low, 'ticket.priority_changed.v1');
    expect(await desk.queue(id)).toEqual([low, urgent, vip, vipToo, normal]);
    const agent = await desk.agent(id, 2);
    await desk.tellAgent(agent);
    expect(await desk.queue(id)).toEqual([vip, vipToo, normal]);
  });

  test('demands the skills of the rules until their time-out, then gives the ticket to who is there', async () => {
    const { id } = await desk.group({ skill_timeout_seconds: 300 });
    await saveRoutingRules(table, {
      version: 1,
      updated_at: 0,
      rules: [{ category: 'kyc', language: null, group_id: null, skills: ['kyc'] }],
    });
    const plain = await desk.agent(id, 5);
    const ticket = await newTicket(id, { tags: ['kyc'] });
    expect(await desk.assignee(ticket)).toBeNull();
    clock.advance(299 * SECOND);
    expect(await desk.fireDue()).toBe(0);
    clock.advance(SECOND);
    expect(await desk.fireDue()).toBe(1);
    expect(await desk.assignee(ticket)).toBe(plain);
    const skilled = await desk.agent(id, 1, { skills: ['kyc'] });
    expect(await desk.assignee(await newTicket(id, { tags: ['kyc'] }))).toBe(skilled);
  });

  test('gives work to nobody before their shift, and at its beginning by a timer', async () => {
    const { id } = await desk.group();
    // The test's clock starts on a Sunday at 3 o'clock.
    const intervals = { sun: [['04:00', '05:00'] as [string, string]] };
    const agent = await desk.agent(id, 1, { shift: { time_zone: 'UTC', intervals } });
    const ticket = await newTicket(id);
    await desk.tellAgent(agent);
    expect(await desk.assignee(ticket)).toBeNull();
    clock.advance(60 * MINUTE);
    expect(await desk.fireDue()).toBe(1);
    expect(await desk.assignee(ticket)).toBe(agent);
    await desk.change(ticket, { status: 'solved' });
    await desk.tellTicket(ticket, 'ticket.status_changed.v1');
    clock.advance(7 * 24 * 60 * MINUTE);
    const next = await newTicket(id);
    expect(await desk.assignee(next)).toBe(agent);
  });

  test('lets a person’s assignment win, whatever room there is, and counts it', async () => {
    const { id } = await desk.group();
    const full = await desk.agent(id, 0);
    const ticket = await newTicket(id);
    await desk.change(ticket, { assignee_id: full });
    const free = await desk.agent(id, 5);
    await desk.tellAgent(free);
    expect(await desk.assignee(ticket)).toBe(full);
    await desk.tellTicket(ticket, 'ticket.moved.v1');
    expect([await desk.load(full), await desk.load(free)]).toEqual([1, 0]);
    expect(await desk.queue(id)).toEqual([]);
    await desk.change(ticket, { assignee_id: free });
    await desk.tellTicket(ticket, 'ticket.moved.v1');
    expect([await desk.load(full), await desk.load(free)]).toEqual([0, 1]);
  });

  test('gives no more than if it had been first, when a person assigns meanwhile, and counts both once it hears of it', async () => {
    const { id } = await desk.group();
    const agent = await desk.agent(id, 1);
    const [byHand, next] = [await desk.ticket({ group_id: id }), await desk.ticket({ group_id: id })];
    await desk.change(byHand.id, { assignee_id: agent });
    // Routing has not heard of it: what it gives now it could have given before.
    await Promise.all([desk.tellTicket(next.id), desk.tellTicket(next.id)]);
    expect(await desk.assignee(next.id)).toBe(agent);
    for (let time = 0; time < 2; time++) await desk.tellTicket(byHand.id, 'ticket.moved.v1');
    expect(await desk.load(agent)).toBe(2);
    const third = await newTicket(id);
    expect(await desk.assignee(third)).toBeNull();
    await desk.change(byHand.id, { status: 'solved' });
    await desk.tellTicket(byHand.id, 'ticket.status_changed.v1');
    expect([await desk.load(agent), await desk.assignee(third)]).toEqual([1, null]);
    await desk.change(next.id, { status: 'solved' });
    await desk.tellTicket(next.id, 'ticket.status_changed.v1');
    expect(await desk.assignee(third)).toBe(agent);
  });

  test('frees room when a ticket goes to another group, is set aside or deleted, and takes it again when it comes back', async () => {
    const [ours, others] = [await desk.group(), await desk.group({ enabled: false })];
    const agent = await desk.agent(ours.id, 3);
    const ticket = await newTicket(ours.id);
    expect(await desk.load(agent)).toBe(1);
    await desk.change(ticket, { status: 'pending' });
    await desk.tellTicket(ticket, 'ticket.status_changed.v1');
    expect(await desk.load(agent)).toBe(0);
    await desk.change(ticket, { status: 'open' });
    await desk.tellTicket(ticket, 'ticket.status_changed.v1');
    expect(await desk.load(agent)).toBe(1);
    await desk.change(ticket, { group_id: others.id });
    await desk.tellTicket(ticket, 'ticket.moved.v1');
    expect(await desk.load(agent)).toBe(0);
  });

  test('puts a ticket without a group where the rules say, but not one that a person took out of its group', async () => {
    const { id } = await desk.group();
    const agent = await desk.agent(id, 5, { languages: ['zh'] });
    await saveRoutingRules(table, {
      version: 1,
      updated_at: 0,
      rules: [{ category: 'kyc', language: 'zh', group_id: id, skills: [] }],
    });
    const ticket = await newTicket(null, { tags: ['kyc'], locale: 'zh-CN' });
    expect((await getTicket(table, ticket))?.group_id).toBe(id);
    await desk.tellTicket(ticket, 'ticket.moved.v1');
    expect(await desk.assignee(ticket)).toBe(agent);
    const other = await newTicket(null, { tags: ['kyc'], locale: 'en' });
    expect((await getTicket(table, other))?.group_id).toBeNull();
    await desk.change(ticket, { group_id: null, assignee_id: null });
    await desk.tellTicket(ticket, 'ticket.moved.v1');
    expect(await getTicket(table, ticket)).toMatchObject({ group_id: null, assignee_id: null });
    expect(await desk.load(agent)).toBe(0);
  });

  test('takes in what a group has when it is switched on, though it had just read that it was not', async () => {
    const { id } = await desk.group({ enabled: false });
    const { id: ticket } = await desk.ticket({ group_id: id });
    const deps = { ...desk.deps, settings: settingsSource(table, clock.now) };
    clock.advance(1);
    await deps.settings(clock.now() - 1);
    await updateGroup(table, id, { routing: { enabled: true } }, { now: clock.now(), newId: clock.newId });
    const data = { group_id: id, version: 1 };
    await routeTickets({ id: '1', names: [GROUP_ROUTING_CHANGED], subject: '1', at: clock.now(), data }, deps);
    expect(await desk.queue(id)).toEqual([ticket]);
  });

  test('goes by rules and switches from the very moment at which they were saved, whatever was just read', async () => {
    const { id } = await desk.group({ enabled: false });
    const deps = { ...desk.deps, settings: settingsSource(table, clock.now) };
    const tell = async (ticket_id: number) => {
      const [created] = await desk.events(ticket_id);
      if (!created) throw new Error('There is no such ticket');
      clock.advance(1);
      await routeTickets(created, deps);
    };
    await tell((await desk.ticket({ tags: ['kyc'] })).id);
    const rule = { category: 'kyc', language: null, group_id: id, skills: [] };
    await saveRoutingRules(table, { version: 1, updated_at: clock.now(), rules: [rule] });
    const { id: ruled } = await desk.ticket({ tags: ['kyc'] });
    await tell(ruled);
    expect(await getTicket(table, ruled)).toMatchObject({ group_id: id });
    await updateGroup(table, id, { routing: { enabled: true } }, { now: clock.now(), newId: clock.newId });
    const { id: routed } = await desk.ticket({ group_id: id });
    await tell(routed);
    expect(await desk.queue(id)).toEqual([routed]);
  });

  test('takes in what a group has when it is switched on, and lets go of it when it is switched off', async () => {
    const { id } = await desk.group({ enabled: false });
    const agent = await desk.agent(id, 2);
    const mine = await desk.ticket({ group_id: id, assignee_id: agent });
    const waiting = [await desk.ticket({ group_id: id }), await desk.ticket({ group_id: id })];
    await desk.switchRouting(id, true);
    expect(await desk.load(agent)).toBe(2);
    expect(await desk.assignee(waiting[0]?.id ?? 0)).toBe(agent);
    expect(await desk.queue(id)).toEqual([waiting[1]?.id]);
    clock.advance(2 * SECOND);
    await desk.switchRouting(id, false);
    expect(await desk.load(agent)).toBe(0);
    expect(await desk.queue(id)).toEqual([]);
    expect(await desk.assignee(mine.id)).toBe(agent);
  });
});

describe('who gives away a group’s tickets for all', () => {
  test('hears of everybody who wants it done meanwhile, and of nobody twice', async () => {
    const [clock, table] = [aClock(), await aTable()];
    const lease = await leaseDispatch(table, 7, clock.now());
    if (!lease) throw new Error('Nobody else has it');
    expect(await leaseDispatch(table, 7, clock.now())).toBeUndefined();
    const again = await releaseDispatch(table, lease);
    expect(again).toEqual({ ...lease, wanted: lease.wanted + 1 });
    expect(again && (await releaseDispatch(table, again))).toBeUndefined();
    expect(await leaseDispatch(table, 7, clock.now())).toBeDefined();
    clock.advance(5 * MINUTE);
    // Taken for dead.
    const next = await leaseDispatch(table, 7, clock.now());
    expect(next).toBeDefined();
    expect(await releaseDispatch(table, lease)).toBeUndefined();
    await dropDispatch(table, lease);
    expect(await leaseDispatch(table, 7, clock.now())).toBeUndefined();
  });

  test('stops in time, says so, and lets the next one go on', async () => {
    const [clock, table] = [aClock(), await aTable()];
    const desk = aRoutingDesk(table, clock);
    const group = (await desk.group()).id;
    const agent = await desk.agent(group, 200);
    const settings = await desk.deps.settings(clock.now());
    const come = async () => settleTicket((await desk.ticket({ group_id: group })).id, settings, desk.deps);
    await Promise.all(Array.from({ length: 60 }, come));
    const slow = { ...desk.deps, now: () => clock.advance(SECOND) };
    const began = clock.now() + SECOND;
    await dispatchGroup(group, settings, slow);
    expect(await desk.load(agent)).toBe(50);
    const told = await table.get(routingEventKey(`dispatch-${group}-${began}`));
    expect(told?.[EVENT_ATTRIBUTE]).toMatchObject({ names: ['routing.dispatch_unfinished.v1'] });
    await routeTickets(z.parse(EventMessage, told?.[EVENT_ATTRIBUTE]), desk.deps);
    expect(await desk.load(agent)).toBe(60);
    expect(await desk.queue(group)).toEqual([]);
  });
});

describe('when everything happens at once', () => {
  test('no ticket goes to two, nobody gets more than their room, and no ticket is left while somebody has room', async () => {
    const [clock, table] = [aClock(), await aTable()];
    const desk = aRoutingDesk(table, clock);
    const group = (await desk.group()).id;
    const capacity = 3;
    const agents = await Promise.all(Array.from({ length: 6 }, () => desk.agent(group, capacity)));
    const made: number[] = [];
    const come = async () => {
      const { id } = await desk.ticket({ group_id: group });
      made.push(id);
      await Promise.all([desk.tellTicket(id), desk.tellTicket(id)]);
    };
    const byHand = 90_001;
    const takeByHand = async () => {
      const id = made[Math.floor(made.length / 2)];
      if (id === undefined) return;
      await desk.change(id, { assignee_id: byHand });
      await desk.tellTicket(id, 'ticket.moved.v1');
    };
    await Promise.all([
      ...Array.from({ length: 26 }, come),
      ...agents.flatMap((agent) => [desk.tellAgent(agent), desk.tellAgent(agent)]),
      ...Array.from({ length: 3 }, () => takeByHand()),
    ]);
    const check = async () => {
      const tickets = await Promise.all(made.map((id) => getTicket(table, id)));
      const open = tickets.filter((ticket) => ticket && ['new', 'open'].includes(ticket.status));
      for (const agent of agents) {
        const theirs = open.filter((ticket) => ticket?.assignee_id === agent).length;
        expect(theirs).toBeLessThanOrEqual(capacity);
        expect(await desk.load(agent)).toBe(theirs);
      }
      const waiting = open.filter((ticket) => ticket?.assignee_id === null).map((ticket) => ticket?.id ?? 0);
      expect((await desk.queue(group)).sort((a, b) => a - b)).toEqual(waiting.sort((a, b) => a - b));
      return { open: open.length, waiting: waiting.length };
    };
    const { open, waiting } = await check();
    expect(open).toBe(26);
    const given = agents.length * capacity;
    expect(waiting).toBeGreaterThanOrEqual(open - given - 3);
    expect(waiting).toBeLessThanOrEqual(open - given);
    for (const id of made) {
      const audits = await listAudits(table, id, { descending: false, limit: 20 });
      const byRouting = audits.filter(
        ({ author_id, events }) =>
          author_id === -1 && events.some((line) => line.type === 'Change' && line.field_name === 'assignee_id'),
      );
      expect(byRouting.length).toBeLessThanOrEqual(1);
    }
    // All solve what they have at the same moment: the rest is given, each once.
    const tickets = await Promise.all(made.map((id) => getTicket(table, id)));
    await Promise.all(
      tickets
        .filter((ticket) => ticket?.assignee_id)
        .map(async (ticket) => {
          await desk.change(ticket?.id ?? 0, { status: 'solved' });
          await Promise.all([0, 1].map(() => desk.tellTicket(ticket?.id ?? 0, 'ticket.status_changed.v1')));
        }),
    );
    expect(await check()).toEqual({ open: waiting, waiting: 0 });
  });
});
