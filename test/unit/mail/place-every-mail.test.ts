import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Authentication } from '../../../shared/mail/authentication.ts';
import { type Candidate, type KnownSender, type PlacedTicket, placeMail } from '../../../shared/mail/place-mail.ts';
import type { MailKind, Verdict } from '../../../shared/mail/verdict.ts';
import { STATUSES } from '../../../shared/tickets/ticket.ts';

const NORMAL: Verdict = { kind: 'normal', reason: 'nothing-unusual' };
const AUTHENTICATIONS: readonly Authentication[] = ['pass', 'aligned', 'unproven', 'fail'];

const [REQUESTER, COPIED, STRANGER, OTHER, AGENT] = [1, 2, 3, 5, 9];
const customer = (id: number): KnownSender => ({ id, isStaff: false, suspended: false });
const SENDERS = {
  requester: customer(REQUESTER),
  copied: customer(COPIED),
  stranger: customer(STRANGER),
  nobody: undefined,
  agent: { id: AGENT, isStaff: true, suspended: false },
} as const satisfies Record<string, KnownSender | undefined>;
type Sender = keyof typeof SENDERS;

const SIGNS = {
  'reply-address': true,
  'own-reference': true,
  'stored-reference': false,
  'subject-number': false,
} as const satisfies Record<Candidate['rule'], boolean>;
const RULES = Object.keys(SIGNS) as Candidate['rule'][];

const ticket = (changes: Partial<PlacedTicket> = {}): PlacedTicket => ({
  id: 12,
  status: 'open',
  requester_id: REQUESTER,
  email_cc_ids: [COPIED],
  is_public: true,
  ...changes,
});
const merged = (into: Partial<PlacedTicket>) => ({
  ticket: ticket({ status: 'closed' }),
  into: ticket({ id: 20, email_cc_ids: [], ...into }),
});
const TICKETS = {
  new: { ticket: ticket({ status: 'new' }) },
  open: { ticket: ticket() },
  solved: { ticket: ticket({ status: 'solved' }) },
  closed: { ticket: ticket({ status: 'closed' }) },
  internal: { ticket: ticket({ is_public: false }) },
  'merged into their own': merged({}),
  'merged into another’s': merged({ requester_id: OTHER }),
  'merged into another’s, and copied there': merged({ requester_id: OTHER, email_cc_ids: [REQUESTER] }),
  'merged into one that is closed': merged({ status: 'closed' }),
  'merged into an internal one': merged({ is_public: false }),
} as const satisfies Record<string, Pick<Candidate, 'ticket' | 'into'>>;
type State = keyof typeof TICKETS;

/** What becomes of a mail: `says 12` in public, `notes 12` internally, `follows 12` with a new ticket, or a ticket of its own. */
const OWN = 'own';
/** For senders who are proven, or nearly, by a signed sign. */
const EXPECTED: Readonly<Record<State, Readonly<Record<'requester' | 'copied' | 'agent', string>>>> = {
  new: { requester: 'says 12', copied: 'says 12', agent: 'says 12' },
  open: { requester: 'says 12', copied: 'says 12', agent: 'says 12' },
  solved: { requester: 'says 12', copied: 'says 12', agent: 'says 12' },
  closed: { requester: 'follows 12', copied: 'follows 12', agent: 'follows 12' },
  internal: { requester: OWN, copied: OWN, agent: 'notes 12' },
  'merged into their own': { requester: 'says 20', copied: 'follows 12', agent: 'says 20' },
  'merged into another’s': { requester: 'follows 12', copied: 'follows 12', agent: 'notes 20' },
  'merged into another’s, and copied there': { requester: 'says 20', copied: 'follows 12', agent: 'notes 20' },
  'merged into one that is closed': { requester: 'follows 20', copied: 'follows 12', agent: 'follows 20' },
  'merged into an internal one': { requester: 'follows 12', copied: 'follows 12', agent: 'notes 20' },
};

function expected(state: State, sender: Sender, authentication: Authentication, rule: Candidate['rule']): string {
  if (sender === 'agent' && authentication !== 'pass') return 'suspended: unauthenticated_update';
  const isTrusted = authentication === 'pass' || (authentication === 'aligned' && SIGNS[rule]);
  if (!isTrusted || sender === 'stranger' || sender === 'nobody') return OWN;
  const outcome = EXPECTED[state][sender];
  // A slip in a number would tell an agent's words to somebody else's customer.
  return sender === 'agent' && rule === 'subject-number' ? outcome.replace('says', 'notes') : outcome;
}

function outcome(placement: ReturnType<typeof placeMail>): string {
  if (placement.do === 'suspend') return `suspended: ${placement.cause}`;
  if (placement.do === 'open') return placement.followUpOf === null ? OWN : `follows ${placement.followUpOf}`;
  return `${placement.public ? 'says' : 'notes'} ${placement.ticketId}`;
}

const candidate = (rule: Candidate['rule'], state: State): Candidate => ({
  rule,
  signed: SIGNS[rule],
  toNotice: false,
  ...TICKETS[state],
});

describe('a mail that points to a ticket', () => {
  for (const state of Object.keys(TICKETS) as State[]) {
    for (const sender of Object.keys(SENDERS) as Sender[]) {
      test(`that is ${state}, from ${sender}`, () => {
        const cases = AUTHENTICATIONS.flatMap((authentication) => RULES.map((rule) => ({ authentication, rule })));
        const name = ({ authentication, rule }: (typeof cases)[number]) => `${authentication}, ${rule}`;
        const found = cases.map((each) => {
          const placement = placeMail(NORMAL, [candidate(each.rule, state)], SENDERS[sender], each.authentication);
          return `${name(each)}: ${outcome(placement)}`;
        });
        const wanted = cases.map((each) => `${name(each)}: ${expected(state, sender, each.authentication, each.rule)}`);
        expect(found).toEqual(wanted);
      });
    }
  }

  test.each(RULES)('is set aside when its sender is suspended (%s)', (rule) => {
    for (const authentication of AUTHENTICATIONS) {
      for (const state of Object.keys(TICKETS) as State[]) {
        const sender = { ...SENDERS.requester, suspended: true };
        const placement = placeMail(NORMAL, [candidate(rule, state)], sender, authentication);
        expect(outcome(placement)).toBe('suspended: blocked_sender');
      }
    }
  });

  test.each(RULES)(
    'is a note when it is forwarded by an agent to that very ticket, else a ticket of its own (%s)',
    (rule) => {
      for (const state of Object.keys(TICKETS) as State[]) {
        const { ticket: old, into = old }: Pick<Candidate, 'ticket' | 'into'> = TICKETS[state];
        const placement = placeMail(NORMAL, [candidate(rule, state)], SENDERS.agent, 'pass', true);
        const isNoted = rule === 'reply-address' && into.status !== 'closed';
        expect(`${state}: ${outcome(placement)}`).toBe(`${state}: ${isNoted ? `notes ${into.id}` : OWN}`);
      }
    },
  );

  test('is what it is, forwarded or not, when anybody else sends it', () => {
    for (const sender of ['requester', 'copied', 'stranger', 'nobody'] as const) {
      for (const rule of RULES) {
        const by = (isForward: boolean) =>
          placeMail(NORMAL, [candidate(rule, 'open')], SENDERS[sender], 'pass', isForward);
        expect(by(true)).toEqual(by(false));
      }
    }
  });
});

describe('whatever a mail is and points to', () => {
  const person = fc.integer({ min: 1, max: 4 });
  const anyTicket = (first: number) =>
    fc.record({
      id: fc.integer({ min: first, max: first + 4 }),
      status: fc.constantFrom(...STATUSES),
      requester_id: person,
      email_cc_ids: fc.uniqueArray(person, { maxLength: 2 }),
      is_public: fc.boolean(),
    });
  const anyCandidate: fc.Arbitrary<Candidate> = fc
    .record({
      rule: fc.constantFrom(...RULES),
      signed: fc.boolean(),
      toNotice: fc.boolean(),
      ticket: anyTicket(10),
      into: fc.option(anyTicket(20), { nil: undefined }),
    })
    // What was merged is closed.
    .map((each) => (each.into ? { ...each, ticket: { ...each.ticket, status: 'closed' } } : each));
  const anySender = fc.option(fc.record({ id: person, isStaff: fc.boolean(), suspended: fc.boolean() }), {
    nil: undefined,
  });
  const KINDS: readonly MailKind[] = ['normal', 'auto-reply', 'list'];
  const anyVerdict: fc.Arbitrary<Verdict> = fc.constantFrom(...KINDS).map((kind) => ({ kind, reason: 'some-rule' }));
  const anything = [
    anyVerdict,
    fc.array(anyCandidate, { maxLength: 3 }),
    anySender,
    fc.constantFrom(...AUTHENTICATIONS),
    fc.boolean(),
  ] as const;
  const holds = (rule: (...all: Parameters<typeof placeMail>) => void) =>
    fc.assert(fc.property(...anything, rule), { numRuns: 2_000 });
  const ticketOf = (placement: ReturnType<typeof placeMail>) =>
    placement.do === 'comment' ? placement.ticketId : placement.do === 'open' ? placement.followUpOf : null;

  test('a stranger never joins, nor gets a follow-up, and is treated as if there were no ticket', () => {
    holds((verdict, candidates, sender, authentication, isForward) => {
      const placement = placeMail(verdict, candidates, sender, authentication, isForward);
      const id = ticketOf(placement);
      const all = candidates.flatMap(({ ticket: old, into }) => (into ? [old, into] : [old]));
      const isOn = all.some(
        (each) =>
          each.id === id &&
          sender !== undefined &&
          (sender.isStaff || each.requester_id === sender.id || each.email_cc_ids.includes(sender.id)),
      );
      if (id !== null) expect(isOn).toBe(true);
      const isStranger = !all.some(
        (each) =>
          sender !== undefined &&
          (sender.isStaff || each.requester_id === sender.id || each.email_cc_ids.includes(sender.id)),
      );
      if (!isStranger) return;
      expect(outcome(placement)).toBe(outcome(placeMail(verdict, [], sender, authentication, isForward)));
    });
  });

  test('a failing verdict never joins, nor one that says nothing', () => {
    holds((verdict, candidates, sender, authentication, isForward) => {
      if (authentication !== 'fail' && authentication !== 'unproven') return;
      expect(ticketOf(placeMail(verdict, candidates, sender, authentication, isForward))).toBeNull();
    });
  });

  test('only an agent who is proven is heard as one', () => {
    holds((verdict, candidates, sender, authentication, isForward) => {
      if (!sender?.isStaff || authentication === 'pass') return;
      expect(placeMail(verdict, candidates, sender, authentication, isForward).do).toBe('suspend');
    });
  });

  test('nothing is said in public on a ticket that no customer sees, and nothing at all on a closed one', () => {
    holds((verdict, candidates, sender, authentication, isForward) => {
      const placement = placeMail(verdict, candidates, sender, authentication, isForward);
      if (placement.do !== 'comment') return;
      const all = candidates.flatMap(({ ticket: old, into }) => (into ? [into] : [old]));
      const possible = all.filter(({ id }) => id === placement.ticketId);
      expect(possible.some(({ status }) => status !== 'closed')).toBe(true);
      if (placement.public) expect(possible.some(({ is_public }) => is_public)).toBe(true);
    });
  });
});
