import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../../shared/kernel/clock.ts';
import { metricStates } from '../../../shared/sla/metrics/metric-state.ts';
import { step, type TicketTimes, type TimelineEvent } from '../../../shared/sla/metrics/ticket-times.ts';
import { holds } from '../../support/a-schedule.ts';
import { MONDAY, someRules, someTimeline, timesOf } from '../../support/a-timeline.ts';

const END = MONDAY + 12 * DAY;
/** All that a ticket's clocks say; segments that touch are one. */
function told(times: TicketTimes) {
  return metricStates(times, END).map(({ segments, ...state }) => {
    const ran: { from: number; to: number | null }[] = [];
    for (const { from, to } of segments) {
      const last = ran.at(-1);
      if (last && last.to === from) ran[ran.length - 1] = { from: last.from, to };
      else if (from !== to) ran.push({ from, to });
    }
    return { ...state, segments: ran };
  });
}

describe('the clocks of a ticket', () => {
  test('are the same replayed and told one by one, from any point on', () => {
    holds(
      fc.property(someRules, someTimeline, fc.nat(), (rules, events, cut) => {
        const at = 1 + (cut % events.length);
        let times: TicketTimes | undefined = timesOf(events.slice(0, at), rules);
        for (const event of events.slice(at)) times = step(rules, times, event);
        expect(told(times)).toEqual(told(timesOf(events, rules)));
      }),
    );
  });

  test('do not depend on when somebody looks: what changes nothing may happen at any time', () => {
    const nothing = fc.record({
      at: fc.integer({ min: MONDAY, max: MONDAY + 10 * DAY }),
      by: fc.constantFrom('customer' as const, 'agent' as const),
      comment: fc.constantFrom('internal' as const, 'public' as const),
    });
    holds(
      fc.property(someRules, someTimeline, fc.array(nothing, { maxLength: 8 }), (rules, events, others) => {
        const [first, ...rest] = events;
        if (!first) return;
        const unheard: TimelineEvent[] = others.map((each) => ({ ...each, automatic: true }));
        const after = unheard.filter((each) => each.at >= first.at);
        const all = [...rest, ...after].sort((a, b) => a.at - b.at);
        expect(told(timesOf([first, ...all], rules))).toEqual(told(timesOf(events, rules)));
      }),
    );
  });

  test('are never due earlier for a pause', () => {
    const pause = fc.tuple(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom('pending', 'hold'),
    );
    holds(
      fc.property(
        someRules,
        fc.array(pause, { maxLength: 5 }),
        pause,
        fc.nat(80),
        (rules, pauses, another, answered) => {
          const before = timesOf(lifeWith(pauses, answered), rules);
          const after = timesOf(lifeWith([...pauses, another], answered), rules);
          const later = metricStates(after, END).map(deadline);
          for (const [index, state] of metricStates(before, END).entries())
            expect(later[index]).toBeGreaterThanOrEqual(deadline(state));
        },
      ),
    );
  });

  test('run no longer than since the opening, and count no more than they ran', () => {
    holds(
      fc.property(someRules, someTimeline, (rules, events) => {
        const start = events[0]?.at ?? 0;
        for (const { segments, elapsed, state, target, breached_at } of metricStates(timesOf(events, rules), END)) {
          const ran = segments.reduce((sum, { from, to }) => sum + (to ?? END) - from, 0);
          expect(elapsed).toBeGreaterThanOrEqual(0);
          expect(elapsed).toBeLessThanOrEqual(ran);
          expect(ran).toBeLessThanOrEqual(END - start);
          if (state === 'active' && target !== null) expect(elapsed).toBeLessThanOrEqual(target);
          if (breached_at !== null) expect(breached_at).toBeGreaterThanOrEqual(start);
        }
      }),
    );
  });
});

type Pause = readonly [from: number, length: number, status: string];

/** A ticket that is open but for its pauses, in hours, and is answered once. */
function lifeWith(pauses: readonly Pause[], answered: number): TimelineEvent[] {
  const hours = [...new Set(pauses.flatMap(([from, length]) => [from, from + length]))].sort((a, b) => a - b);
  const changes = hours.map((hour): TimelineEvent => {
    const within = pauses.filter(([from, length]) => from <= hour && hour < from + length);
    // Pending stops every clock that on hold stops: where both are meant, pending it is.
    const status = within.some(([, , each]) => each === 'pending') ? 'pending' : within.length > 0 ? 'hold' : 'open';
    return { at: MONDAY + hour * HOUR, by: 'system', changes: { status } };
  });
  const answer: TimelineEvent = { at: MONDAY + answered * HOUR, by: 'agent', comment: 'public' };
  const opening: TimelineEvent = { at: MONDAY, by: 'customer', comment: 'public', changes: { status: 'open' } };
  return [opening, ...[...changes, answer].sort((a, b) => a.at - b.at)];
}

function deadline({
  breached_at,
  due_at,
  fulfilled_at,
}: {
  breached_at: number | null;
  due_at: number | null;
  fulfilled_at: number | null;
}) {
  return breached_at ?? due_at ?? fulfilled_at ?? Number.POSITIVE_INFINITY;
}
