import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { answers } from '../../../infra/tell-time/answer.ts';
import { forPeople } from '../../../infra/tell-time/for-people.ts';
import { readOptions } from '../../../infra/tell-time/options.ts';
import type { ClockReport } from '../../../infra/tell-time/ticket-clock.ts';

const OFFICE = { time_zone: 'Europe/Berlin', intervals: { mon: [['09:00', '17:00']], Tuesday: [['09:00', '17:00']] } };
const answer = answers([]);
const ask = (question: unknown) => answer(JSON.stringify(question));
const add = (start: unknown, seconds: unknown, schedule: unknown = OFFICE) =>
  ask({ schedule, op: 'add', start, seconds });

describe('a question about time', () => {
  test.each([
    ['2026-01-05T16:00:00+01:00', 7_200, '2026-01-06T10:00:00+01:00'],
    ['2026-01-05T15:00:00Z', 7_200, '2026-01-06T09:00:00Z'],
    ['2026-01-05T15:00:00.000Z', 7_200, '2026-01-06T09:00:00.000Z'],
    ['2026-01-05T23:00:00+0800', 7_200, '2026-01-06T17:00:00+08:00'],
    ['2026-01-05T15:00:00+00:00', 7_200, '2026-01-06T09:00:00+00:00'],
    ['2026-01-05T16:00:00', 3_600, '2026-01-05T17:00:00+01:00'],
    ['2026-01-05 16:00', 1.25, '2026-01-05T16:00:01.250+01:00'],
    ['2026-01-05', 0, '2026-01-05T09:00:00+01:00'],
    ['2026-03-24T17:00:00+01:00', 1, '2026-03-30T09:00:01+02:00'],
    ['2026-01-05T24:00', -1, '2026-01-05T16:59:59+01:00'],
    ['2026-01-05T16:00:00+24:00', 1, undefined],
    ['20260105', 1, undefined],
  ])('adds to %s %s seconds: %s', (start, seconds, result) => {
    expect(add(start, seconds)).toMatchObject(result ? { result } : { error: expect.stringContaining('start') });
  });

  test('is answered between instants, and whether it is open', () => {
    const span = { schedule: OFFICE, op: 'between', start: '2026-01-05T16:00:00Z', end: '2026-01-05T12:00:00Z' };
    expect(ask(span)).toEqual({ result: -14_400 });
    expect(ask({ schedule: OFFICE, op: 'open', start: '2026-01-05T09:00:00' })).toEqual({ result: true });
    expect(ask({ schedule: OFFICE, op: 'open', at: '2026-01-05T17:00:00' })).toEqual({ result: false });
  });

  test('keeps its id, and nothing else', () => {
    expect(ask({ id: 7, note: 'x', op: 'open', start: '2026-01-05T09:00:00Z' })).toEqual({ id: 7, result: true });
    expect(ask({ id: 'a', op: 'close' })).toMatchObject({ id: 'a', error: expect.any(String) });
  });

  test('without a schedule is around the clock, in UTC', () => {
    expect(ask({ op: 'add', start: '2026-01-04T00:00:00', seconds: 86_400 })).toEqual({
      result: '2026-01-05T00:00:00Z',
    });
  });

  test('what never comes is null', () => {
    expect(add('2026-01-05T09:00:00Z', 60, { intervals: {} })).toEqual({ result: null });
    expect(add('2026-01-05T09:00:00Z', 1e12)).toEqual({ result: null });
  });

  test('days of a calendar file close every schedule', () => {
    const closed = answers([{ first: 20_458, last: 20_458 }]);
    const question = { schedule: OFFICE, op: 'add', start: '2026-01-05T09:00:00', seconds: 3_600 };
    expect(closed(JSON.stringify(question))).toEqual({ result: '2026-01-06T10:00:00+01:00' });
    expect(closed(JSON.stringify({ op: 'open', start: '2026-01-05T09:00:00' }))).toEqual({ result: false });
  });

  test.each([
    ['nonsense', 'not JSON'],
    ['[]', 'not an object'],
    ['{"op":"add","start":"2026-01-05T09:00:00Z"}', 'seconds'],
    ['{"op":"add","start":"2026-01-05T09:00:00Z","seconds":"5"}', 'seconds'],
    ['{"op":"add","start":"2026-02-30T09:00:00Z","seconds":5}', 'start'],
    ['{"op":"add","start":"2026-02-28T09:61:00Z","seconds":5}', 'start'],
    ['{"op":"between","start":"2026-01-05T09:00:00Z"}', 'end'],
    ['{"op":"open"}', 'start'],
    ['{"start":"2026-01-05T09:00:00Z"}', 'op'],
    ['{"schedule":"nine to five","op":"open","start":"2026-01-05"}', 'schedule: "nine to five" is not an object'],
    ['{"schedule":{"time_zone":"Mars"},"op":"open","start":"2026-01-05"}', 'no time zone "Mars"'],
    ['{"schedule":{"intervals":{"mon":[["9","17"]]}},"op":"open","start":"2026-01-05"}', '["9","17"]'],
    ['{"timeline":[]}', 'timeline'],
    ['{"timeline":[{"at":"soon"}]}', 'timeline.0.at'],
    ['{"timeline":[{"at":"2026-01-05","by":"nobody"}]}', 'timeline.0.by'],
    ['{"timeline":[{"at":"2026-01-05","status":"lost"}]}', 'timeline.0.status'],
    ['{"timeline":[{"at":"2026-01-05","comment":"loud"}]}', 'timeline.0.comment'],
    ['{"timeline":[{"at":"2026-01-05"}],"now":"2026-01-04"}', 'now'],
    ['{"timeline":[{"at":"2026-01-05"}],"policy":{"policy_metrics":[{"metric":"luck"}]}}', 'luck'],
    ['{"timeline":[{"at":"2026-01-05"}],"policy":{"policy_metrics":[{"metric":"first_reply_time"}]}}', 'target'],
    ['{"timeline":[{"at":"2026-01-05"}],"policy":{"filter":{"all":[{"value":1}]}}}', 'names no field'],
    [
      '{"timeline":[{"at":"2026-01-05"}],"policy":{"filter":{"all":[{"field":"x","value":{"toString":1}}]}}}',
      'value of x',
    ],
    [
      '{"timeline":[{"at":"2026-01-05"}],"policy":{"policy_metrics":[{"metric":"first_reply_time","target":1,"priority":"top"}]}}',
      '"top" is none of low',
    ],
    [
      '{"timeline":[{"at":"2026-01-05"}],"policy":{"filter":{"all":[{"field":"x","operator":"like"}]}}}',
      '"like" is none',
    ],
  ])('%s is answered with what is wrong', (line, reason) => {
    expect(answer(line)).toEqual({ error: expect.stringContaining(reason) });
  });
});

const QUESTION = {
  schedule: OFFICE,
  policy: {
    title: 'Promises',
    policy_metrics: [
      { priority: 'normal', metric: 'first_reply_time', target: 60, business_hours: true },
      { metric: 'next_reply_time', target_in_seconds: 1_800 },
    ],
  },
  now: '2026-01-06T12:00:00',
  timeline: [
    { at: '2026-01-05T16:30:00', by: 'customer', comment: 'public', priority: 'normal' },
    { at: '2026-01-05T16:31:00', by: 'system', comment: 'public', automatic: true },
    { at: '2026-01-06T10:00:00', by: 'agent', event: 'comment', status: 'pending' },
    { at: '2026-01-06T11:45:00', by: 'customer', comment: 'public', status: 'open' },
  ],
};

describe('the clock of a ticket', () => {
  const { result } = ask(QUESTION) as { result: ClockReport };

  test('says what each event did', () => {
    const effects = result.steps.map((step) => step.effects.map(({ metric, type }) => `${type} ${metric}`));
    expect(effects[0]).toContain('apply_sla first_reply_time');
    expect(effects[1]).toEqual([]);
    expect(effects[2]).toContain('fulfill first_reply_time');
    expect(effects[3]).toContain('activate next_reply_time');
    const breach = result.steps[2]?.effects.find(({ type }) => type === 'breach');
    expect(breach).toMatchObject({ metric: 'first_reply_time', at: '2026-01-06T08:30:00Z' });
  });

  test('says how each metric stands', () => {
    expect(result.now).toBe('2026-01-06T11:00:00Z');
    expect(result.metrics).toHaveLength(7);
    expect(result.metrics[0]).toMatchObject({ state: 'breached', elapsed_in_seconds: 5_400, business_hours: true });
    expect(result.metrics[1]).toMatchObject({
      state: 'active',
      due_at: '2026-01-06T11:15:00Z',
      elapsed_in_seconds: 900,
    });
    expect(result.metrics[4]?.segments).toHaveLength(2);
  });

  test('is told to people, and cannot steer their terminal', () => {
    const text = forPeople(
      (ask({ ...QUESTION, policy: { ...QUESTION.policy, title: 'Red\u001b[31m' } }) as { result: ClockReport }).result,
    );
    expect(text).toContain('automatic: does not count\n    nothing changes for what is promised');
    expect(text).toMatch(/first reply +was broken Tue 2026-01-06 09:30/);
    expect(text).toMatch(/first reply +is fulfilled after 1 h 30 min of 1 h in business hours, 30 min late/);
    expect(text).toMatch(/next reply +active +15 min of 30 min, 15 min left, due Tue 2026-01-06 12:15/);
    expect(text).toMatch(/agent work +nothing promised; ran/);
    expect(text).not.toContain('\u001b');
  });

  test('says on which days the time lies until something is due, and which are closed', () => {
    const late = { ...QUESTION, timeline: QUESTION.timeline.slice(0, 1) };
    const told = (ask(late) as { result: ClockReport }).result;
    expect(told.steps[0]?.effects.find(({ type }) => type === 'apply_sla')?.days).toEqual([
      { date: '2026-01-05', seconds: 1_800 },
      { date: '2026-01-06', seconds: 1_800 },
    ]);
    expect(forPeople(told)).toMatch(/due Tue 2026-01-06 09:30\n +Mon 01-05 30 min, Tue 01-06 30 min/);
    const [opening] = QUESTION.timeline;
    const overHoliday = { ...QUESTION, schedule: { ...OFFICE, holidays: ['2026-01-06'] }, timeline: [opening] };
    const { result: report } = ask({ ...overHoliday, now: undefined }) as { result: ClockReport };
    expect(forPeople(report)).toContain('Mon 01-05 30 min, Tue 01-06 closed, Wed 01-07 closed');
  });

  test('tells what stands still, goes on, is promised anew and is no longer promised, once a step', () => {
    const metrics = [{ metric: 'requester_wait_time', target: 120 }];
    const vip = { field: 'current_tags', operator: 'includes', value: 'vip' };
    const { result: report } = ask({
      policies: [
        {
          title: 'VIP',
          filter: { all: [vip], any: [{ field: 'type', value: 'problem' }] },
          policy_metrics: [{ metric: 'requester_wait_time', target: 60 }],
        },
        {
          title: 'Open',
          filter: { all: [{ field: 'status', operator: 'is_not', value: 'hold' }] },
          policy_metrics: metrics,
        },
      ],
      timeline: [
        { at: '2026-01-05T10:00', by: 'customer', comment: 'public' },
        { at: '2026-01-05T10:30', by: 'agent', comment: 'public', status: 'pending' },
        { at: '2026-01-05T11:00', by: 'customer', comment: 'public', status: 'open' },
        { at: '2026-01-05T11:10', by: 'agent', tags: ['vip'] },
        { at: '2026-01-05T11:20', by: 'agent', type: 'problem', event: 'x' },
        { at: '2026-01-05T11:30', by: 'agent', tags: [], status: 'hold' },
      ],
    }) as { result: ClockReport };
    const lines = forPeople(report)
      .split('\n')
      .map((line) => line.trim());
    expect(lines[0]).toBe('Times are those of Etc/UTC (+00:00).');
    expect(lines).toContain('not "VIP": current_tags includes "vip" (it is null)');
    expect(lines).toContain('requester wait    runs, 2 h promised: due Mon 2026-01-05 12:00');
    expect(lines).toContain('requester wait    stands still, 30 min of 2 h used');
    expect(lines).toContain('requester wait    goes on, 30 min of 2 h used: due Mon 2026-01-05 12:30');
    expect(lines).toContain('requester wait    is no longer promised');
    expect(lines).toContain('no policy applies');
    expect(lines).toContain('not "Open": status is_not "hold" (it is "hold")');
  });

  test('shows a time with its offset where the clocks were changed since', () => {
    const schedule = {
      time_zone: 'America/New_York',
      intervals: { fri: [['09:00', '17:00']], mon: [['09:00', '17:00']] },
    };
    const timeline = [{ at: '2026-03-06T16:00', by: 'customer', comment: 'public' }];
    const { policy } = QUESTION;
    const { result: report } = ask({ schedule, policy, timeline, now: '2026-03-09T09:00' }) as { result: ClockReport };
    const text = forPeople(report);
    expect(text).toContain('Times are those of America/New_York (-04:00).');
    expect(text).toContain('Fri 2026-03-06 16:00 (-05:00)  the ticket is opened');
  });

  describe('with the steps of escalations', () => {
    const say = (to: string) => [{ type: 'notify', to }];
    const steps = [
      { percent: 50, actions: say('assignee') },
      { minutes: -15, actions: say('group') },
      { minutes: 0, actions: [...say('supervisors'), { type: 'raise_priority' }] },
      {
        minutes: 90,
        actions: [
          { type: 'assign_group', group_id: 7 },
          { type: 'add_tags', tags: ['late'] },
        ],
      },
    ];
    const policy = { ...QUESTION.policy, escalations: [{ metric: 'first_reply_time', steps }] };
    const [opening] = QUESTION.timeline;
    const told = (more: object[], now: string) => {
      const { result: report } = ask({ ...QUESTION, policy, now, timeline: [opening, ...more] }) as {
        result: ClockReport;
      };
      return { report, lines: forPeople(report).split('\n') };
    };

    test('tells when each falls due, counted as the promise is, and what it does', () => {
      const { report, lines } = told([], '2026-01-06T09:20:00');
      expect(report.steps[0]?.escalations.map(({ step, at }) => [step, at])).toEqual([
        ['50%', '2026-01-05T16:00:00Z'],
        ['-900s', '2026-01-06T08:15:00Z'],
      ]);
      expect(report.escalations.map(({ step, at }) => [step, at])).toEqual([
        ['0s', '2026-01-06T08:30:00Z'],
        ['5400s', '2026-01-06T10:00:00Z'],
      ]);
      expect(lines).toContain('Tue 2026-01-06 09:15  first reply, 15 min before: notify group');
      expect(lines).toContain(
        'Tue 2026-01-06 09:30  first reply, when it is broken: notify supervisors, raise priority',
      );
      expect(lines).toContain('Tue 2026-01-06 11:00  first reply, 1 h 30 min after: hand over to group 7, tag late');
    });

    test('takes none once somebody has answered, or has taken it up', () => {
      const answered = told([{ at: '2026-01-06T09:20', by: 'agent', comment: 'public' }], '2026-01-06T17:00');
      expect(answered.report.steps.flatMap(({ escalations }) => escalations)).toHaveLength(2);
      const taken = told([{ at: '2026-01-06T09:20', by: 'agent', acknowledged: true }], '2026-01-06T17:00');
      expect(taken.report.steps.flatMap(({ escalations }) => escalations)).toHaveLength(2);
      expect(taken.report.escalations).toEqual([]);
      const left = told([], '2026-01-06T17:00');
      expect(left.report.steps.flatMap(({ escalations }) => escalations)).toHaveLength(4);
    });

    test.each([
      [[{ steps: [{ actions: [] }] }], 'escalations.0.steps.0: give one of percent, minutes and seconds'],
      [[{ steps: [{ percent: '80', actions: [] }] }], 'not a whole number'],
      [[{ steps: [{ percent: 80, actions: [{ type: 'shout' }] }] }], 'is no action'],
      [[{ metric: 'luck', steps: [] }], 'escalations.0.metric'],
    ])('refuses %j', (escalations, reason) => {
      const refused = ask({ ...QUESTION, policy: { ...policy, escalations } });
      expect(refused).toEqual({ error: expect.stringContaining(reason) });
    });
  });

  test('goes by the schedule that a policy has of its own', () => {
    const always = { intervals: { mon: [['00:00', '24:00']] }, time_zone: 'Etc/UTC' };
    const { result: report } = ask({ ...QUESTION, policy: { ...QUESTION.policy, schedule: always } }) as {
      result: ClockReport;
    };
    expect(report.metrics[0]).toMatchObject({ breached_at: '2026-01-05T16:30:00Z' });
  });

  test('follows policies and schedules that change on the way, in order of time', () => {
    const changed = {
      ...QUESTION,
      timeline: [
        {
          at: '2026-01-05T16:45:00',
          by: 'system',
          schedule: {},
          policies: [{ title: 'Second', metrics: QUESTION.policy.policy_metrics }],
        },
        QUESTION.timeline[0],
      ],
    };
    const told = (ask(changed) as { result: ClockReport }).result;
    expect(told.policy).toBe('Second');
    expect(told.metrics[0]).toMatchObject({ due_at: '2026-01-05T16:30:00Z', breached_at: '2026-01-05T16:30:00Z' });
  });
});

describe('npm run clock', () => {
  const run = (args: string[], input = '') =>
    spawnSync(process.execPath, ['infra/tell-time/main.ts', ...args], { input, encoding: 'utf8', timeout: 20_000 });

  test('answers a line for a line, and goes on after one that is wrong', () => {
    const lines = [JSON.stringify({ op: 'open', start: '2026-01-05' }), '', 'wrong', JSON.stringify(QUESTION)];
    const { stdout, stderr, status } = run(['--json'], lines.join('\r\n'));
    const told = stdout
      .trim()
      .split('\n')
      .map((line) => Object.keys(JSON.parse(line))[0]);
    expect(told).toEqual(['result', 'error', 'result']);
    expect(stderr).toMatch(/^standard input:3: not JSON/);
    expect(status).toBe(1);
    expect(run([], JSON.stringify(QUESTION)).stdout).toContain('first reply');
  });

  test('reads files, and holidays from a calendar', () => {
    const folder = mkdtempSync(join(tmpdir(), 'moorline-clock-'));
    writeFileSync(
      join(folder, 'questions.jsonl'),
      `${JSON.stringify({ op: 'open', start: '2026-01-05T09:00:00Z' })}\n`,
    );
    writeFileSync(join(folder, 'holidays.ics'), 'BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260105\nEND:VEVENT\n');
    expect(run([join(folder, 'questions.jsonl')]).stdout).toBe('{"result":true}\n');
    expect(run(['--holidays', join(folder, 'holidays.ics'), join(folder, 'questions.jsonl')]).stdout).toBe(
      '{"result":false}\n',
    );
    expect(run([join(folder, 'missing.jsonl')]).status).toBe(1);
  });

  test('explains itself when it is called in a way it does not know', () => {
    expect(() => readOptions(['--fast'])).toThrow('There is no option --fast');
    expect(() => readOptions(['--help'])).toThrow('what is due when');
    expect(() => readOptions(['--holidays'])).toThrow('needs a value');
    expect(run(['--fast']).status).toBe(2);
  });
});
