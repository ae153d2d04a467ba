import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { countBatch } from '../../functions/count-records/count-records.ts';
import type { EventMessage } from '../../shared/platform/messaging/event.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { ticketCounters } from '../../shared/reports/counted.ts';
import { countRecords, readCount } from '../../shared/reports/counter.store.ts';
import { openTicket, type TicketChange } from '../../shared/tickets/change-ticket.ts';
import { commitTicket } from '../../shared/tickets/ticket.store.ts';
import { via } from '../../shared/tickets/ticket.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import { AGENT, CUSTOMER } from '../support/a-ticket-life.ts';
import { aClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const clock = aClock();
let table: Table;
beforeEach(async () => {
  table = await aTable();
});

const context = () => ({ now: clock.advance(2_000), actor: AGENT, via: via('api'), newId: clock.newId, closeAfter: 1 });

/** Opens a ticket in a group, or changes it; answers the event of that. */
async function open(id: number, group_id: number | null = 5): Promise<EventMessage> {
  const words = { id, subject: 's', requester_id: 2001, submitter_id: 2001, locale: 'en', group_id };
  const commit = openTicket({ ...words, comment: { body: 'x', public: true } }, { ...context(), actor: CUSTOMER });
  await commitTicket(table, commit);
  return eventOf(id, commit.ticket.version);
}
async function change(id: number, what: TicketChange): Promise<EventMessage> {
  const update = await updateTicket(table, id, () => ({ change: what }), context);
  return eventOf(id, update?.ticket.version ?? 0);
}
const eventOf = (id: number, version: number, name = 'ticket.moved.v1'): EventMessage => ({
  id: `${id}.${version}`,
  names: [name],
  subject: String(id),
  at: 0,
  data: { ticket_id: id, version },
});
const deliver = async (...events: readonly EventMessage[]) => {
  const messages = events.map((body) => ({ body, record: { messageId: body.id } as never }));
  return (await countBatch(table, messages)).length;
};
const count = (of: 'all' | 'group', owner: number | null, only?: 'live' | 'done') => {
  const names = ticketCounters(of, owner).filter((name) => !only || name.endsWith(only));
  return readCount(table, names);
};

describe('counting tickets', () => {
  test('follows them through groups and to their end', async () => {
    expect(await deliver(await open(1), await open(2))).toBe(0);
    expect([await count('all', null), await count('group', 5), await count('group', 6)]).toEqual([2, 2, 0]);
    await deliver(await change(1, { fields: { group_id: 6, assignee_id: 1, status: 'solved' } }));
    expect([await count('group', 5), await count('group', 6, 'live'), await count('group', 6, 'done')]).toEqual([
      1, 0, 1,
    ]);
    await deliver(await change(2, { delete: true }));
    expect([await count('all', null), await count('group', 5)]).toEqual([1, 0]);
  });

  test('knows what nobody in a group has yet, until somebody has it', async () => {
    const waiting = (group: number | null) => readCount(table, ticketCounters('unassigned', group, ['live']));
    await deliver(await open(1), await open(2), await open(3, null));
    expect([await waiting(5), await waiting(null)]).toEqual([2, 1]);
    await deliver(await change(1, { fields: { assignee_id: 7 } }), await change(3, { fields: { group_id: 5 } }));
    expect([await waiting(5), await waiting(null)]).toEqual([2, 0]);
    await deliver(await change(1, { fields: { assignee_id: null, group_id: 6 } }), await change(2, { delete: true }));
    expect([await waiting(5), await waiting(6)]).toEqual([1, 1]);
  });

  test('an event that comes twice, late or out of order counts nothing twice', async () => {
    const opened = await open(1);
    const moved = await change(1, { fields: { group_id: 6 } });
    await deliver(moved);
    await deliver(opened);
    await deliver(moved, opened, moved);
    expect([await count('all', null), await count('group', 5), await count('group', 6)]).toEqual([1, 0, 1]);
  });

  test('an event that comes before its ticket can be read is asked for again', async () => {
    expect(await deliver(eventOf(77, 1))).toBe(1);
    await open(1);
    expect(await deliver(eventOf(1, 2))).toBe(1);
  });

  test('of the same ticket by two at once counts it once', async () => {
    const opened = await open(1);
    await Promise.all([deliver(opened), deliver(opened), deliver(opened)]);
    await deliver(opened);
    expect(await count('all', null)).toBe(1);
  });

  test('of more tickets than fit one transaction is done in several', async () => {
    const events = await Promise.all(Array.from({ length: 40 }, (_, at) => open(at + 1, at % 7)));
    expect(await deliver(...events)).toBe(0);
    expect(await count('all', null)).toBe(40);
  });

  test('ends at what is there, whatever happened and however it was told', async () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 4 })), { maxLength: 10 });
    const order = fc.array(fc.nat(30), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(steps, order, async (moves, deliveries) => {
        table = await aTable();
        const groups = new Map<number, number | null>();
        const events: EventMessage[] = [];
        for (const [id, group] of moves) {
          if (!groups.has(id)) events.push(await open(id, group));
          else if (groups.get(id) === null) continue;
          else events.push(await change(id, group === 0 ? { delete: true } : { fields: { group_id: group } }));
          groups.set(id, groups.has(id) && group === 0 ? null : group);
          const early = events[deliveries[events.length] ?? 0];
          if (early) await deliver(early);
        }
        for (const at of deliveries) await deliver(...events.slice(at, at + 3));
        await deliver(...events);
        for (let group = 0; group <= 4; group++) {
          const there = [...groups.values()].filter((each) => each === group).length;
          expect(await count('group', group), `group ${group}`).toBe(there);
        }
        const left = [...groups.values()].filter((each) => each !== null).length;
        expect(await count('all', null)).toBe(left);
      }),
      { numRuns: 25 },
    );
  });

  test('counts records of every kind by their own versions', async () => {
    const user = { entity: 'user' as const, id: 1, version: 3, counters: ['users#agent'] };
    expect(await countRecords(table, [user, { ...user, entity: 'organization', counters: ['organizations'] }])).toEqual(
      [],
    );
    await countRecords(table, [{ ...user, version: 2, counters: ['users#end-user'] }]);
    expect(await readCount(table, ['users#agent'])).toBe(1);
    expect(await readCount(table, ['users#end-user', 'organizations', 'nothing'])).toBe(1);
  });
});
