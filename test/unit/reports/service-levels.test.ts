import { describe, expect, test } from 'vitest';
import { bucketPlace, type Cell, cellBucket, type Figures } from '../../../shared/reports/bucket.ts';
import { daysFrom, isDay } from '../../../shared/reports/report-day.ts';
import { maySeeFigures } from '../../../shared/reports/reports.policy.ts';
import { type ReportSource, serviceLevels } from '../../../shared/reports/service-levels.ts';

const TODAY = '2026-11-24';
const cell = (group_id: number | null, agent_id: number | null, more: Partial<Cell> = {}): string => {
  const place = bucketPlace(cellBucket('now', { group_id, agent_id, category: null, channel: 'email', ...more }));
  return place.kind === 'cell' ? place.cell : '';
};
type Cells = readonly (readonly [string, Figures])[];

function aReport(
  days: Readonly<Record<string, Cells>>,
  asked: Partial<Pick<ReportSource, 'by' | 'wanted' | 'days'>> & { readonly now?: Cells } = {},
) {
  const { now = [], ...more } = asked;
  return serviceLevels({
    days: Object.keys(days),
    by: [],
    wanted: () => true,
    cells: new Map(Object.entries(days).map(([day, cells]) => [day, new Map(cells)])),
    now: { cells: new Map(now), day: TODAY },
    ...more,
  });
}

describe('a report', () => {
  test('adds up cells and merges their minutes before percentiles are taken', () => {
    const { total } = aReport({
      '2026-11-23': [[cell(5, 1), { created: 2, r10: 1, r20: 1 }]],
      '2026-11-24': [
        [cell(5, 1), { created: 1, r10: 7 }],
        [cell(6, 2), { r90: 1, achieved_first_reply_time: 2, breached_first_reply_time: 1 }],
      ],
    });
    expect(total).toMatchObject({
      created: 3,
      first_reply_minutes: { count: 10, p50: 10, p90: 20, p99: 90 },
      promises: { achieved: 2, breached: 1, metrics: [{ metric: 'first_reply_time', achieved: 2, breached: 1 }] },
      satisfaction: { good: 0, bad: 0, score: null },
    });
  });

  test('has a line for each combination of what it is broken down by, in their order', () => {
    const cells: Cells = [
      [cell(6, 2), { solved: 1 }],
      [cell(5, 1), { solved: 2 }],
      [cell(5, 1, { channel: 'api' }), { solved: 3 }],
      [cell(null, null, { category: 'a,|b' }), { created: 1 }],
    ];
    const by = (...dimensions: ReportSource['by']) => aReport({ [TODAY]: cells }, { by: dimensions }).rows;
    expect(by('group').map(({ group_id, solved }) => [group_id, solved])).toEqual([
      [null, 0],
      [5, 5],
      [6, 1],
    ]);
    expect(by('channel', 'day').map(({ channel, day, solved }) => [channel, day, solved])).toEqual([
      ['api', TODAY, 3],
      ['email', TODAY, 3],
    ]);
    expect(by('category', 'agent').map(({ category, agent_id }) => [category, agent_id])).toEqual([
      [null, 1],
      [null, 2],
      ['a,|b', null],
    ]);
  });

  test('leaves out what the caller may not see, of the total too', () => {
    const cells: Cells = [
      [cell(5, 1), { created: 1, open: 1 }],
      [cell(6, 2), { created: 1, open: 1 }],
    ];
    const { rows, total } = aReport(
      { [TODAY]: cells },
      { by: ['group'], now: cells, wanted: (each) => each.group_id === 5 },
    );
    expect(rows).toHaveLength(1);
    expect(total).toMatchObject({ created: 1, backlog: 1 });
  });

  test('tells the backlog of a day by what is open now, less what changed since', () => {
    const days = {
      '2026-11-22': [[cell(5, 1), { open: 3 }]],
      '2026-11-23': [[cell(5, 1), { open: -1 }]],
      [TODAY]: [
        [cell(5, 1), { open: -2 }],
        [cell(6, 2), { open: 4 }],
      ],
    } satisfies Record<string, Cells>;
    const now: Cells = [
      [cell(5, 1), { open: 1 }],
      [cell(6, 2), { open: 4 }],
    ];
    const backlogs = aReport(days, { by: ['day'], now }).rows.map(({ day, backlog }) => [day, backlog]);
    expect(backlogs).toEqual([
      ['2026-11-22', 4],
      ['2026-11-23', 3],
      [TODAY, 5],
    ]);
    const until = { days: ['2026-11-22', '2026-11-23'], now };
    expect(aReport(days, until).total.backlog).toBe(3);
    expect(aReport(days, { ...until, by: ['group'] }).rows.map(({ group_id, backlog }) => [group_id, backlog])).toEqual(
      [[5, 3]],
    );
  });

  test('shows whoever has open tickets although nothing happened, and no backlog that cannot be told', () => {
    const now: Cells = [[cell(5, 1), { open: 2 }]];
    expect(aReport({ [TODAY]: [] }, { by: ['day', 'group'], now }).rows).toMatchObject([
      { day: TODAY, group_id: 5, created: 0, backlog: 2 },
    ]);
    expect(
      serviceLevels({ days: [TODAY], by: [], wanted: () => true, cells: new Map(), now: undefined }).total.backlog,
    ).toBe(null);
  });
});

describe('figures', () => {
  test.each([
    [{ id: 9, role: 'admin', supervises: [] }, { group_id: null, agent_id: null }, true],
    [{ id: 9, role: 'agent', supervises: [] }, { group_id: 5, agent_id: 9 }, true],
    [{ id: 9, role: 'agent', supervises: [] }, { group_id: 5, agent_id: 8 }, false],
    [{ id: 9, role: 'agent', supervises: [] }, { group_id: null, agent_id: null }, false],
    [{ id: 9, role: 'agent', supervises: [5] }, { group_id: 5, agent_id: 8 }, true],
    [{ id: 9, role: 'agent', supervises: [5] }, { group_id: 6, agent_id: 8 }, false],
    [{ id: 9, role: 'end-user', supervises: [5] }, { group_id: 5, agent_id: 9 }, false],
  ] as const)('of others are for those who answer for them: %j, %j: %s', (reader, whose, may) => {
    expect(maySeeFigures(reader, whose)).toBe(may);
  });
});

test('days are those of the calendar, both ends included', () => {
  expect(daysFrom('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
  expect(daysFrom('2026-11-22', '2026-11-21')).toEqual([]);
  expect(['2026-02-28', '2026-02-29', '2026-2-1', '2026-13-01', 'today', ''].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});
