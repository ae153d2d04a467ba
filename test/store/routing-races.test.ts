import { beforeEach, describe, expect, test } from 'vitest';
import { routeTickets } from '../../functions/route-tickets/route-tickets.ts';
import { GROUP_ROUTING_CHANGED } from '../../shared/people/group.events.ts';
import { deleteGroup, updateGroup } from '../../shared/people/write-group.store.ts';
import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { saveRoutingRules } from '../../shared/routing/routing-rules.store.ts';
import type { RoutingRule } from '../../shared/routing/routing-rules.ts';
import { settingsSource } from '../../shared/routing/routing-settings.store.ts';
import { getRouting } from '../../shared/routing/routing-state.store.ts';
import { ABOUT_FIELDS } from '../../shared/tickets/about-fields.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { aRoutingDesk, type RoutingDesk } from '../support/a-routing-desk.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

/** A table in front of whose first transaction something else happens. */
function interrupted(table: Table, meanwhile: () => Promise<unknown>): Table {
  let isDone = false;
  return {
    ...table,
    async transact(writes) {
      if (!isDone) {
        isDone = true;
        await meanwhile();
      }
      await table.transact(writes);
    },
  };
}

async function lastEventOf(desk: RoutingDesk, id: number): Promise<EventMessage> {
  const event = (await desk.events(id)).at(-1);
  if (!event) throw new Error(`There is no ticket ${id}`);
  return event;
}

describe('of two who look at a ticket at the same time', () => {
  let table: Table;
  let clock: TestClock;
  let desk: RoutingDesk;
  let group: number;

  beforeEach(async () => {
    [clock, table] = [aClock(), await aTable()];
    desk = aRoutingDesk(table, clock);
    group = (await desk.group()).id;
  });

  const lastEvent = (id: number) => lastEventOf(desk, id);
  /** Has somebody slow hear of a ticket's last event, who has read everything and is about to write when `meanwhile` happens. */
  const slowly = async (id: number, meanwhile: () => Promise<unknown>) =>
    routeTickets(await lastEvent(id), { ...desk.deps, table: interrupted(table, meanwhile) });
  const happens = async (id: number, fields: Parameters<RoutingDesk['change']>[1]) => {
    await desk.change(id, fields);
    await desk.tell(await lastEvent(id));
  };
  const loads = (...agents: number[]) => Promise.all(agents.map((agent) => desk.load(agent)));
  const rules = (...rows: Partial<RoutingRule>[]) =>
    saveRoutingRules(table, {
      version: 1,
      updated_at: 0,
      rules: rows.map((row) => ({ category: null, language: null, group_id: null, skills: [], ...row })),
    });

  test('the slower one does not count it for whom it was given to and taken from again', async () => {
    const [first, other] = [await desk.agent(group, 5), await desk.agent(group, 5)];
    const { id } = await desk.ticket({ group_id: group, assignee_id: first });
    await desk.tell(await lastEvent(id));
    await desk.change(id, { assignee_id: other });
    await slowly(id, () => happens(id, { assignee_id: first }));
    expect(await loads(first, other)).toEqual([1, 0]);
  });

  test('the slower one does not take it out of the queue that it is in again', async () => {
    const { id } = await desk.ticket({ group_id: group });
    await desk.tell(await lastEvent(id));
    await desk.change(id, { status: 'pending' });
    await slowly(id, () => happens(id, { status: 'open' }));
    expect(await desk.queue(group)).toEqual([id]);
    const agent = await desk.agent(group, 1);
    await desk.tellAgent(agent);
    expect(await desk.assignee(id)).toBe(agent);
  });

  test('the slower one does not count it when it left for a group that is not routed before anything was said of it', async () => {
    const elsewhere = await desk.group({ enabled: false });
    const agent = await desk.agent(group, 5);
    const { id } = await desk.ticket({ group_id: group, assignee_id: agent });
    await slowly(id, () => happens(id, { group_id: elsewhere.id }));
    expect(await loads(agent)).toEqual([0]);
  });

  test('the slower one does not count it when it was solved before anything was said of it', async () => {
    const agent = await desk.agent(group, 5);
    const { id } = await desk.ticket({ group_id: group, assignee_id: agent });
    await slowly(id, () => happens(id, { status: 'solved' }));
    expect(await loads(agent)).toEqual([0]);
  });

  test('neither hinders a claim: that a later version says the same leaves its place as it is', async () => {
    const { id } = await desk.ticket({ group_id: group });
    await desk.tell(await lastEvent(id));
    const before = await getRouting(table, id);
    await happens(id, { tags: ['seen'] });
    expect(await getRouting(table, id)).toEqual({ ...before, ticket_version: 2 });
    const agent = await desk.agent(group, 1);
    await desk.tellAgent(agent);
    expect(await desk.assignee(id)).toBe(agent);
  });

  test('one read it before it was examined, the other hears that it was: it is placed at once', async () => {
    await rules({ group_id: group });
    const { id } = await desk.customerTicket('Hm.', { locale: 'en' });
    const placing = Promise.withResolvers<void>();
    let examined: Promise<void> | undefined;
    await slowly(id, async () => {
      await desk.examine(id);
      const event = await lastEvent(id);
      const came = Promise.withResolvers<void>();
      const late = interrupted(table, () => {
        came.resolve();
        return placing.promise;
      });
      examined = routeTickets(event, { ...desk.deps, table: late });
      await came.promise;
    });
    placing.resolve();
    await examined;
    expect((await getTicket(table, id))?.group_id).toBe(group);
    await desk.tell(await lastEvent(id));
    expect(await desk.queue(group)).toEqual([id]);
  });

  test('one puts it elsewhere by what it is about, a person puts it back before that is told: it can still be had', async () => {
    const kyc = (await desk.group()).id;
    await rules({ category: 'kyc', group_id: kyc }, { group_id: group });
    const { id } = await desk.ticket({});
    for (let time = 0; time < 2; time++) await desk.tell(await lastEvent(id));
    expect(await desk.queue(group)).toEqual([id]);
    await happens(id, { custom_fields: [{ id: ABOUT_FIELDS.category, value: 'kyc' }] });
    expect((await getTicket(table, id))?.group_id).toBe(kyc);
    // Also in the moment before that is told.
    await desk.change(id, { group_id: group });
    const agent = await desk.agent(group, 1);
    await desk.tellAgent(agent);
    expect(await desk.assignee(id)).toBe(agent);
  });

  test('neither fills a group that was deleted since the rules named it', async () => {
    await rules({ group_id: group });
    await deleteGroup(table, group, { now: clock.now(), newId: clock.newId });
    const { id } = await desk.ticket({});
    await desk.tell(await lastEvent(id));
    expect(await getTicket(table, id)).toMatchObject({ version: 1, group_id: null });
  });
});

describe('of a switch that is saved after it was asked for, and read right between', () => {
  let table: Table;
  let clock: TestClock;
  let desk: RoutingDesk;

  beforeEach(async () => {
    [clock, table] = [aClock(), await aTable()];
    desk = aRoutingDesk(table, clock);
    await desk.group();
  });

  const switchedSlowly = async () => {
    const { id } = await desk.group({ enabled: false });
    const deps = { ...desk.deps, settings: settingsSource(table, clock.now) };
    const began = clock.now();
    clock.advance(20);
    await deps.settings(began);
    await updateGroup(table, id, { routing: { enabled: true } }, { now: began, newId: clock.newId });
    return { id, deps, began };
  };

  test('the tickets that the group has come into its queue', async () => {
    const { id, deps, began } = await switchedSlowly();
    const { id: ticket } = await desk.ticket({ group_id: id });
    clock.advance(500);
    const data = { group_id: id, version: 2 };
    await routeTickets({ id: '1', names: [GROUP_ROUTING_CHANGED], subject: '1', at: began, data }, deps);
    expect(await desk.queue(id)).toEqual([ticket]);
  });

  test('so does a ticket that was asked for before and saved afterwards', async () => {
    const { id, deps, began } = await switchedSlowly();
    const { id: ticket } = await desk.ticket({ group_id: id });
    clock.advance(500);
    const created = await lastEventOf(desk, ticket);
    await routeTickets({ ...created, at: began }, deps);
    expect(await desk.queue(id)).toEqual([ticket]);
  });
});
