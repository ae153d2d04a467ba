import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, SECOND } from '../../shared/kernel/clock.ts';
import { listGroupMembers } from '../../shared/people/group.store.ts';
import { getUser } from '../../shared/people/user.store.ts';
import { updateGroup } from '../../shared/people/write-group.store.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { aGroupMember } from '../support/a-group.ts';
import { aMailDesk, type MailDesk } from '../support/a-mail-desk.ts';
import { aMailService, type MailService } from '../support/a-mail-service.ts';
import { aRoutingDesk, type RoutingDesk } from '../support/a-routing-desk.ts';
import { aUser } from '../support/a-user.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

describe('of a ticket that comes to a group whose work is given out', () => {
  let table: Table;
  let clock: TestClock;
  let service: MailService;
  let mail: MailDesk;
  let desk: RoutingDesk;
  let group: number;

  beforeEach(async () => {
    service = await aMailService();
    [clock, table] = [aClock(), await aTable()];
    mail = await aMailDesk(table, clock);
    desk = aRoutingDesk(table, clock);
    group = (await desk.group()).id;
  });
  afterEach(() => service.stop());

  const addressOf = async (id: number) => (await getUser(table, id))?.email ?? '';
  const addresses = async () => {
    const members = await listGroupMembers(table, group);
    return (await Promise.all(members.map(({ user_id }) => addressOf(user_id)))).sort();
  };
  const written = async () => {
    await mail.deliverAll();
    return service.sent.map(({ to }) => to).sort();
  };
  const came = async (fields = {}) => {
    const { id } = await desk.ticket({ group_id: group, ...fields });
    return id;
  };
  /** What decides about mails hears of all that was committed. */
  const decided = async () => expect(await mail.notify(await mail.events('ticket.assigned.v1'))).toBe(0);

  test('only the one who gets it is told, though mails are decided on before it is given', async () => {
    const agents = [await desk.agent(group, 5), await desk.agent(group, 5), await desk.agent(group, 5)];
    const id = await came();
    await decided();
    expect(await mail.all('delivery')).toEqual([]);
    for (const event of await desk.events(id)) await desk.tell(event);
    const assignee = (await desk.assignee(id)) ?? 0;
    expect(agents).toContain(assignee);
    expect(await written()).toEqual([await addressOf(assignee)]);
  });

  test('everybody is told once when nobody can take it, however often it is offered', async () => {
    for (const status of ['away', 'offline'] as const) await desk.agent(group, 5, { status });
    const id = await came();
    await decided();
    const [created] = await desk.events(id);
    for (let time = 0; time < 3; time++) await desk.tell(created);
    expect(await written()).toEqual(await addresses());
    await desk.change(id, { priority: 'high' });
    for (const event of await desk.events(id)) await desk.tell(event);
    expect(await written()).toEqual(await addresses());
    expect(await mail.all('delivery')).toHaveLength(2);
  });

  test('whoever gave it back to the queue is not told that it waits; the others are', async () => {
    const [giver, other] = [
      await aUser(table, clock, { role: 'agent' }),
      await desk.agent(group, 5, { status: 'away' }),
    ];
    await aGroupMember(table, clock, { group_id: group, user_id: giver.id });
    const id = await came({ assignee_id: giver.id });
    await desk.tell((await desk.events(id))[0]);
    clock.advance(SECOND);
    await desk.change(id, { assignee_id: null }, giver.id);
    await desk.tell((await desk.events(id)).at(-1));
    expect(await written()).toEqual([await addressOf(other)]);
  });

  test('the group is told as it comes when routing is off, and not from the very moment that it is on', async () => {
    await desk.agent(group, 5);
    await updateGroup(table, group, { routing: { enabled: false } }, { now: clock.now(), newId: clock.newId });
    const id = await came();
    await desk.tell((await desk.events(id))[0]);
    expect(await written()).toEqual(await addresses());
    await updateGroup(table, group, { routing: { enabled: true } }, { now: clock.now(), newId: clock.newId });
    const next = await came();
    await decided();
    expect((await mail.all('delivery')).filter(({ ticket_id }) => ticket_id === next)).toEqual([]);
  });

  test('everybody is told of what came right before routing was switched on, decided on right after, and can be taken by nobody', async () => {
    await desk.agent(group, 5, { status: 'away' });
    await updateGroup(table, group, { routing: { enabled: false } }, { now: clock.now(), newId: clock.newId });
    const id = await came();
    await desk.tell((await desk.events(id))[0]);
    await updateGroup(table, group, { routing: { enabled: true } }, { now: clock.now(), newId: clock.newId });
    await decided();
    expect(await mail.all('delivery')).toEqual([]);
    clock.advance(SECOND);
    await desk.tellGroup(group);
    expect(await written()).toEqual(await addresses());
  });

  test('everybody is told of what came right before routing was switched off, and was not looked at before', async () => {
    await desk.agent(group, 5, { status: 'away' });
    const id = await came();
    await decided();
    await updateGroup(table, group, { routing: { enabled: false } }, { now: clock.now(), newId: clock.newId });
    clock.advance(SECOND);
    for (const event of await desk.events(id)) await desk.tell(event);
    for (let time = 0; time < 2; time++) await desk.tellGroup(group);
    const left = await mail.events('ticket.left_waiting.v1');
    expect(left.map(({ subject }) => subject)).toEqual([String(id)]);
    await mail.notify(left);
    expect(await mail.all('delivery')).toHaveLength(1);
  });

  test('nobody is told again, when routing is switched off, of what was left waiting', async () => {
    await desk.agent(group, 5, { status: 'away' });
    const id = await came();
    await decided();
    await desk.tell((await desk.events(id))[0]);
    await desk.switchRouting(group, false);
    expect(await mail.events('ticket.left_waiting.v1')).toHaveLength(1);
  });

  test('nobody is told again, at a switch, of what has long waited there', async () => {
    await desk.agent(group, 5, { status: 'away' });
    await updateGroup(table, group, { routing: { enabled: false } }, { now: clock.now(), newId: clock.newId });
    await came();
    clock.advance(HOUR);
    await desk.switchRouting(group, true);
    expect(await mail.events('ticket.left_waiting.v1')).toEqual([]);
  });

  test('nothing is told of one that was given away together with those before it', async () => {
    const away = await desk.agent(group, 5, { status: 'away' });
    const before = await came({ priority: 'urgent' });
    await desk.tell((await desk.events(before))[0]);
    const id = await came();
    await desk.say(away, { status: 'online' });
    await desk.tell((await desk.events(id))[0]);
    expect(await desk.assignee(id)).toBe(away);
    const left = await mail.events('ticket.left_waiting.v1');
    expect(left.map(({ subject }) => subject)).toEqual([String(before)]);
  });
});
