import { beforeEach, describe, expect, it } from 'vitest';
import { DomainError } from '../../shared/kernel/errors.ts';
import { listGroupMembers, listGroups } from '../../shared/people/group.store.ts';
import { listIdentities } from '../../shared/people/identity.store.ts';
import {
  createByEmail,
  createUser,
  deleteUser,
  findOrCreateByEmail,
  findUserByEmail,
  findUserByExternalId,
  getUser,
  getUsers,
  updateUser,
} from '../../shared/people/user.store.ts';
import type { UserFields } from '../../shared/people/user.ts';
import { listUserIds } from '../../shared/people/user-list.store.ts';
import type { Item, Table, TableCall } from '../../shared/platform/table/table.ts';
import { ConditionFailed } from '../../shared/platform/table/table-errors.ts';
import { aGroup, aGroupMember } from '../support/a-group.ts';
import { anAgent, aUser } from '../support/a-user.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

let table: Table;
let clock: TestClock;
let calls: TableCall[];
const context = () => ({ now: clock.now(), newId: clock.newId });
beforeEach(async () => {
  calls = [];
  table = await aTable((call) => calls.push(call));
  clock = aClock();
});

/** The table, failing at one of the transactions it is asked for: as if the process had died there. */
function failingAt(nth: number): Table {
  let asked = 0;
  return {
    ...table,
    transact: async (writes) => {
      if (++asked === nth) throw new DomainError('unavailable', 'try_again');
      return table.transact(writes);
    },
  };
}

describe('the person of an address', () => {
  it('is created at the first mail and found at the next, whatever the case', async () => {
    const first = await findOrCreateByEmail(
      table,
      { email: 'Li@X.test', name: '李', locale: 'zh-CN', verified: true },
      context(),
    );
    expect(first).toMatchObject({ email: 'li@x.test', name: '李', locale: 'zh-CN', verified: true, role: 'end-user' });
    const again = await findOrCreateByEmail(table, { email: 'li@x.TEST', name: 'Other' }, context());
    expect(again).toEqual(first);
  });

  it('is one person when many mails arrive at once', async () => {
    const people = await Promise.all(
      Array.from({ length: 10 }, () => findOrCreateByEmail(table, { email: 'rush@x.test' }, context())),
    );
    expect(new Set(people.map(({ id }) => id)).size).toBe(1);
    expect(await listUserIds(table, ['end-user'], { descending: false, limit: 10 })).toHaveLength(1);
    expect(people[0]?.name).toBe('rush');
  });

  it('costs two reads to find and one transaction more to create', async () => {
    await findOrCreateByEmail(table, { email: 'a@x.test' }, context());
    expect(calls.map(({ operation }) => operation)).toEqual(['get', 'transact']);
    calls.length = 0;
    await findOrCreateByEmail(table, { email: 'a@x.test' }, context());
    expect(calls.map(({ operation }) => operation)).toEqual(['get', 'get']);
  });

  it('is not looked up again by whoever has just found nobody, unless somebody was faster', async () => {
    const first = await createByEmail(table, { email: 'a@x.test' }, context());
    expect(calls.map(({ operation }) => operation)).toEqual(['transact']);
    expect(await createByEmail(table, { email: 'A@x.test', name: 'Other' }, context())).toEqual(first);
    expect(await listUserIds(table, ['end-user'], { descending: false, limit: 10 })).toHaveLength(1);
  });

  it('is not changed by who created it otherwise: a failure leaves nothing behind', async () => {
    await expect(createUser(failingAt(1), { name: 'A', email: 'a@x.test' }, context())).rejects.toThrow('try_again');
    expect(await findUserByEmail(table, 'a@x.test')).toBeUndefined();
    expect((await createUser(table, { name: 'A', email: 'a@x.test' }, context())).email).toBe('a@x.test');
  });
});

describe('a change of a person', () => {
  it('is refused when the person changed meanwhile, and nothing of it is kept', async () => {
    const before = await aUser(table, clock, { external_id: 'old' });
    await updateUser(table, before, { notes: 'first' }, context());
    const late: UserFields = { external_id: 'new', email: 'late@x.test' };
    await expect(updateUser(table, before, late, context())).rejects.toBeInstanceOf(ConditionFailed);
    expect(await findUserByExternalId(table, 'new')).toBeUndefined();
    expect(await findUserByEmail(table, 'late@x.test')).toBeUndefined();
    expect((await findUserByExternalId(table, 'old'))?.notes).toBe('first');
  });

  it('moves them between the lists of roles and tells those who count', async () => {
    const before = await aUser(table, clock);
    await updateUser(table, before, { role: 'agent' }, context());
    const list = (role: 'end-user' | 'agent') => listUserIds(table, [role], { descending: false, limit: 10 });
    expect([await list('end-user'), await list('agent')]).toEqual([[], [before.id]]);
    expect(await eventsOf(before.id)).toEqual(['user.role_changed.v1']);
  });
});

describe('deleting a person', () => {
  it.each([1, 2, 3])('that stopped at write %i is completed by doing it again', async (stop) => {
    const user = await aUser(table, clock, { email: 'gone@x.test', external_id: 'g' });
    let current = user;
    for (let n = 0; n < 8; n++) current = await updateUser(table, current, { email: `gone${n}@x.test` }, context());
    await expect(deleteUser(failingAt(stop), current, context())).rejects.toThrow('try_again');
    expect((await getUser(table, user.id))?.active).toBe(true);
    await deleteUser(table, current, context());
    expect(await listIdentities(table, user.id)).toEqual([]);
    for (const address of ['gone@x.test', 'gone0@x.test', 'gone7@x.test']) {
      expect(await findUserByEmail(table, address)).toBeUndefined();
    }
    expect(await findUserByExternalId(table, 'g')).toBeUndefined();
    expect((await getUsers(table, [user.id])).get(user.id)?.active).toBe(false);
    expect(await eventsOf(user.id)).toEqual(['user.deleted.v1']);
    expect(await listUserIds(table, ['end-user'], { descending: false, limit: 10 })).toEqual([]);
  });

  it('does not take an address from whoever has it now', async () => {
    const user = await aUser(table, clock, { email: 'a@x.test' });
    await deleteUser(table, user, context());
    const next = await aUser(table, clock, { email: 'a@x.test' });
    await expect(deleteUser(table, user, context())).rejects.toBeInstanceOf(ConditionFailed);
    expect((await findUserByEmail(table, 'a@x.test'))?.id).toBe(next.id);
  });
});

async function eventsOf(userId: number): Promise<string[]> {
  const { items } = await table.query({ partition: `USER#${userId}`, startsWith: 'EVENT#' });
  return items.flatMap((item: Item) => (item['event'] as { names: string[] }).names);
}

describe('groups', () => {
  it('and their members are read with one call each', async () => {
    const group = await aGroup(table, clock);
    await aGroup(table, clock, { deleted: true });
    const { user } = await anAgent(table, clock);
    await aGroupMember(table, clock, { group_id: group.id, user_id: user.id, supervisor: true });
    calls.length = 0;
    expect(await listGroupMembers(table, group.id)).toMatchObject([{ user_id: user.id, supervisor: true }]);
    expect(await listGroups(table)).toEqual([group]);
    expect(calls).toHaveLength(2);
  });
});

describe('the list of people', () => {
  it('costs the same with hundreds of people as with ten', async () => {
    const cost = async () => {
      calls.length = 0;
      await listUserIds(table, ['end-user'], { descending: true, limit: 5 });
      return [calls.length, calls.reduce((sum, call) => sum + call.capacityUnits, 0)];
    };
    for (let n = 0; n < 10; n++) await aUser(table, clock);
    const few = await cost();
    for (let n = 0; n < 300; n++) await aUser(table, clock);
    expect(await cost()).toEqual(few);
  });
});
