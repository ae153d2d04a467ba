import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../../shared/kernel/clock.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { PRIORITIES, STATUSES, statusClass, TICKET_TYPES, type Ticket } from '../../../shared/tickets/ticket.ts';
import { listsOf } from '../../../shared/tickets/ticket-list.store.ts';
import type { ViewConditions } from '../../../shared/views/conditions.ts';
import { planView, type ViewPlan } from '../../../shared/views/plan.ts';
import { aTicket } from '../../support/a-ticket.ts';

const NOW = Date.UTC(2026, 10, 22, 3);
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const person = fc.integer({ min: 1, max: 3 });
const group = fc.integer({ min: 11, max: 13 });
const organization = fc.integer({ min: 21, max: 22 });
const hours = fc.integer({ min: 1, max: 6 });

const ticket: fc.Arbitrary<Ticket> = fc
  .record({
    status: fc.constantFrom(...STATUSES),
    priority: orNull(fc.constantFrom(...PRIORITIES)),
    type: orNull(fc.constantFrom(...TICKET_TYPES)),
    assignee_id: orNull(person),
    requester_id: person,
    group_id: orNull(group),
    organization_id: orNull(organization),
    tags: fc.uniqueArray(fc.constantFrom('vip', 'fraud')),
    age: hours,
    solvedFor: hours,
  })
  .map(({ age, solvedFor, ...fields }) => {
    const solved_at = statusClass(fields.status) === 'done' ? NOW - solvedFor * HOUR : null;
    return aTicket({ ...fields, created_at: NOW - age * HOUR, updated_at: NOW - HOUR, solved_at });
  });

const is = fc.constantFrom('is', 'is_not');
const ordered = fc.constantFrom('is', 'is_not', 'less_than', 'greater_than', 'less_than_equal', 'greater_than_equal');
const line = (field: string, operator: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>) =>
  fc.record({ field: fc.constant(field), operator, value });
const condition = fc.oneof(
  { weight: 4, arbitrary: line('status', ordered, fc.constantFrom(...STATUSES)) },
  { weight: 3, arbitrary: line('assignee_id', is, fc.oneof(person, fc.constantFrom('', 'current_user'))) },
  { weight: 3, arbitrary: line('group_id', is, fc.oneof(group, fc.constantFrom('', 'current_groups'))) },
  { weight: 2, arbitrary: line('group_id', fc.constant('includes'), fc.uniqueArray(group, { minLength: 1 })) },
  { weight: 2, arbitrary: line('requester_id', is, person) },
  { weight: 2, arbitrary: line('organization_id', is, fc.oneof(organization, fc.constant(''))) },
  { weight: 1, arbitrary: line('priority', ordered, fc.constantFrom(...PRIORITIES)) },
  { weight: 1, arbitrary: line('type', is, fc.constantFrom(...TICKET_TYPES)) },
  { weight: 1, arbitrary: line('current_tags', fc.constantFrom('includes', 'not_includes'), fc.constant('vip')) },
  { weight: 1, arbitrary: line('NEW', fc.constantFrom('less_than', 'greater_than'), hours) },
  { weight: 2, arbitrary: line('SOLVED', fc.constantFrom('less_than', 'greater_than'), hours) },
);
const view: fc.Arbitrary<ViewConditions> = fc.record({
  all: fc.array(condition, { minLength: 1, maxLength: 4 }),
  any: fc.array(condition, { maxLength: 2 }),
});
const caller = fc.record({ userId: person, groupIds: fc.uniqueArray(group, { maxLength: 2 }) });

function planned(conditions: ViewConditions, who: { userId: number; groupIds: number[] }): ViewPlan | undefined {
  try {
    return planView(conditions, who);
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'invalid') return undefined;
    throw error;
  }
}

/** Whether a walk comes by a ticket, as the indexes hold it. */
function comesBy({ walk }: ViewPlan, each: Ticket): boolean {
  if (walk.kind === 'breaching') return statusClass(each.status) === 'live';
  if (walk.kind === 'solved') {
    const by = walk.by === null || walk.by.includes(each.assignee_id ?? 0);
    return by && each.solved_at !== null && (walk.within === null || NOW - each.solved_at < walk.within);
  }
  return walk.lists.some(
    (list) =>
      list.classes.includes(statusClass(each.status)) &&
      listsOf(each).some(({ of, owner }) => of === list.of && owner === list.owner),
  );
}

describe('a plan', () => {
  test('comes by every ticket that its conditions mean, and where it is exact by no other', () => {
    let plans = 0;
    let met = 0;
    fc.assert(
      fc.property(view, caller, fc.array(ticket, { minLength: 20, maxLength: 40 }), (conditions, who, tickets) => {
        const plan = planned(conditions, who);
        if (!plan) return;
        plans += 1;
        for (const each of tickets) {
          const meant = plan.holds(each, NOW);
          if (meant) met += 1;
          if (meant) expect(comesBy(plan, each)).toBe(true);
          else if (plan.exact && plan.walk.kind !== 'solved') expect(comesBy(plan, each)).toBe(false);
        }
      }),
      { numRuns: 3_000, seed: 5 },
    );
    expect(plans).toBeGreaterThan(300);
    expect(met).toBeGreaterThan(1_000);
  });

  test('narrows down only what stays short: live work of somebody, or what is limited in time', () => {
    let narrowed = 0;
    fc.assert(
      fc.property(view, caller, fc.array(ticket, { minLength: 20, maxLength: 40 }), (conditions, who, tickets) => {
        const plan = planned(conditions, who);
        if (!plan || plan.exact || plan.walk.kind !== 'lists') return;
        expect(plan.walk.lists.some(({ of }) => of === 'all')).toBe(false);
        const passedBy = tickets.filter((each) => comesBy(plan, each) && !plan.holds(each, NOW));
        narrowed += passedBy.length;
        // Nearly all there ever was is closed: a walk that comes by it passes none of it by.
        expect(passedBy.map(({ status }) => status)).not.toContain('closed');
      }),
      { numRuns: 3_000, seed: 6 },
    );
    expect(narrowed).toBeGreaterThan(500);
  });
});
