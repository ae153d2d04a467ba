import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR, type Instant } from '../../../shared/kernel/clock.ts';
import { type AgentAvailability, isAtWork, openCounter, unsaid } from '../../../shared/routing/availability.ts';
import { ROUTING_CHANNELS } from '../../../shared/routing/channel.ts';
import { canTake, inQueueOrder, match, type WaitingFor } from '../../../shared/routing/match.ts';
import { meets } from '../../../shared/routing/need.ts';

const NOW: Instant = Date.UTC(2026, 10, 23, 10);
const SKILLS = ['kyc', 'cards', 'api'];
const LANGUAGES = ['en', 'zh'];

const someOf = (values: readonly string[]) => fc.subarray([...values]);
const anAgent = fc.record({
  status: fc.constantFrom('online', 'online', 'online', 'away', 'offline') as fc.Arbitrary<AgentAvailability['status']>,
  capacity: fc.record({ support: fc.nat(4), messaging: fc.nat(2) }),
  skills: someOf(SKILLS),
  languages: someOf(LANGUAGES),
  open_support: fc.nat(5),
  open_messaging: fc.nat(3),
  shift: fc.constantFrom(
    null,
    null,
    { time_zone: 'UTC', intervals: { mon: [['09:00', '17:00']] } },
    { time_zone: 'UTC', intervals: { mon: [['12:00', '17:00']] } },
  ) as fc.Arbitrary<AgentAvailability['shift']>,
});
const aTicket = fc.record({
  rank: fc.integer({ min: NOW - HOUR, max: NOW - HOUR + 5 }),
  need: fc.record({
    channel: fc.constantFrom(...ROUTING_CHANNELS),
    language: fc.constantFrom(...LANGUAGES),
    skills: someOf(SKILLS),
  }),
});
const agents = fc
  .array(anAgent, { maxLength: 6 })
  .map((all): AgentAvailability[] => all.map((agent, at) => ({ ...unsaid(at + 1), version: 1, ...agent })));
const tickets = fc
  .array(aTicket, { maxLength: 12 })
  .map((all): WaitingFor[] => all.map((ticket, at) => ({ ...ticket, ticket_id: at + 1 })));

const RUNS = { numRuns: 2_000 };

describe('a match', () => {
  test('gives each ticket to one agent at most, who is at work and can do what it demands', () => {
    void fc.assert(
      fc.property(tickets, agents, (waiting, all) => {
        const pairs = match(waiting, all, NOW);
        expect(new Set(pairs.map((pair) => pair.waiting.ticket_id)).size).toBe(pairs.length);
        for (const { agent, waiting: ticket } of pairs) {
          expect(isAtWork(agent, NOW)).toBe(true);
          expect(meets(agent, ticket.need)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('gives nobody more than they have room for', () => {
    void fc.assert(
      fc.property(tickets, agents, (waiting, all) => {
        const pairs = match(waiting, all, NOW);
        for (const agent of all)
          for (const channel of ROUTING_CHANNELS) {
            const given = pairs.filter(
              (pair) => pair.agent.user_id === agent.user_id && pair.waiting.need.channel === channel,
            ).length;
            if (given > 0) expect(agent[openCounter(channel)] + given).toBeLessThanOrEqual(agent.capacity[channel]);
          }
      }),
      RUNS,
    );
  });

  test('leaves no ticket to wait for which somebody at work has the skills and, in the end, room', () => {
    void fc.assert(
      fc.property(tickets, agents, (waiting, all) => {
        const pairs = match(waiting, all, NOW);
        const given = new Set(pairs.map((pair) => pair.waiting.ticket_id));
        const after = afterwards(all, pairs);
        for (const ticket of waiting.filter(({ ticket_id }) => !given.has(ticket_id)))
          expect(after.filter((agent) => isAtWork(agent, NOW) && canTake(agent, ticket.need))).toEqual([]);
      }),
      RUNS,
    );
  });

  test('gives nobody a ticket while one before it in the queue, which they could have taken, goes without', () => {
    void fc.assert(
      fc.property(tickets, agents, (waiting, all) => {
        const pairs = match(waiting, all, NOW);
        const given = new Set(pairs.map((pair) => pair.waiting.ticket_id));
        for (const { agent, waiting: got } of pairs) {
          const passedOver = waiting.filter((each) => inQueueOrder(each, got) < 0 && !given.has(each.ticket_id));
          expect(passedOver.filter((each) => canTake(agent, each.need))).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  test('gives each ticket to one with the fewest open tickets of those who could take it then', () => {
    void fc.assert(
      fc.property(tickets, agents, (waiting, all) => {
        const pairs = match(waiting, all, NOW);
        pairs.forEach(({ agent, waiting: ticket, able }, at) => {
          const then = afterwards(all, pairs.slice(0, at)).filter(
            (each) => isAtWork(each, NOW) && canTake(each, ticket.need),
          );
          const counter = openCounter(ticket.need.channel);
          expect(able).toBe(then.length);
          expect(agent[counter]).toBe(Math.min(...then.map((each) => each[counter])));
        });
      }),
      RUNS,
    );
  });

  test('comes out the same in whatever order tickets and agents are named', () => {
    const named = ({ agent, waiting }: { agent: AgentAvailability; waiting: WaitingFor }) =>
      `${waiting.ticket_id} ${agent.user_id}`;
    void fc.assert(
      fc.property(tickets, agents, (waiting, all) => {
        const straight = match(waiting, all, NOW).map(named);
        expect(match(waiting.toReversed(), all.toReversed(), NOW).map(named)).toEqual(straight);
      }),
      RUNS,
    );
  });

  test('favours nobody among those who have as many open tickets', () => {
    const all = [1, 2, 3, 4].map((id): AgentAvailability => ({ ...unsaid(id), version: 1, status: 'online' }));
    const need = { channel: 'support', language: 'en', skills: [] } as const;
    const shares = new Map<number, number>();
    for (let ticket_id = 1; ticket_id <= 4_000; ticket_id++) {
      const [pair] = match([{ ticket_id, rank: 0, need: { ...need, skills: [] } }], all, NOW);
      const id = pair?.agent.user_id ?? 0;
      shares.set(id, (shares.get(id) ?? 0) + 1);
    }
    for (const { user_id } of all) expect(shares.get(user_id)).toBeGreaterThan(800);
  });
});

function afterwards(
  all: readonly AgentAvailability[],
  pairs: readonly { agent: AgentAvailability; waiting: WaitingFor }[],
): AgentAvailability[] {
  return all.map((agent) => {
    const got = pairs.filter((pair) => pair.agent.user_id === agent.user_id);
    const of = (channel: string) => got.filter((pair) => pair.waiting.need.channel === channel).length;
    return {
      ...agent,
      open_support: agent.open_support + of('support'),
      open_messaging: agent.open_messaging + of('messaging'),
    };
  });
}
