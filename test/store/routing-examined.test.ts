import { beforeEach, describe, expect, test } from 'vitest';
import { routeTickets } from '../../functions/route-tickets/route-tickets.ts';
import { SECOND } from '../../shared/kernel/clock.ts';
import { listGroupMembers } from '../../shared/people/group.store.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { saveRoutingRules } from '../../shared/routing/routing-rules.store.ts';
import { getRouting } from '../../shared/routing/routing-state.store.ts';
import { ABOUT_FIELDS } from '../../shared/tickets/about-fields.ts';
import { listAudits } from '../../shared/tickets/audit.store.ts';
import { getTicket } from '../../shared/tickets/ticket.store.ts';
import { aGroup } from '../support/a-group.ts';
import { aRoutingDesk, type RoutingDesk } from '../support/a-routing-desk.ts';
import { aClock, type TestClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const WITHDRAWAL = '我昨天下午三点提现 1,500 USDT，走的 TRC20，到现在还没到账。';
const UNCLEAR = 'Hm.';

describe('a ticket that intake will look at', () => {
  let table: Table;
  let clock: TestClock;
  let desk: RoutingDesk;
  let money: number;
  let rest: number;
  let kyc: number;
  let agent: number;

  beforeEach(async () => {
    [clock, table] = [aClock(), await aTable()];
    desk = aRoutingDesk(table, clock);
    [money, rest, kyc] = [(await desk.group()).id, (await desk.group()).id, (await desk.group()).id];
    await saveRoutingRules(table, {
      version: 1,
      updated_at: 0,
      rules: [
        { category: 'deposit_withdrawal', language: null, group_id: money, skills: ['chains'] },
        { category: 'kyc', language: null, group_id: kyc, skills: [] },
        { category: null, language: null, group_id: rest, skills: [] },
      ],
    });
    agent = await desk.agent(money, 5, { skills: ['chains'] });
    await desk.agent(rest, 5);
  });

  const came = async (words = WITHDRAWAL, fields = {}) => {
    const { id } = await desk.customerTicket(words, { locale: 'zh-CN', ...fields });
    clock.advance(SECOND);
    return id;
  };
  const tellAll = async (id: number) => {
    // Those too that come of telling.
    for (let at = 0; ; at++) {
      const event = (await desk.events(id))[at];
      if (!event) return;
      await desk.tell(event);
    }
  };
  const groupOf = async (id: number) => (await getTicket(table, id))?.group_id;

  test('is left alone until it was examined, and then placed and given by what it is about', async () => {
    const id = await came();
    await desk.tellTicket(id);
    expect(await getTicket(table, id)).toMatchObject({ version: 1, group_id: null, assignee_id: null });
    await desk.examine(id);
    // Its event, and that of having been placed.
    await desk.tell((await desk.events(id)).at(-1));
    await desk.tell((await desk.events(id)).at(-1));
    expect(await getTicket(table, id)).toMatchObject({ group_id: money, assignee_id: agent });
    const audits = await listAudits(table, id, { descending: false, limit: 10 });
    expect(audits.at(-1)?.reason).toContain('chains');
    // Nobody has to be told any more that nobody examined it.
    clock.advance(60 * SECOND);
    expect(await desk.fireDue()).toBe(0);
  });

  test.each([
    ['en', 'A rule puts such tickets into this group. Category: Deposit and withdrawal. Language: any.'],
    ['zh-CN', '按规则归入此组。分类：充值与提现。语言：任意。'],
  ])('has in its audit why it was placed, in words of %s', async (defaultLocale, reason) => {
    const id = await came();
    await desk.examine(id);
    await routeTickets((await desk.events(id)).at(-1) ?? expect.fail(), { ...desk.deps, defaultLocale });
    const [audit] = await listAudits(table, id, { descending: true, limit: 1 });
    expect(audit?.reason).toBe(reason);
  });

  test('has the names of a tag and of a language in its audit, where the rule asks for those', async () => {
    const rule = { category: 'whales', language: 'zh', group_id: money, skills: [] };
    await saveRoutingRules(table, { version: 2, updated_at: 0, rules: [rule] });
    const { id } = await desk.ticket({ tags: ['whales'], locale: 'zh-CN' });
    await desk.tellTicket(id);
    const [audit] = await listAudits(table, id, { descending: true, limit: 1 });
    expect(audit?.reason).toContain('Category: whales. Language: Chinese.');
  });

  test('is placed though its customer was asked for something, and given when they have answered', async () => {
    const id = await came();
    await desk.examine(id, { asks: true });
    await tellAll(id);
    expect(await getTicket(table, id)).toMatchObject({ status: 'pending', group_id: money, assignee_id: null });
    expect(await desk.queue(money)).toEqual([]);
    await desk.change(id, { status: 'open' });
    await tellAll(id);
    expect(await desk.assignee(id)).toBe(agent);
  });

  test('in a group already, stands in its queue from then on, with the skills that its category demands', async () => {
    const id = await came(WITHDRAWAL, { group_id: money });
    await desk.tellTicket(id);
    expect(await desk.queue(money)).toEqual([]);
    const learner = await desk.agent(money, 5);
    await desk.say(agent, { status: 'away' });
    await desk.tellAgent(learner);
    expect(await desk.assignee(id)).toBeNull();
    await desk.examine(id);
    await tellAll(id);
    expect(await desk.queue(money)).toEqual([id]);
    expect((await getRouting(table, id))?.waiting?.need).toMatchObject({ language: 'zh', skills: ['chains'] });
  });

  test('ends up the same when the events come out of order, twice, or side by side', async () => {
    const [reversed, twice, together] = [await came(), await came(), await came()];
    for (const id of [reversed, twice, together]) await desk.examine(id);
    for (const event of (await desk.events(reversed)).toReversed()) await desk.tell(event);
    for (const event of await desk.events(twice)) await Promise.all([desk.tell(event), desk.tell(event)]);
    await Promise.all((await desk.events(together)).map((event) => desk.tell(event)));
    for (const id of [reversed, twice, together]) {
      await tellAll(id);
      expect(await getTicket(table, id)).toMatchObject({ group_id: money, assignee_id: agent });
    }
    expect(await desk.load(agent)).toBe(3);
  });

  test('waits for nobody longer than half a minute, and is looked at again by what is known later', async () => {
    await desk.say(agent, { status: 'away' });
    const [member] = await listGroupMembers(table, rest);
    await desk.say(member?.user_id ?? 0, { status: 'away' });
    const id = await came();
    await desk.tellTicket(id);
    clock.advance(28 * SECOND);
    expect(await desk.fireDue()).toBe(0);
    clock.advance(SECOND);
    expect(await desk.fireDue()).toBe(1);
    await tellAll(id);
    expect(await groupOf(id)).toBe(rest);
    expect(await desk.queue(rest)).toEqual([id]);
    // Intake is back, minutes later.
    clock.advance(300 * SECOND);
    await desk.examine(id);
    await tellAll(id);
    expect(await groupOf(id)).toBe(money);
    expect([await desk.queue(rest), await desk.queue(money)]).toEqual([[], [id]]);
  });

  test('stays with who has it by then, and where a person put it', async () => {
    const [taken, moved] = [await came(), await came()];
    await desk.change(taken, { assignee_id: 99, group_id: rest });
    await desk.change(moved, { group_id: kyc });
    for (const id of [taken, moved]) {
      await desk.examine(id);
      await tellAll(id);
    }
    expect(await getTicket(table, taken)).toMatchObject({ group_id: rest, assignee_id: 99 });
    expect(await groupOf(moved)).toBe(kyc);
    expect(await desk.queue(kyc)).toEqual([moved]);
  });

  test('is told of though nothing on it changes by that', async () => {
    const first = await came();
    await desk.examine(first);
    const seen = await getTicket(table, first);
    if (!seen) throw new Error('There is no ticket');
    const { priority, custom_fields } = seen;
    const id = await came(WITHDRAWAL, { priority, custom_fields });
    await desk.examine(id);
    expect((await desk.events(id)).at(-1)?.names).toEqual(['ticket.examined.v1']);
  });

  test('is not waited for when nobody will look at it: what an agent or a machine wrote, and what says it all', async () => {
    const byAgent = { body: 'Called us.', public: true, author: { id: 5, role: 'agent' as const } };
    const machine = await desk.ticket({});
    const called = await desk.ticket({ comment: { ...byAgent, origin: 'person' } });
    for (const { id } of [machine, called]) {
      await desk.tellTicket(id);
      expect(await groupOf(id)).toBe(rest);
    }
  });

  describe('and that goes to triage', () => {
    const examinedInTriage = async () => {
      const triage = await aGroup(table, clock, { name: 'Triage' });
      const id = await came(UNCLEAR, { subject: 'Hello', locale: 'en' });
      await desk.tellTicket(id);
      await desk.examine(id, { triage: 'Triage' });
      await tellAll(id);
      expect(await groupOf(id)).toBe(triage.id);
      return id;
    };
    const reclassify = async (id: number, category: string, more = {}) => {
      const before = await getTicket(table, id);
      const kept = (before?.custom_fields ?? []).filter((field) => field.id !== ABOUT_FIELDS.category);
      await desk.change(id, { custom_fields: [...kept, { id: ABOUT_FIELDS.category, value: category }], ...more });
      await tellAll(id);
    };

    test('leaves it when somebody says what it is about', async () => {
      const id = await examinedInTriage();
      await reclassify(id, 'kyc');
      expect(await groupOf(id)).toBe(kyc);
      await reclassify(id, 'deposit_withdrawal');
      expect(await groupOf(id)).toBe(money);
    });

    test('stays where a person puts it, whatever is said and told afterwards', async () => {
      const id = await examinedInTriage();
      await desk.change(id, { group_id: rest });
      await reclassify(id, 'kyc');
      expect(await groupOf(id)).toBe(rest);
      await tellAll(id);
      expect(await groupOf(id)).toBe(rest);
      await desk.change(id, { group_id: null });
      await tellAll(id);
      await reclassify(id, 'deposit_withdrawal');
      expect(await groupOf(id)).toBeNull();
    });
  });
});
