import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Circumstances, decideIntake } from '../../../shared/intake/decide-intake.ts';
import type { Examined } from '../../../shared/intake/examine-ticket.ts';
import type { IntakeRecord } from '../../../shared/intake/intake-record.ts';
import { ABOUT_FIELDS, aboutOf } from '../../../shared/tickets/about-fields.ts';
import { changeTicket } from '../../../shared/tickets/change-ticket.ts';
import { SHIPPED_FIELDS } from '../../../shared/tickets/shipped-fields.ts';
import { PRIORITIES, type Ticket, via } from '../../../shared/tickets/ticket.ts';
import { aTicket } from '../../support/a-ticket.ts';
import { aClock } from '../../support/clock.ts';

const SEEN: Examined = {
  about: { kind: 'problem', category: 'kyc', reason: 'other', risk: 'none' },
  language: 'en',
  confidence: { kind: 0.9, category: 0.9, risk: 0.9 },
  why: ['kyc'],
  priority: 'normal',
  priority_why: ['kind'],
  facts: [],
  secrets: [],
  missing: [],
};
const AROUND: Circumstances = {
  now: 1_000,
  fields: SHIPPED_FIELDS,
  triageGroup: undefined,
  answered: false,
  asks: true,
  deadline: 1_000,
  locale: 'en',
};
const clock = aClock();
const context = {
  now: clock.now(),
  newId: clock.newId,
  actor: { kind: 'system', reason: 'test' } as const,
  via: via('system'),
  closeAfter: 1,
};

/** The ticket and the record after a look, as they are committed. */
function lookAt(ticket: Ticket, record: IntakeRecord | undefined, seen: Examined, around = AROUND) {
  const decided = decideIntake(ticket, record, seen, around);
  const commit = decided?.change && changeTicket(ticket, decided.change, context);
  return { ticket: commit?.ticket ?? ticket, record: decided?.record ?? record, decided };
}

const looks = fc.array(
  fc.record({
    priority: fc.constantFrom(...PRIORITIES),
    risk: fc.constantFrom('none', 'funds_at_risk', 'legal'),
    category: fc.constantFrom('kyc', 'api', 'deposit_withdrawal'),
    missing: fc.subarray(['uid', 'tx_id', 'amount'] as const),
    /** What a person does in between. */
    person: fc.constantFrom('nothing', 'lowers', 'corrects', 'reopens'),
  }),
  { minLength: 1, maxLength: 8 },
);

describe('looking at a ticket again and again', () => {
  test('never lowers its priority, leaves alone what a person said, and asks once', () => {
    fc.assert(
      fc.property(looks, (all) => {
        let [ticket, record]: [Ticket, IntakeRecord | undefined] = [aTicket({ custom_fields: [] }), undefined];
        let said: string | null = null;
        let asked = 0;
        for (const { person, risk, category, priority, missing } of all) {
          if (person === 'lowers') ticket = { ...ticket, priority: 'low' };
          if (person === 'reopens') ticket = { ...ticket, status: 'open' };
          if (person === 'corrects') {
            said = 'cards_earn';
            const others = ticket.custom_fields.filter(({ id }) => id !== ABOUT_FIELDS.category);
            ticket = { ...ticket, custom_fields: [...others, { id: ABOUT_FIELDS.category, value: said }] };
          }
          const seen = { ...SEEN, about: { ...SEEN.about, risk, category: said ?? category }, priority, missing };
          const next = lookAt(ticket, record, seen);
          const [was, is] = [ticket, next.ticket].map((each) => PRIORITIES.indexOf(each.priority ?? 'low'));
          expect(is).toBeGreaterThanOrEqual(was ?? 0);
          if (said !== null) expect(aboutOf(next.ticket).category).toBe(said);
          if (next.decided?.change?.comment) asked++;
          // The same once more finds nothing left to do.
          expect(decideIntake(next.ticket, next.record, seen, AROUND)).toBeUndefined();
          [ticket, record] = [next.ticket, next.record];
        }
        expect(asked).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2_000 },
    );
  });

  test('tells why in words, in the language of the desk', () => {
    const seen = {
      ...SEEN,
      about: { ...SEEN.about, risk: 'funds_at_risk' },
      priority: 'urgent' as const,
      priority_why: ['funds_at_risk'],
    };
    const { decided } = lookAt(aTicket(), undefined, seen, { ...AROUND, locale: 'zh-CN' });
    expect(decided?.reason).toContain('危险：资金有风险。');
    expect(decided?.reason).toContain('优先级');
    expect(decided?.reason).not.toMatch(/[{}]/);
  });
});
