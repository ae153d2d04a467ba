import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { choosePolicy, chooseTarget, type Facts } from '../../../shared/sla/metrics/policy-choice.ts';
import { type FilterCondition, type PolicyFilter, plainFilter } from '../../../shared/sla/policy-filter.ts';
import { placed, reordered } from '../../../shared/sla/policy-order.ts';
import { checkFilter, targetsFrom } from '../../../shared/sla/sla-policy.ts';
import { ALL_METRICS } from '../../../shared/tickets/timed-metric.ts';
import { anSlaPolicy } from '../../support/an-sla-policy.ts';
import { slaRules } from '../../support/sla-rules.ts';

const facts: Facts = {
  status: 'open',
  priority: 'high',
  type: 'incident',
  group_id: 500,
  assignee_id: null,
  organization_id: 7,
  tags: ['vip', 'withdrawal'],
  via_id: 'email',
  custom_fields_31: 'withdrawal',
};

function filterMatches(filter: PolicyFilter): boolean {
  return choosePolicy([{ title: '', targets: [], filter: plainFilter(filter) }], facts) !== undefined;
}

function refusal(run: () => unknown): readonly unknown[] {
  try {
    run();
  } catch (error) {
    if (error instanceof DomainError) return error.fields;
    throw error;
  }
  return [];
}

describe('a filter', () => {
  const all = (...conditions: FilterCondition[]) => filterMatches({ all: conditions, any: [] });

  test.each([
    ['priority', 'is', 'high', true],
    ['priority', 'is_not', 'high', false],
    ['priority', 'greater_than', 'normal', true],
    ['priority', 'less_than', 'high', false],
    ['priority', 'less_than_equal', 'high', true],
    ['priority', 'greater_than_equal', 'urgent', false],
    ['status', 'less_than', 'solved', true],
    ['type', 'is', 'incident', true],
    ['type', 'is', '', false],
    ['group_id', 'is', 500, true],
    ['group_id', 'is', '500', true],
    ['group_id', 'is_not', '501', true],
    ['assignee_id', 'is', '', true],
    ['assignee_id', 'is', null, true],
    ['organization_id', 'is_not', 7, false],
    ['via_id', 'is', 'email', true],
    ['via_id', 'is', 4, true],
    ['via_id', 'is', '0', false],
    ['current_tags', 'includes', 'other VIP', true],
    ['current_tags', 'includes', ['other'], false],
    ['current_tags', 'not_includes', 'other,another', true],
    ['current_tags', 'not_includes', 'other vip', false],
    ['custom_fields_31', 'is', 'withdrawal', true],
    ['custom_fields_31', 'includes', ['deposit', 'withdrawal'], true],
    ['custom_fields_31', 'is_not', 'withdrawal', false],
    ['custom_fields_32', 'is', null, true],
    ['custom_fields_32', 'is', 'withdrawal', false],
  ])('%s %s %s holds: %s', (field, operator, value, holds) => {
    expect(all({ field, operator, value })).toBe(holds);
  });

  test('needs all of all and one of any', () => {
    const yes = { field: 'priority', operator: 'is', value: 'high' };
    const no = { field: 'priority', operator: 'is', value: 'low' };
    expect(filterMatches({ all: [], any: [] })).toBe(true);
    expect(filterMatches({ all: [yes, no], any: [] })).toBe(false);
    expect(filterMatches({ all: [yes], any: [no, yes] })).toBe(true);
    expect(filterMatches({ all: [yes], any: [no] })).toBe(false);
  });

  test('that asks what cannot be asked is refused with the name of every such condition', () => {
    const asked = {
      all: [
        { field: 'brand_id', operator: 'is', value: 1 },
        { field: 'priority', operator: 'includes', value: 'high' },
        { field: 'constructor', operator: 'is', value: 1 },
      ],
      any: [
        { field: 'priority', operator: 'is', value: 'very high' },
        { field: 'group_id', operator: 'is', value: 'abc' },
        { field: 'current_tags', operator: 'includes', value: '  ' },
        { field: 'group_id', operator: 'is', value: 500 },
      ],
    };
    expect(refusal(() => checkFilter(asked))).toMatchObject([
      { field: 'filter.all.0.field', code: 'sla.field_unsupported' },
      { field: 'filter.all.1.operator', code: 'sla.operator_unsupported' },
      { field: 'filter.all.2.field', code: 'sla.field_unsupported' },
      { field: 'filter.any.0.value', code: 'field_not_allowed' },
      { field: 'filter.any.1.value', code: 'field_invalid' },
      { field: 'filter.any.2.value', code: 'field_invalid' },
    ]);
  });

  test('never fails on what a client can send', () => {
    void fc.assert(
      fc.property(fc.string(), fc.string(), fc.jsonValue(), (field, operator, value) => {
        const condition = { field, operator, value };
        expect(typeof all(condition)).toBe('boolean');
        refusal(() => checkFilter({ all: [condition], any: [] }));
      }),
    );
  });
});

describe('policies', () => {
  test('count in their order: the first that means a ticket', () => {
    const low = anSlaPolicy({ filter: { all: [{ field: 'priority', operator: 'is', value: 'low' }], any: [] } });
    const [one, two] = [anSlaPolicy(), anSlaPolicy()];
    const chosen = (policies: readonly ReturnType<typeof anSlaPolicy>[]) =>
      choosePolicy(slaRules(policies).policies, facts)?.title;
    expect(chosen([low, one, two])).toBe(one.title);
    expect(chosen([low])).toBeUndefined();
  });

  test('promise nothing for a metric without a target', () => {
    const target = { priority: 'high', metric: 'first_reply_time', seconds: 90, business_hours: true } as const;
    const [policy] = slaRules([anSlaPolicy({ targets: [target] })]).policies;
    expect(chooseTarget(policy, 'first_reply_time', facts)).toMatchObject({
      milliseconds: 90_000,
      businessHours: true,
    });
    expect(chooseTarget(policy, 'agent_work_time', facts)).toBeUndefined();
    expect(chooseTarget(policy, 'first_reply_time', { ...facts, priority: 'low' })).toBeUndefined();
    expect(chooseTarget(undefined, 'first_reply_time', facts)).toBeUndefined();
  });
});

describe('targets', () => {
  const target = { priority: 'high' as const, metric: 'first_reply_time' };

  test('are minutes, or seconds, or both when they agree', () => {
    const seconds = (asked: object) => targetsFrom([{ ...target, ...asked }])[0]?.seconds;
    expect(seconds({ target: 30 })).toBe(1800);
    expect(seconds({ target_in_seconds: 90 })).toBe(90);
    expect(seconds({ target: 2, target_in_seconds: 90 })).toBe(90);
    expect(seconds({ target: 30, target_in_seconds: null, business_hours: false })).toBe(1800);
  });

  test('are for any metric, around the clock unless they are in business hours', () => {
    const asked = ALL_METRICS.map((metric) => ({
      ...target,
      metric,
      target: 1,
      business_hours: metric === 'agent_work_time',
    }));
    const made = targetsFrom(asked);
    expect(made.map(({ metric }) => metric)).toEqual(ALL_METRICS);
    expect(made.filter(({ business_hours }) => business_hours)).toHaveLength(1);
    expect(targetsFrom([{ ...target, target: 1 }])[0]?.business_hours).toBe(false);
  });

  test('that cannot be promised are refused, each by name', () => {
    const asked = [
      { ...target, target: 1 },
      { ...target, target: 2 },
      { ...target, metric: 'speed', target: 1 },
      { ...target, priority: 'low' as const },
      { ...target, priority: 'normal' as const, target: 3, target_in_seconds: 60 },
    ];
    expect(refusal(() => targetsFrom(asked))).toMatchObject([
      { field: 'policy_metrics.1.metric', code: 'sla.target_twice' },
      { field: 'policy_metrics.2.metric', code: 'field_not_allowed' },
      { field: 'policy_metrics.3.target', code: 'field_required' },
      { field: 'policy_metrics.4.target', code: 'sla.targets_differ' },
    ]);
  });
});

describe('the order of policies', () => {
  test('puts one at its position, and a new one last without', () => {
    expect(placed([1, 2, 3], 4, undefined)).toEqual([1, 2, 3, 4]);
    expect(placed([1, 2, 3], 2, undefined)).toEqual([1, 2, 3]);
    expect(placed([1, 2, 3], 3, 1)).toEqual([3, 1, 2]);
    expect(placed([1, 2, 3], 1, 99)).toEqual([2, 3, 1]);
    expect(placed([], 1, 2)).toEqual([1]);
  });

  test('takes those that are named first and keeps the rest', () => {
    expect(reordered([1, 2, 3], [3, 1])).toEqual([3, 1, 2]);
    expect(refusal(() => reordered([1, 2], [3]))).toMatchObject([{ code: 'sla.policy_unknown' }]);
    expect(refusal(() => reordered([1, 2], [2, 2]))).toMatchObject([{ code: 'sla.policy_twice' }]);
  });
});
