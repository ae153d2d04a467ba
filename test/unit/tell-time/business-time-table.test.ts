import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answers } from '../../../infra/tell-time/answer.ts';
import { SECOND } from '../../../shared/kernel/clock.ts';
import { timeZone } from '../../../shared/sla/time-zone.ts';
import { type PlainSchedule, slowBusinessTime } from '../../support/slow-business-time.ts';

interface Case {
  readonly on: string;
  readonly about: string;
  readonly op: 'add' | 'between' | 'open';
  readonly start: string;
  readonly seconds?: number;
  readonly end?: string;
  readonly result: string | number | boolean;
}

const lines = readFileSync(new URL('../../fixtures/business-time.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case | { readonly name: string; readonly schedule: PlainSchedule });
const schedules = new Map(lines.flatMap((line) => ('name' in line ? [[line.name, line.schedule] as const] : [])));
const cases = lines.filter((line) => 'op' in line);
const answer = answers([]);

function scheduleOf({ on }: Case): PlainSchedule {
  const found = schedules.get(on);
  if (!found) throw new Error(`There is no schedule "${on}"`);
  return found;
}

describe('the table of business time', () => {
  test('has a case of each kind for every schedule', () => {
    expect(cases.length).toBeGreaterThan(300);
    expect(new Set(cases.map(({ on }) => on))).toEqual(new Set(schedules.keys()));
  });

  test('is what the command answers, to the letter', () => {
    const answered = cases.map((each) => {
      const { on, about, result, ...question } = each;
      return { on, about, ...question, ...answer(JSON.stringify({ ...question, schedule: scheduleOf(each) })) };
    });
    expect(answered).toEqual(cases);
  });

  test('is what the wall clock shows, looked at minute by minute', { timeout: 60_000 }, () => {
    for (const each of cases) expect({ ...each, result: slowly(each) }).toEqual({ ...each, result: plain(each) });
  });
});

/** The result of a case the slow way; instants in milliseconds. */
function slowly(each: Case): number | boolean | null {
  const slow = slowBusinessTime(scheduleOf(each));
  const start = instantOf(each.start, each);
  if (each.op === 'open') return slow.open(start);
  if (each.op === 'between') return slow.between(start, instantOf(each.end ?? '', each)) / SECOND;
  return slow.add(start, Math.round((each.seconds ?? 0) * SECOND));
}

function plain({ op, result }: Case): number | boolean | null {
  return op === 'add' ? Date.parse(String(result)) : (result as number | boolean);
}

/** Without an offset it is what the clocks of the schedule show. */
function instantOf(text: string, each: Case): number {
  if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return Date.parse(text);
  const zone = timeZone(scheduleOf(each).time_zone ?? 'Etc/UTC');
  return zone?.whenShown(Date.parse(`${text}Z`)).first ?? Number.NaN;
}
