import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../shared/kernel/clock.ts';
import { getAvailabilities } from '../../shared/routing/availability.store.ts';
import { isAtWork } from '../../shared/routing/availability.ts';
import { canTake } from '../../shared/routing/match.ts';
import { saveRoutingRules } from '../../shared/routing/routing-rules.store.ts';
import { getRouting } from '../../shared/routing/routing-state.store.ts';
import { getTicketRecord } from '../../shared/tickets/ticket.store.ts';
import type { Ticket } from '../../shared/tickets/ticket.ts';
import { chance } from '../faults/chance.ts';
import { aRoutingDesk, type RoutingDesk } from '../support/a-routing-desk.ts';
import { aClock } from '../support/clock.ts';
import { aTable } from '../support/table.ts';

const STEPS = 45;
const WORDS = [
  '我的实名认证一直没有通过，照片已经上传三次了。',
  'My KYC documents were rejected again, please check my identity verification.',
  '提现 500 USDT 还没到账。',
  'Hm.',
];

/** One life of a small desk: everything happens in any order, and is told late, twice and out of order. */
async function live(seed: number) {
  const { next: random, pick: draw } = chance(`routing ${seed}`);
  const [clock, table] = [aClock(), await aTable()];
  const desk = aRoutingDesk(table, clock);
  const groups = [(await desk.group({ skill_timeout_seconds: 600 })).id, (await desk.group()).id];
  await saveRoutingRules(table, {
    version: 1,
    updated_at: 0,
    rules: [
      { category: 'kyc', language: null, group_id: groups[0] ?? 0, skills: ['kyc'] },
      { category: null, language: null, group_id: groups[1] ?? 0, skills: [] },
    ],
  });
  const agents: number[] = [];
  for (let at = 0; at < 5; at++)
    agents.push(
      await desk.agent(draw(groups), 1 + Math.floor(random() * 3), {
        languages: draw([[], ['en'], ['zh'], ['en', 'zh']]),
        skills: draw([[], ['kyc']]),
      }),
    );
  const tickets: number[] = [];
  const untold: (() => Promise<void>)[] = [];
  const unexamined: number[] = [];

  const steps: Record<string, () => Promise<void>> = {
    async open() {
      const ticket = await desk.ticket({
        group_id: draw([...groups, groups[0] ?? 0]),
        locale: draw(['en', 'zh-CN']),
        tags: draw([[], ['kyc'], ['vip']]),
        priority: draw(['low', 'normal', 'urgent']),
      });
      tickets.push(ticket.id);
      untold.push(() => desk.tellTicket(ticket.id));
    },
    // A customer writes: intake may look before or after routing hears of it, minutes later, twice, or never.
    async write() {
      const group_id = draw([null, null, ...groups]);
      const { id } = await desk.customerTicket(draw(WORDS), { subject: '', group_id, locale: draw(['en', 'zh-CN']) });
      tickets.push(id);
      untold.push(() => desk.tellTicket(id));
      unexamined.push(id, ...(random() < 0.3 ? [id] : []));
    },
    async examine() {
      const [id] = unexamined.splice(Math.floor(random() * unexamined.length), 1);
      if (id === undefined) return;
      await desk.examine(id);
      const [event] = (await desk.events(id)).filter(({ names }) => names.includes('ticket.examined.v1')).slice(-1);
      if (event) untold.push(() => desk.tell(event));
    },
    async change() {
      if (tickets.length === 0) return;
      const id = draw(tickets);
      const ticket = await getTicketRecord(table, id);
      if (!ticket || ticket.status === 'closed') return;
      await desk.change(id, draw(changesOf(ticket, agents, groups)));
      untold.push(() => desk.tellTicket(id, 'ticket.moved.v1', 'ticket.status_changed.v1'));
    },
    async say() {
      const agent = draw(agents);
      await desk.say(agent, draw([{ status: 'online' }, { status: 'away' }, { skills: ['kyc'] }, { languages: [] }]));
      untold.push(() => desk.tellAgent(agent));
    },
    async wait() {
      clock.advance(Math.floor(random() * 4) * MINUTE);
      await desk.fireDue();
    },
  };
  const names = ['open', 'write', 'write', 'examine', 'examine', 'change', 'change', 'change', 'say', 'wait'] as const;
  for (let step = 0; step < STEPS; step++) {
    await steps[draw(names)]?.();
    // Some are told now, in any order, some twice, some at the same moment.
    while (untold.length > 0 && random() < 0.6) {
      const [one] = untold.splice(Math.floor(random() * untold.length), 1);
      if (one) await Promise.all(random() < 0.3 ? [one(), one()] : [one()]);
    }
  }
  while (untold.length > 0) await Promise.all(untold.splice(0, 4).map((one) => one()));
  clock.advance(30 * MINUTE);
  await desk.fireDue();
  // What was placed meanwhile is told, too.
  for (const id of tickets) await desk.tell((await desk.events(id)).at(-1));
  return { table, clock, desk, groups, agents, tickets };
}

function changesOf(ticket: Ticket, agents: readonly number[], groups: readonly number[]) {
  const changes: Parameters<RoutingDesk['change']>[1][] = [
    { status: 'pending' },
    { status: 'open' },
    { priority: 'urgent' },
    { group_id: groups[0] ?? null, assignee_id: null },
    { group_id: groups[1] ?? null, assignee_id: null },
    { assignee_id: agents[0] ?? null },
    { assignee_id: null },
  ];
  const solvable = ticket.assignee_id !== null;
  const done = ticket.status === 'solved';
  if (done) return [{ status: 'open' as const }];
  return solvable ? [...changes, { status: 'solved' as const }, { status: 'solved' as const }] : changes;
}

describe('whatever happens, and however late and often it is told', () => {
  test.each([1, 2, 3, 4])('in the end everything is counted and nobody waits in vain (seed %i)', async (seed) => {
    const { table, clock, desk, groups, agents, tickets } = await live(seed);
    const all = (await Promise.all(tickets.map((id) => getTicketRecord(table, id)))).flatMap((ticket) => ticket ?? []);
    const open = all.filter(({ status }) => status === 'new' || status === 'open');
    const counted = await getAvailabilities(table, agents);
    for (const agent of counted)
      expect(agent.open_support, `agent ${agent.user_id}`).toBe(
        open.filter(({ assignee_id, group_id }) => assignee_id === agent.user_id && group_id !== null).length,
      );
    const lost = open.filter(({ group_id, assignee_id }) => group_id === null && assignee_id === null);
    expect(lost, 'examined or not, it is somewhere').toEqual([]);
    for (const group of groups) {
      const waiting = open.filter(({ group_id, assignee_id }) => group_id === group && assignee_id === null);
      const ids = waiting.map(({ id }) => id).sort((a, b) => a - b);
      expect((await desk.queue(group)).sort((a, b) => a - b)).toEqual(ids);
      const members = await desk.membersOf(group);
      for (const { id } of waiting) {
        const need = (await getRouting(table, id))?.waiting?.need;
        const idle = counted.filter(
          (agent) =>
            members.includes(agent.user_id) &&
            isAtWork(agent, clock.now()) &&
            need !== undefined &&
            canTake(agent, need),
        );
        expect(
          idle.map(({ user_id }) => user_id),
          `could take ticket ${id}`,
        ).toEqual([]);
      }
    }
  });
});
