import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../../shared/kernel/clock.ts';
import {
  addTo,
  bucketPlace,
  type Counted,
  countedChanges,
  type Figures,
  NOW,
  sumOfCounted,
  sumsOf,
  type Tally,
  tallyOf,
} from '../../../shared/reports/bucket.ts';
import { daysFrom, type ReportDay, reportDay } from '../../../shared/reports/report-day.ts';
import { serviceLevels } from '../../../shared/reports/service-levels.ts';
import { statusClass } from '../../../shared/tickets/ticket.ts';
import { CATEGORY_FIELD } from '../../../shared/tickets/ticket-category.ts';
import { figuresOf } from '../../support/a-figured-life.ts';
import { AGENT, aTicketLife, CUSTOMER, SYSTEM, type TicketLife } from '../../support/a-ticket-life.ts';
import { aClock } from '../../support/clock.ts';

/** One thing that happens to one of some tickets, so many hours after the last. */
const STEPS = ['open', 'answer', 'ask', 'solve', 'hand', 'let_go', 'sort', 'rate', 'merge', 'delete', 'hold'] as const;
const step = fc.record({
  what: fc.constantFrom(...STEPS, 'open', 'answer', 'solve', 'ask'),
  ticket: fc.nat(5),
  hours: fc.nat(30),
  group: fc.integer({ min: 1, max: 3 }),
  /** Whether somebody counts after it: mostly not, as events come late and together. */
  look: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function happen(lives: TicketLife[], { what, ticket, group }: Step, clock: ReturnType<typeof aClock>) {
  const life = lives[ticket % Math.max(1, lives.length)];
  if (what === 'open' || !life) {
    const whose = group === 1 ? { group_id: null, assignee_id: null } : { group_id: group, assignee_id: 1000 + group };
    lives.push(await aTicketLife(clock, { id: lives.length + 1, ...whose }));
    return;
  }
  const { status, assignee_id } = life.ticket;
  if (life.ticket.deleted_at !== null) return;
  if (what === 'delete') await life.change({ delete: true });
  if (what === 'rate') {
    const score = group === 1 ? 'bad' : 'good';
    const events = [{ type: 'SatisfactionRating' as const, score, assignee_id, body: null }];
    if (statusClass(status) === 'done')
      await life.change({ satisfaction: { id: 1, score, comment: null }, events }, CUSTOMER);
  }
  if (status === 'closed') return;
  if (what === 'answer') await life.says('Looking');
  if (what === 'ask') await life.says('Where is it?', CUSTOMER);
  if (what === 'solve' && assignee_id !== null) await life.change({ fields: { status: 'solved' } });
  if (what === 'hold') await life.change({ fields: { status: 'hold' } });
  if (what === 'hand') await life.change({ fields: { group_id: group, assignee_id: 1000 + group } }, SYSTEM);
  if (what === 'let_go' && statusClass(status) === 'live') await life.change({ fields: { assignee_id: null } });
  if (what === 'sort')
    await life.change({ fields: { custom_fields: [{ id: CATEGORY_FIELD, value: `category_${group}` }] } }, AGENT);
  if (what === 'merge') await life.change({ merged_into_id: 99 });
}

/** Buckets as they are kept: only ever added to. */
function keeper() {
  const buckets = new Map<string, Tally>();
  const rows = new Map<number, Counted>();
  return {
    buckets: () => sumsOf(buckets),
    rows,
    count(life: TicketLife) {
      const { counted } = figuresOf(life);
      for (const [bucket, by] of countedChanges(rows.get(life.ticket.id) ?? {}, counted))
        addTo(tallyOf(buckets, bucket), by);
      rows.set(life.ticket.id, counted);
    },
  };
}

/** The cells of each day, and those of now. */
function cellsOf(buckets: ReadonlyMap<string, Figures>, all: readonly ReportDay[]) {
  const cells = new Map<ReportDay, Map<string, Figures>>();
  for (const [name, figures] of buckets) {
    const place = bucketPlace(name);
    if (place.kind !== 'cell') continue;
    const ofDay = cells.get(place.day) ?? new Map<string, Figures>();
    cells.set(place.day, ofDay.set(place.cell, figures));
  }
  const now = { cells: cells.get(NOW) ?? new Map<string, Figures>(), day: all.at(-1) ?? '' };
  cells.delete(NOW);
  return { cells, now };
}

/** Plays a world of tickets, counting at whichever moments. */
async function played(steps: readonly Step[]) {
  const clock = aClock();
  const start = clock.now();
  const lives: TicketLife[] = [];
  const kept = keeper();
  /** How many tickets were open at the end of each day, of those that are not deleted at the end of all. */
  const open = new Map<ReportDay, Set<number>>();
  for (const each of steps) {
    clock.advance(each.hours * HOUR);
    await happen(lives, each, clock);
    if (each.look) for (const life of lives) kept.count(life);
    const live = lives.filter(({ ticket }) => statusClass(ticket.status) === 'live').map(({ ticket }) => ticket.id);
    open.set(reportDay(clock.now()), new Set(live));
  }
  for (const life of lives) kept.count(life);
  return { lives, kept, open, days: daysFrom(reportDay(start), reportDay(clock.now())) };
}

describe('figures that are kept', () => {
  const worlds = fc.array(step, { minLength: 1, maxLength: 60 });
  const holds = (check: (world: Awaited<ReturnType<typeof played>>) => void) =>
    void fc.assert(
      fc.asyncProperty(worlds, async (steps) => check(await played(steps))),
      { numRuns: 300, seed: 20_261_122 },
    );

  test('as things happen are those that are made anew from the rows', () =>
    holds(({ kept, lives }) => {
      expect(kept.buckets()).toEqual(sumOfCounted(kept.rows.values()));
      expect(kept.buckets()).toEqual(sumOfCounted(lives.map((life) => figuresOf(life).counted)));
    }));

  test('balance: what was created and reopened, less what was solved and merged, is open', () =>
    holds(({ kept, lives, days }) => {
      const { cells, now } = cellsOf(kept.buckets(), days);
      const { total } = serviceLevels({ days, by: [], wanted: () => true, cells, now });
      const live = lives.filter(({ ticket }) => ticket.deleted_at === null && statusClass(ticket.status) === 'live');
      expect(total.backlog).toBe(live.length);
      expect(total.created + total.reopened - total.solved - total.merged).toBe(live.length);
    }));

  test('tell the backlog at the end of every day', () =>
    holds(({ kept, lives, open, days }) => {
      const { cells, now } = cellsOf(kept.buckets(), days);
      const { rows } = serviceLevels({ days, by: ['day'], wanted: () => true, cells, now });
      const told = new Map(rows.map(({ day, backlog }) => [day, backlog]));
      const deleted = new Set(lives.filter(({ ticket }) => ticket.deleted_at !== null).map(({ ticket }) => ticket.id));
      let there = new Set<number>();
      for (const day of days) {
        there = open.get(day) ?? there;
        expect(told.get(day) ?? 0, day).toBe([...there].filter((id) => !deleted.has(id)).length);
      }
    }));

  test('of groups and agents add up to those of all', () =>
    holds(({ kept, days }) => {
      const { cells, now } = cellsOf(kept.buckets(), days);
      const { rows, total } = serviceLevels({
        days,
        by: ['day', 'group', 'agent', 'category'],
        wanted: () => true,
        cells,
        now,
      });
      for (const name of ['created', 'solved', 'reopened', 'merged'] as const)
        expect(rows.reduce((sum, row) => sum + row[name], 0)).toBe(total[name]);
      expect(rows.reduce((sum, row) => sum + row.first_reply_minutes.count, 0)).toBe(total.first_reply_minutes.count);
    }));
});
