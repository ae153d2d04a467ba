import { beforeAll, describe, expect, test } from 'vitest';
import type { Table, TableCall } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { getAudit, listAudits } from '../../shared/tickets/audit.store.ts';
import { changeTicket, openTicket } from '../../shared/tickets/change-ticket.ts';
import { getComment, listComments } from '../../shared/tickets/comment.store.ts';
import {
  commitTicket,
  getTicket,
  getTicketRecord,
  getTickets,
  ticketNumbers,
} from '../../shared/tickets/ticket.store.ts';
import { type Ticket, via } from '../../shared/tickets/ticket.ts';
import {
  countByExternalId,
  countListed,
  listTicketIds,
  listTicketIdsByExternalId,
  type TicketList,
} from '../../shared/tickets/ticket-list.store.ts';
import { updateTicket } from '../../shared/tickets/update-ticket.store.ts';
import { AGENT, CUSTOMER } from '../support/a-ticket-life.ts';
import { aClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const clock = aClock();
const calls: TableCall[] = [];
let table: Table;
let nextNumber: () => Promise<number>;

beforeAll(async () => {
  table = await aTable((call) => calls.push(call));
  nextNumber = ticketNumbers(table);
});

const context = (actor = AGENT) => ({
  now: clock.advance(2_000),
  actor,
  via: via('api'),
  newId: clock.newId,
  closeAfter: 1_000,
});

async function opened(fields: Partial<Ticket> & { comment?: { body: string; public: boolean } } = {}): Promise<Ticket> {
  const commit = openTicket(
    {
      id: await nextNumber(),
      subject: 'Stuck',
      requester_id: 2001,
      submitter_id: 2001,
      locale: 'en',
      comment: { body: 'Help', public: true },
      ...fields,
    },
    context(CUSTOMER),
  );
  await commitTicket(table, commit);
  return commit.ticket;
}
const change = (id: number, what: Parameters<typeof changeTicket>[1]) =>
  updateTicket(
    table,
    id,
    () => ({ change: what }),
    () => context(),
  );

describe('a commit of a ticket', () => {
  test('writes ticket, audit with its event, and comment in one transaction', async () => {
    calls.length = 0;
    const ticket = await opened();
    expect(calls.filter(({ operation }) => operation !== 'update').map(({ operation }) => operation)).toEqual([
      'transact',
    ]);
    expect(await getTicket(table, ticket.id)).toEqual(ticket);
    const [audit] = await listAudits(table, ticket.id, { descending: false, limit: 5 });
    expect(audit).toMatchObject({ ticket_id: ticket.id, version: 1, author_id: 2001 });
    expect(await getAudit(table, ticket.id, audit?.id ?? 0)).toEqual(audit);
    expect(await getComment(table, ticket.id, ticket.first_comment_id)).toMatchObject({ body: 'Help', public: true });
  });

  test('of a number that is taken is refused', async () => {
    const ticket = await opened();
    const commit = openTicket({ ...ticket, comment: { body: 'again', public: true } }, context());
    await expect(commitTicket(table, commit)).rejects.toBeInstanceOf(ConditionFailed);
  });

  test('of an outdated state is refused and leaves nothing behind', async () => {
    const ticket = await opened();
    const first = changeTicket(ticket, { comment: { body: 'one', public: true } }, context());
    const second = changeTicket(ticket, { comment: { body: 'two', public: true } }, context());
    if (!first || !second) throw new Error('nothing to commit');
    await commitTicket(table, first);
    await expect(commitTicket(table, second)).rejects.toBeInstanceOf(ConditionFailed);
    const comments = await listComments(table, ticket.id, { descending: false, limit: 10 });
    expect(comments.map((comment) => comment.body)).toEqual(['Help', 'one']);
  });
});

describe('an update', () => {
  test('of twelve at once is done twelve times, each on the state the others left', async () => {
    const ticket = await opened();
    const bodies = Array.from({ length: 12 }, (_, at) => `comment ${at}`);
    await Promise.all(bodies.map((body) => change(ticket.id, { comment: { body, public: true } })));
    const after = await getTicket(table, ticket.id);
    expect(after).toMatchObject({ version: 13, comment_count: 13 });
    const comments = await listComments(table, ticket.id, { descending: false, limit: 50 });
    expect(comments.map((comment) => comment.body).sort()).toEqual(['Help', ...bodies].sort());
    const audits = await listAudits(table, ticket.id, { descending: false, limit: 50 });
    expect(audits.map((audit) => audit.version).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 13 }, (_, at) => at + 1),
    );
  });

  test('that asked to be safe is refused when somebody else was faster', async () => {
    const ticket = await opened();
    const safe = { fields: { priority: 'high' as const }, seen: ticket.updated_at };
    const results = await Promise.allSettled([change(ticket.id, safe), change(ticket.id, safe)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [refused] = results.filter((each) => each.status === 'rejected');
    expect(refused?.reason).toMatchObject({ kind: 'conflict', code: 'ticket.update_conflict' });
  });

  test('whose answer was lost is not done again: it knows itself by its audit', async () => {
    const ticket = await opened();
    let lost = false;
    const deaf: Table = {
      ...table,
      async transact(writes) {
        await table.transact(writes);
        // What the client meets that sends the same request once more.
        if (!lost) {
          lost = true;
          throw new ConditionFailed(0);
        }
      },
    };
    const said = { change: { comment: { id: clock.newId(), body: 'once', public: true } } };
    const { ticket: after } =
      (await updateTicket(
        deaf,
        ticket.id,
        () => said,
        () => context(),
      )) ?? {};
    expect(after).toEqual(await getTicket(table, ticket.id));
    expect(after).toMatchObject({ version: 2, comment_count: 2 });
  });

  test('is refused as a whole when a write that goes with it is', async () => {
    const ticket = await opened();
    const update = updateTicket(
      table,
      ticket.id,
      () => ({
        change: { fields: { priority: 'low' } },
        also: () => [{ put: { pk: 'X', sk: 'X' }, condition: 'present' }],
      }),
      () => context(),
    );
    await expect(update).rejects.toBeInstanceOf(ConditionFailed);
    expect((await getTicket(table, ticket.id))?.version).toBe(1);
  });

  test('of nothing, or of no ticket, writes nothing', async () => {
    const ticket = await opened();
    expect(await change(ticket.id, {})).toEqual({ ticket, commit: undefined });
    expect(await change(99_999_999, { fields: { priority: 'low' } })).toBeUndefined();
  });

  test('takes comments from their audience and the list of another’s id along', async () => {
    const ticket = await opened({ external_id: 'old' });
    expect(await listTicketIdsByExternalId(table, 'old', { descending: false, limit: 5 })).toEqual([ticket.id]);
    await change(ticket.id, { fields: { external_id: 'new' } });
    expect(await listTicketIdsByExternalId(table, 'old', { descending: false, limit: 5 })).toEqual([]);
    expect(await countByExternalId(table, 'new', 10)).toBe(1);
    await change(ticket.id, { fields: { external_id: null } });
    expect(await countByExternalId(table, 'new', 10)).toBe(0);
    const comment = await getComment(table, ticket.id, ticket.first_comment_id);
    await change(ticket.id, comment ? { hide: comment } : {});
    expect((await getComment(table, ticket.id, ticket.first_comment_id))?.public).toBe(false);
  });
});

describe('a deleted ticket', () => {
  test('is gone for readers and lists, its record and audits stay', async () => {
    const ticket = await opened({ group_id: 91 });
    await change(ticket.id, { delete: true });
    expect(await getTicket(table, ticket.id)).toBeUndefined();
    expect(await getTickets(table, [ticket.id])).toEqual([]);
    expect(await getTicketRecord(table, ticket.id)).toMatchObject({ deleted_at: expect.any(Number), version: 2 });
    expect(await listTicketIds(table, { of: 'group', owner: 91 }, { descending: false, limit: 5 })).toEqual([]);
    expect(await listAudits(table, ticket.id, { descending: false, limit: 5 })).toHaveLength(2);
    expect(await change(ticket.id, { fields: { priority: 'low' } })).toBeUndefined();
  });
});

describe('a list of tickets', () => {
  const owner = 501;
  const group: TicketList = { of: 'group', owner };
  let ids: number[];
  beforeAll(async () => {
    ids = [];
    for (let at = 0; at < 23; at++)
      ids.push(
        (
          await opened({
            group_id: owner,
            requester_id: 777,
            status: at % 3 === 0 ? 'solved' : 'open',
            assignee_id: 888,
          })
        ).id,
      );
  });

  test('is in order of number from either end, across shards and status classes', async () => {
    expect(await listTicketIds(table, group, { descending: false, limit: 100 })).toEqual(ids);
    expect(await listTicketIds(table, group, { descending: true, limit: 5 })).toEqual(ids.slice(-5).reverse());
    const classes = { ...group, classes: ['live'] as const };
    expect(await listTicketIds(table, classes, { descending: false, limit: 100 })).toEqual(
      ids.filter((_, at) => at % 3 !== 0),
    );
  });

  test('goes on beyond any number in either direction', async () => {
    for (const size of [1, 4, 7]) {
      const walked: number[] = [];
      for (;;) {
        const last = walked.at(-1);
        const range = { descending: false, limit: size, ...(last === undefined ? {} : { beyond: last }) };
        const page = await listTicketIds(table, group, range);
        if (page.length === 0) break;
        walked.push(...page);
      }
      expect(walked).toEqual(ids);
    }
    const middle = ids[11] ?? 0;
    expect(await listTicketIds(table, group, { descending: true, beyond: middle, limit: 3 })).toEqual(
      ids.slice(8, 11).reverse(),
    );
  });

  test('costs the same number of calls however long it is', async () => {
    calls.length = 0;
    await listTicketIds(table, group, { descending: true, limit: 3 });
    expect(calls).toHaveLength(8);
    calls.length = 0;
    await listTicketIds(table, { of: 'assignee', owner: 888 }, { descending: true, limit: 3 });
    expect(calls).toHaveLength(2);
  });

  test('of a requester is counted where it stands', async () => {
    expect(await countListed(table, { of: 'requester', owner: 777 }, 1_000)).toBe(23);
    expect(await countListed(table, { of: 'requester', owner: 777, classes: ['done'] }, 1_000)).toBe(8);
  });

  test('of a requester keeps apart what is internal, until it has something public', async () => {
    const internal = await opened({ requester_id: 778, comment: { body: 'note', public: false } });
    const own: TicketList = { of: 'requester', owner: 778, publicOnes: true };
    expect(await listTicketIds(table, own, { descending: false, limit: 5 })).toEqual([]);
    expect(await countListed(table, own, 10)).toBe(0);
    expect(await countListed(table, { of: 'requester', owner: 778 }, 10)).toBe(1);
    await change(internal.id, { comment: { body: 'Hello', public: true } });
    expect(await listTicketIds(table, own, { descending: false, limit: 5 })).toEqual([internal.id]);
  });

  test('follows its tickets when they move', async () => {
    const ticket = await opened({ group_id: 601, assignee_id: 1 });
    await change(ticket.id, { fields: { group_id: 602, status: 'solved' } });
    const range = { descending: false, limit: 5 };
    expect(await listTicketIds(table, { of: 'group', owner: 601 }, range)).toEqual([]);
    expect(await listTicketIds(table, { of: 'group', owner: 602, classes: ['done'] }, range)).toEqual([ticket.id]);
  });
});

describe('comments of a ticket', () => {
  test('are read in order from either end and beyond any of them, with or without notes', async () => {
    const ticket = await opened();
    for (let at = 1; at <= 9; at++) await change(ticket.id, { comment: { body: `${at}`, public: at % 2 === 0 } });
    const bodies = async (range: Parameters<typeof listComments>[2], publicOnes = false) =>
      (await listComments(table, ticket.id, range, publicOnes)).map((comment) => comment.body);
    expect(await bodies({ descending: false, limit: 100 })).toEqual([
      'Help',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
    ]);
    expect(await bodies({ descending: true, limit: 2 })).toEqual(['9', '8']);
    expect(await bodies({ descending: false, limit: 3 }, true)).toEqual(['Help', '2', '4']);
    const [, , third] = await listComments(table, ticket.id, { descending: false, limit: 3 });
    expect(await bodies({ descending: false, beyond: third?.id ?? 0, limit: 2 })).toEqual(['3', '4']);
    expect(await bodies({ descending: true, beyond: third?.id ?? 0, limit: 5 })).toEqual(['1', 'Help']);
    expect(await bodies({ descending: true, beyond: third?.id ?? 0, limit: 5 }, true)).toEqual(['Help']);
  });
});

describe('ticket numbers', () => {
  test('are short, unique and rising within an instance, and cost a write in ten', async () => {
    const fresh = await aTable((call) => calls.push(call));
    calls.length = 0;
    const next = ticketNumbers(fresh);
    const drawn: number[] = [];
    for (let at = 0; at < 25; at++) drawn.push(await next());
    expect(drawn).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
    expect(calls).toHaveLength(3);
  });

  test('of many instances that draw at once never meet', async () => {
    const fresh = await aTable();
    const instances = Array.from({ length: 4 }, () => ticketNumbers(fresh));
    const drawn = await Promise.all(instances.flatMap((next) => Array.from({ length: 30 }, () => next())));
    expect(new Set(drawn).size).toBe(120);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(160);
  });
});
