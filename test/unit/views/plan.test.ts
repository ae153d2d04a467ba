import { describe, expect, test } from 'vitest';
import { HOUR } from '../../../shared/kernel/clock.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Ticket } from '../../../shared/tickets/ticket.ts';
import type { ViewConditions } from '../../../shared/views/conditions.ts';
import { planView } from '../../../shared/views/plan.ts';
import { walkOrder } from '../../../shared/views/view-order.ts';
import { aTicket } from '../../support/a-ticket.ts';

type Line = readonly [field: string, operator: string, value?: unknown];

const ME = { userId: 7, groupIds: [21, 22] };
const LIVE: Line = ['status', 'less_than', 'solved'];
const lines = (all: readonly Line[], any: readonly Line[] = []): ViewConditions => {
  const written = (part: readonly Line[]) => part.map(([field, operator, value]) => ({ field, operator, value }));
  return { all: written(all), any: written(any) };
};
const plan = (all: readonly Line[], any: readonly Line[] = []) => planView(lines(all, any), ME);
const refusal = (all: readonly Line[], any: readonly Line[] = []) => {
  try {
    plan(all, any);
  } catch (error) {
    if (error instanceof DomainError) return error.fields.map(({ field, code }) => `${field}: ${code}`);
    throw error;
  }
  return [];
};

describe('a view is one walk over an index', () => {
  test.each<[string, Line[], object]>([
    ['somebody’s own work', [LIVE, ['assignee_id', 'is', 'current_user']], [{ of: 'assignee', owner: 7 }]],
    ['somebody else’s', [LIVE, ['assignee_id', 'is', '12']], [{ of: 'assignee', owner: 12 }]],
    [
      'what nobody has yet',
      [LIVE, ['assignee_id', 'is', ''], ['group_id', 'is', 'current_groups']],
      [
        { of: 'unassigned', owner: 21 },
        { of: 'unassigned', owner: 22 },
      ],
    ],
    ['a group’s', [LIVE, ['group_id', 'is', 21]], [{ of: 'group', owner: 21 }]],
    [
      'several groups’, each once',
      [LIVE, ['group_id', 'includes', [21, 'current_groups']]],
      [
        { of: 'group', owner: 21 },
        { of: 'group', owner: 22 },
      ],
    ],
    ['a requester’s', [LIVE, ['requester_id', 'is', 9]], [{ of: 'requester', owner: 9 }]],
    ['an organization’s', [LIVE, ['organization_id', 'is', 9]], [{ of: 'organization', owner: 9 }]],
    ['everything there is to do', [LIVE], [{ of: 'all', owner: null }]],
  ])('%s, of which it means everything', (_, all, lists) => {
    const { walk, exact } = plan(all);
    const live = (lists as object[]).map((list) => ({ ...list, classes: ['live'] }));
    expect(walk).toEqual({ kind: 'lists', lists: live });
    expect(exact).toBe(true);
  });

  test('or over several side by side, where one of them is enough', () => {
    const { walk, exact } = plan(
      [LIVE],
      [
        ['assignee_id', 'is', 'current_user'],
        ['group_id', 'is', 21],
      ],
    );
    expect(walk).toMatchObject({ kind: 'lists', lists: [{ of: 'assignee' }, { of: 'group' }] });
    expect(exact).toBe(true);
  });

  test('over work to do alone, where statuses to choose from say so', () => {
    const either = plan(
      [['group_id', 'is', 21]],
      [
        ['status', 'is', 'new'],
        ['status', 'is', 'open'],
      ],
    );
    expect(either).toMatchObject({ walk: { lists: [{ of: 'group', owner: 21, classes: ['live'] }] }, exact: false });
    const all = plan(
      [['group_id', 'is', 21]],
      [
        ['status', 'less_than', 'hold'],
        ['status', 'is', 'hold'],
      ],
    );
    expect(all).toMatchObject({ walk: { lists: [{ of: 'group', owner: 21, classes: ['live'] }] }, exact: true });
  });

  test('over the shortest list that is named, which the other conditions narrow down', () => {
    const { walk, exact } = plan([
      LIVE,
      ['group_id', 'is', 21],
      ['assignee_id', 'is', 7],
      ['priority', 'is', 'urgent'],
    ]);
    expect(walk).toMatchObject({ lists: [{ of: 'assignee', owner: 7 }] });
    expect(exact).toBe(false);
  });

  test('over promises that are about to break, or over what was solved, as far as is asked', () => {
    expect(plan([LIVE, ['until_sla_next_breach_at', 'less_than', '4']])).toMatchObject({
      walk: { kind: 'breaching', within: 4 * HOUR },
      exact: true,
    });
    expect(plan([['SOLVED', 'less_than', 24]])).toMatchObject({
      walk: { kind: 'solved', within: 24 * HOUR, by: null },
      exact: true,
    });
    const done = aTicket({ status: 'closed', solved_at: HOUR });
    const holds = (ticket: Ticket) => plan([['SOLVED', 'less_than', 24]]).holds(ticket, 2 * HOUR);
    // What was merged goes on elsewhere.
    expect([holds(done), holds({ ...done, merged_into_id: 2 })]).toEqual([true, false]);
    expect(
      plan([
        ['status', 'is', 'solved'],
        ['assignee_id', 'is', 'current_user'],
      ]),
    ).toMatchObject({
      walk: { kind: 'solved', within: null, by: [7] },
      exact: false,
    });
  });
});

describe('what no index serves is refused by the name of the condition', () => {
  test.each<[string, Line[], Line[], string[]]>([
    ['nothing', [], [], ['all: view.no_condition']],
    ['a priority of all', [LIVE, ['priority', 'is', 'urgent']], [], ['all.1: view.needs_owner']],
    ['one status of all', [['status', 'is', 'pending']], [], ['all.0: view.needs_owner']],
    ['a tag, of any age', [['current_tags', 'includes', 'vip']], [], ['all.0: view.needs_owner']],
    ['those nobody has, in no group', [LIVE, ['assignee_id', 'is', '']], [], ['all.1: view.needs_owner']],
    ['everybody but one', [LIVE, ['assignee_id', 'is_not', 7]], [], ['all.1: view.needs_owner']],
    [
      'a list or something else',
      [LIVE],
      [
        ['group_id', 'is', 21],
        ['type', 'is', 'task'],
      ],
      ['any.0: view.needs_owner', 'any.1: view.needs_owner'],
    ],
    [
      'a tag of what is closed',
      [
        ['group_id', 'is', 21],
        ['current_tags', 'includes', 'vip'],
      ],
      [],
      ['all.1: view.needs_live'],
    ],
    [
      'what is solved, among what is closed',
      [
        ['group_id', 'is', 21],
        ['status', 'less_than', 'closed'],
      ],
      [],
      ['all.1: view.needs_live'],
    ],
    [
      'one status of what is done, or something else',
      [['group_id', 'is', 21]],
      [
        ['status', 'is', 'closed'],
        ['priority', 'is', 'low'],
      ],
      ['any.0: view.needs_live', 'any.1: view.needs_live'],
    ],
    ['what can never be', [LIVE, ['status', 'is', 'closed']], [], ['all.0: view.never']],
    [
      'a promise for what is solved',
      [
        ['status', 'is', 'solved'],
        ['until_sla_next_breach_at', 'less_than', 1],
      ],
      [],
      ['all.1: view.never'],
    ],
    ['what was solved and is not', [LIVE, ['SOLVED', 'less_than', 1]], [], ['all.1: view.never']],
    ['a field there is not', [LIVE, ['brand_id', 'is', 1]], [], ['all.1.field: view.field_unsupported']],
    ['an operator there is not', [['status', 'changed', 'open']], [], ['all.0.operator: view.operator_unsupported']],
    [
      'a value there is not',
      [['status', 'is', 'begun']],
      [['group_id', 'is', 'x']],
      ['all.0.value: field_not_allowed', 'any.0.value: field_invalid'],
    ],
    ['hours that are none', [LIVE, ['NEW', 'less_than', 'soon']], [], ['all.1.value: field_invalid']],
  ])('%s', (_, all, any, codes) => {
    expect(refusal(all, any)).toEqual(codes);
  });

  test('more lists than one page can be made of', () => {
    const groups = Array.from({ length: 51 }, (_, at) => at + 1);
    expect(refusal([LIVE, ['group_id', 'includes', groups]])).toEqual(['all.1: view.too_many_lists']);
  });
});

describe('the order of a view is that of its walk', () => {
  const lists = plan([LIVE]).walk;
  const solved = plan([['SOLVED', 'less_than', 1]]).walk;

  test('in either direction', () => {
    expect(walkOrder(lists, {})).toEqual({ descending: false });
    expect(walkOrder(lists, { sort_by: 'created', sort_order: 'desc' })).toEqual({ descending: true });
    expect(walkOrder(lists, { sort: '-id' })).toEqual({ descending: true });
    expect(walkOrder(solved, {})).toEqual({ descending: true });
    expect(walkOrder(solved, { sort_order: 'asc' })).toEqual({ descending: false });
  });

  test('and the view’s own unless somebody asks for another', () => {
    const own = { sort_by: 'created', sort_order: 'desc' } as const;
    expect(walkOrder(lists, {}, own)).toEqual({ descending: true });
    expect(walkOrder(lists, { sort: 'id' }, own)).toEqual({ descending: false });
    expect(walkOrder(lists, { sort_by: 'nice_id' }, own)).toEqual({ descending: false });
  });

  test('and no other', () => {
    expect(() => walkOrder(lists, { sort_by: 'priority' })).toThrow('sort_unsupported');
    expect(() => walkOrder(solved, { sort: '-created' })).toThrow('sort_unsupported');
  });
});
